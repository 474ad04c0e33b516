/** How good predicted numbers are, computed from all rows at once. */
import { assert } from '@commonhold/base'

/** Mean of the squared differences, in squared units of the target. */
export function meanSquaredErrorOf(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>
): number {
  assert(predicted.length === actual.length, 'there is a prediction a row')
  assert(actual.length > 0, 'there is at least one row to measure')
  let sum = 0
  for (let row = 0; row < actual.length; row++) sum += (predicted[row]! - actual[row]!) ** 2
  return sum / actual.length
}

/**
 * Coefficient of determination: 1 is perfect, 0 as good as always saying the mean. Undefined where
 * all actual values are equal.
 */
export function r2Of(predicted: ArrayLike<number>, actual: ArrayLike<number>): number | undefined {
  const error = meanSquaredErrorOf(predicted, actual)
  let mean = 0
  for (let row = 0; row < actual.length; row++) mean += actual[row]! / actual.length
  let spread = 0
  for (let row = 0; row < actual.length; row++) spread += (actual[row]! - mean) ** 2 / actual.length
  return spread === 0 ? undefined : 1 - error / spread
}
