/** Which addresses are of which route. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchRoute, numberOf } from './route-pattern.ts'

test('a pattern matches whole paths, and gives its parameters decoded', () => {
  assert.deepEqual(matchRoute('/', '/'), {})
  assert.deepEqual(matchRoute('/studies/:study', '/studies/12'), { study: '12' })
  assert.deepEqual(matchRoute('/data/:name', '/data/a%2Fb/'), { name: 'a/b' })
  assert.equal(matchRoute('/studies/:study', '/studies'), undefined)
  assert.equal(matchRoute('/studies/:study', '/studies/1/rounds'), undefined)
  assert.equal(matchRoute('/studies', '/models'), undefined)
  assert.equal(matchRoute('/data/:name', '/data/%E0%A4%A'), undefined)
})

test('numbers in addresses are whole, from 1 and bounded', () => {
  assert.equal(numberOf('42'), 42)
  for (const bad of ['0', '-1', '1.5', '01', '1e3', '9'.repeat(16), '', ' 1', undefined, null]) {
    assert.equal(numberOf(bad), undefined, String(bad))
  }
})
