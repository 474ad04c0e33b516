import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dealAuthorities } from './authorities.ts'

const head = 'school,score'
const texts = [7, 4, 10, 1].map((rows, authority) => {
  const lines = Array.from({ length: rows }, (_, row) => `${authority},${row}`)
  return `${[head, ...lines].join('\n')}\n`
})
const rowsOf = (text: string) => text.trimEnd().split('\n').slice(1)

test('authorities are dealt out whole, and nobody trains on a pupil who is held out', () => {
  for (const count of [1, 2, 3, 4]) {
    const { organisations, authorities, heldOut } = dealAuthorities(texts, count)
    assert.equal(organisations.length, count)
    const training = organisations.flatMap(rowsOf)
    assert.deepEqual(training.toSorted(), authorities.flatMap(rowsOf).toSorted())
    assert.deepEqual(rowsOf(heldOut), ['0,4', '2,4', '2,9'])
    assert.deepEqual([...training, ...rowsOf(heldOut)].toSorted(), texts.flatMap(rowsOf).toSorted())
    for (const authority of ['0', '1', '2', '3']) {
      const holders = organisations.filter((text) =>
        rowsOf(text).some((row) => row.startsWith(`${authority},`))
      )
      assert.equal(holders.length, 1)
    }
    for (const text of [...organisations, heldOut]) assert.ok(text.startsWith(`${head}\n`))
  }
})

test('a count that is none, or more than there are, is refused', () => {
  for (const count of [0, 5, 1.5, Number.NaN]) {
    assert.throws(() => dealAuthorities(texts, count), { code: 'EXAMPLES_BAD_OPTION' })
  }
})
