/** What somebody types into a model's form, and what is asked of the node. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modelKindWords, rowOfForm } from './model-words.ts'

const inputs = [
  { name: 'age', kind: 'number' },
  { name: 'ward', kind: 'category' }
] as const
const typed = (age: string, ward: string) =>
  new Map([
    ['age', age],
    ['ward', ward]
  ])

test('numbers are numbers, words are words, and nothing is missing', () => {
  assert.deepEqual(rowOfForm(inputs, typed(' 61.5 ', 'north')).row, { age: 61.5, ward: 'north' })
  assert.deepEqual(rowOfForm(inputs, typed('61,5', '7')).row, { age: 61.5, ward: '7' })
  assert.deepEqual(rowOfForm(inputs, typed('', '')).row, { age: null, ward: null })
  assert.deepEqual(rowOfForm(inputs, new Map()).row, { age: null, ward: null })
})

test('what is no number is told by its name', () => {
  for (const text of ['old', '1,2,3', '1e999', 'NaN', '--1']) {
    assert.deepEqual(rowOfForm(inputs, typed(text, 'north')).wrong, ['age'], text)
  }
  assert.deepEqual(rowOfForm(inputs, typed('-1e3', 'north')).wrong, [])
})

test('kinds have words', () => {
  assert.equal(modelKindWords('mlp'), 'perceptron')
  assert.equal(modelKindWords('forest'), 'forest')
})
