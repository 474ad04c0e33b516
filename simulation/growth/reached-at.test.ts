import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reachedAt } from './reached-at.ts'

const near = (actual: number, expected: number) => {
  assert.ok(Math.abs(actual / expected - 1) < 1e-9, `${actual}, not ${expected}`)
}
const squares = [10, 20, 40, 80].map((x) => ({ x, y: x ** 2 }))

test('a bound is reached where the power law through its neighbours says', () => {
  near(reachedAt(squares, 30 ** 2), 30)
  near(reachedAt(squares, 40 ** 2), 40)
})

test('outside of what was measured the nearest two points tell', () => {
  near(reachedAt(squares, 5 ** 2), 5)
  near(reachedAt(squares, 1000 ** 2), 1000)
  const bent = [...squares, { x: 160, y: 12_800 }]
  near(reachedAt(bent, 25_600), 320)
})
