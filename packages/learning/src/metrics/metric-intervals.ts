/**
 * How far a metric that was measured on some rows may lie from its true value: 95 % intervals, from
 * counts alone, since counts are all that a federation opens.
 *
 * Each method keeps its promise at the ends too, where a share is 0 or 1 and the usual "plus or
 * minus two standard errors" has no width. They take rows to be independent draws of one
 * population; rows of one patient, or sites that are unlike, make the truth wider.
 */
import { assert } from '@commonhold/base'

/** Where the true value lies in 95 of 100 such measurements. */
export type Interval = { readonly low: number; readonly high: number }

/** The normal distribution's 97.5 % point. */
const z = 1.959963984540054
const halvings = 60

/**
 * A share of rows: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical
 * Inference, JASA 22 (1927).
 * @param rows at least 1
 */
export function wilsonInterval(hits: number, rows: number): Interval {
  assert(rows >= 1 && hits >= 0 && hits <= rows, 'hits are some of at least one row')
  const share = hits / rows
  const middle = share + (z * z) / (2 * rows)
  const reach = z * Math.sqrt((share * (1 - share)) / rows + (z * z) / (4 * rows * rows))
  const scale = 1 + (z * z) / rows
  return {
    low: hits === 0 ? 0 : (middle - reach) / scale,
    high: hits === rows ? 1 : (middle + reach) / scale
  }
}

/**
 * The mean of the classes' own shares: Wilson limits of each, recovered into limits of their mean
 * (G. Y. Zou and A. Donner, Construction of Confidence Limits About Effect Measures: A General
 * Approach, Statistics in Medicine 27, 2008).
 * @param classes at least one, each with at least one row
 */
export function meanShareInterval(
  classes: readonly { readonly rows: number; readonly hits: number }[]
): Interval {
  assert(classes.length > 0, 'there is a class')
  let mean = 0
  let below = 0
  let above = 0
  for (const { rows, hits } of classes) {
    const share = hits / rows
    const { low, high } = wilsonInterval(hits, rows)
    mean += share / classes.length
    below += ((share - low) / classes.length) ** 2
    above += ((high - share) / classes.length) ** 2
  }
  return { low: Math.max(0, mean - Math.sqrt(below)), high: Math.min(1, mean + Math.sqrt(above)) }
}

/**
 * The area under the ROC curve, from the area and the counts of both classes: method 5 of
 * R. G. Newcombe, Confidence Intervals for an Effect Size Measure Based on the Mann-Whitney
 * Statistic, Part 2, Statistics in Medicine 25 (2006). Its limits are the areas that would lie just
 * two standard errors from the measured one, by the variance of J. A. Hanley and B. J. McNeil (The
 * Meaning and Use of the Area Under a ROC Curve, Radiology 143, 1982), with both class sizes
 * replaced by their mean where they stand alone.
 * @param positives at least 1, as `negatives`
 */
export function aucInterval(auc: number, positives: number, negatives: number): Interval {
  assert(positives >= 1 && negatives >= 1, 'both classes have rows')
  assert(auc >= 0 && auc <= 1, 'an area is a share')
  const spare = (positives + negatives) / 2 - 1
  const isWithin = (area: number): boolean => {
    const tilt = (1 - area) / (2 - area) + area / (1 + area)
    const variance = (area * (1 - area) * (1 + spare * tilt)) / (positives * negatives)
    return (area - auc) ** 2 <= z * z * variance
  }
  return { low: edgeOf(isWithin, auc, 0), high: edgeOf(isWithin, auc, 1) }
}

/** The last value on the way from `inside` to `outside` that is within, by halving. */
function edgeOf(isWithin: (value: number) => boolean, inside: number, outside: number): number {
  if (inside === outside) return outside
  let within = inside
  let beyond = outside
  for (let step = 0; step < halvings; step++) {
    const middle = (within + beyond) / 2
    if (isWithin(middle)) within = middle
    else beyond = middle
  }
  return within
}
