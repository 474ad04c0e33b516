import assert from 'node:assert/strict'
import { test } from 'node:test'
import { piecesOf } from './pieces-of.ts'

const at = (...xs: number[]) => xs.map((x) => ({ x }))

test('a line has a gap where rounds are missing, and none else', () => {
  assert.deepEqual(piecesOf(at(2, 3, 4), 1), [at(2, 3, 4)])
  assert.deepEqual(piecesOf(at(2, 3, 6, 8, 9), 1), [at(2, 3), at(6), at(8, 9)])
  assert.deepEqual(piecesOf(at(2, 3, 6), Number.POSITIVE_INFINITY), [at(2, 3, 6)])
  assert.deepEqual(piecesOf([], 1), [])
})
