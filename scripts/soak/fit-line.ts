/**
 * The straight line through points by least squares, with the standard error of its slope: whether
 * something grows is a question about a slope, and how well many noisy samples can tell it.
 *
 * The error takes the deviations from the line to be independent. Memory of a collected heap goes
 * up and down in waves longer than the time between two samples: there the true error is greater.
 */
import { assert } from '@commonhold/base'

/** One sample. */
export type Point = { readonly x: number; readonly y: number }

/** y = intercept + slope · x, over `count` points. */
export type Line = {
  readonly slope: number
  readonly intercept: number
  /** Standard error of the slope; 0 where the points lie on the line, or there are but two. */
  readonly slopeError: number
  readonly count: number
}

/** @param points two at least, of two different x at least */
export function fitLine(points: readonly Point[]): Line {
  const count = points.length
  assert(count >= 2, 'a line has two points at least')
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0)
  assert(spread > 0, 'the points of a line differ in x')
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread
  const intercept = meanY - slope * meanX
  const left = points.reduce((sum, { x, y }) => sum + (y - intercept - slope * x) ** 2, 0)
  const slopeError = count === 2 ? 0 : Math.sqrt(left / (count - 2) / spread)
  return { slope, intercept, slopeError, count }
}

/**
 * The exponent p of y = factor · x^p, by a line through the logarithms.
 * @param points of positive x and y
 */
export function fitPower(points: readonly Point[]): {
  readonly exponent: number
  readonly factor: number
} {
  assert(
    points.every(({ x, y }) => x > 0 && y > 0),
    'only positive numbers have logarithms'
  )
  const { slope, intercept } = fitLine(
    points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }))
  )
  return { exponent: slope, factor: Math.exp(intercept) }
}
