/** Numbers of all sizes, as cells and axes write them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortNumber } from './short-number.ts'

test('a number keeps what its size makes worth reading', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [-0, '0'],
    [7, '7'],
    [-12_345, '-12,345'],
    [17.990000000000002, '17.99'],
    [0.1184, '0.1184'],
    [0.00002, '2.00e-5'],
    [1001.25, '1,001.3'],
    [123.456, '123.46'],
    [2.5e12, '2.50e12'],
    [Number.MAX_VALUE, '1.80e308']
  ]
  for (const [value, text] of cases) assert.equal(shortNumber(value), text)
})
