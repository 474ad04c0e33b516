/** Where a figure that grows reaches a bound, told from measured points. */
import { assert } from '@commonhold/base'
import { fitPower, type Point } from '../../scripts/soak/fit-line.ts'

/**
 * The x at which y reaches `limit`, by the power law through the two measured points around it; by
 * the first or last two where it lies outside.
 *
 * @param points two at least, of positive and growing x and y
 */
export function reachedAt(points: readonly Point[], limit: number): number {
  assert(points.length >= 2 && limit > 0, 'two points make a power law')
  const after = points.findIndex(({ y }) => y >= limit)
  const right = Math.min(Math.max(after === -1 ? points.length - 1 : after, 1), points.length - 1)
  const { exponent, factor } = fitPower(points.slice(right - 1, right + 1))
  return (limit / factor) ** (1 / exponent)
}
