import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSeededRandom } from '@commonhold/platform'
import { fitLine, fitPower } from './fit-line.ts'

test('a line is found again, and points on it leave no error', () => {
  const points = [1, 2, 5, 9].map((x) => ({ x, y: 3 - 2 * x }))
  const { slope, intercept, slopeError, count } = fitLine(points)
  assert.deepEqual(
    [slope.toFixed(9), intercept.toFixed(9), count],
    ['-2.000000000', '3.000000000', 4]
  )
  assert.ok(slopeError < 1e-9)
})

test('the error of a slope is that of the textbook', () => {
  // Anscombe's first set: slope 0.5001, standard error 0.1179.
  const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
  const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
  const line = fitLine(x.map((each, index) => ({ x: each, y: y[index]! })))
  assert.equal(line.slope.toFixed(4), '0.5001')
  assert.equal(line.slopeError.toFixed(4), '0.1179')
})

test('noise without growth is told from growth', () => {
  const bytes = createSeededRandom('soak').bytes(200)
  const noise = [...bytes].map((byte, x) => ({ x, y: byte }))
  const still = fitLine(noise)
  assert.ok(Math.abs(still.slope) < 3 * still.slopeError)
  const growing = fitLine(noise.map(({ x, y }) => ({ x, y: y + x })))
  assert.ok(growing.slope - 2 * growing.slopeError > 0.5)
})

test('an exponent is found again', () => {
  const { exponent, factor } = fitPower([4, 10, 30].map((x) => ({ x, y: 7 * x ** 1.5 })))
  assert.equal(exponent.toFixed(9), '1.500000000')
  assert.equal(factor.toFixed(6), '7.000000')
})
