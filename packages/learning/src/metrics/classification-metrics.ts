/**
 * How good probabilities are, computed from all rows at once. Probabilities are the positive
 * class's unless said; labels are 1 for it and 0 for the other. Each figure is of one table, so it
 * is told with its row count by whoever shows it.
 */
import { assert } from '@commonhold/base'

const leastProbability = 1e-15

/** Share of rows whose predicted class is theirs. */
export function accuracyOf(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  requireSameLength(predicted, actual)
  let correct = 0
  for (let row = 0; row < actual.length; row++) if (predicted[row] === actual[row]) correct++
  return correct / actual.length
}

/** Mean over the classes that occur of the share of their rows that is predicted right. */
export function balancedAccuracyOf(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>
): number {
  requireSameLength(predicted, actual)
  const rows = new Map<number, { total: number; correct: number }>()
  for (let row = 0; row < actual.length; row++) {
    const counts = rows.get(actual[row]!) ?? { total: 0, correct: 0 }
    counts.total++
    if (predicted[row] === actual[row]) counts.correct++
    rows.set(actual[row]!, counts)
  }
  let sum = 0
  for (const { total, correct } of rows.values()) sum += correct / total
  return sum / rows.size
}

/**
 * Area under the ROC curve: how often a positive row scores above a negative one, ties counting
 * half (Mann and Whitney). Undefined where only one class occurs. O(n log n).
 */
export function aucOf(scores: ArrayLike<number>, labels: ArrayLike<number>): number | undefined {
  requireSameLength(scores, labels)
  const order = Uint32Array.from({ length: scores.length }, (_, row) => row)
  order.sort((left, right) => scores[left]! - scores[right]!)
  let positives = 0
  let rankSum = 0
  for (let from = 0; from < order.length; ) {
    let to = from
    let tiedPositives = 0
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) {
      if (labels[order[to]!] === 1) tiedPositives++
      to++
    }
    // Ranks from + 1 to `to` are shared evenly.
    rankSum += tiedPositives * ((from + 1 + to) / 2)
    positives += tiedPositives
    from = to
  }
  const negatives = order.length - positives
  if (positives === 0 || negatives === 0) return undefined
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** The same from counts of positives and negatives a bin, lowest score first. */
export function binnedAucOf(
  positives: ArrayLike<number>,
  negatives: ArrayLike<number>
): number | undefined {
  requireSameLength(positives, negatives)
  let positivesTotal = 0
  let negativesBelow = 0
  let wins = 0
  for (let bin = 0; bin < positives.length; bin++) {
    wins += positives[bin]! * (negativesBelow + negatives[bin]! / 2)
    positivesTotal += positives[bin]!
    negativesBelow += negatives[bin]!
  }
  if (positivesTotal === 0 || negativesBelow === 0) return undefined
  return wins / positivesTotal / negativesBelow
}

/**
 * Mean of -ln(probability of the row's class), probabilities cut to 1e-15 at least.
 * @param probabilities `rows · classes`, row by row
 */
export function logLossOf(
  probabilities: ArrayLike<number>,
  classes: number,
  actual: ArrayLike<number>
): number {
  assert(probabilities.length === classes * actual.length, 'there is a probability a row and class')
  let sum = 0
  for (let row = 0; row < actual.length; row++) {
    sum -= Math.log(Math.max(leastProbability, probabilities[row * classes + actual[row]!]!))
  }
  return sum / actual.length
}

/** One bin of a calibration curve. */
export type CalibrationBin = {
  readonly rows: number
  readonly meanProbability: number
  /** Share of positive rows. */
  readonly positiveShare: number
}

/** How far probabilities can be taken at their word. */
export type Calibration = {
  /** Bins of equal width that have rows, lowest first. */
  readonly bins: readonly CalibrationBin[]
  /** Expected calibration error: the mean distance of share and probability, by rows. */
  readonly expectedError: number
}

/** @param binCount how many bins of equal width, 10 as a rule */
export function calibrationOf(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  binCount = 10
): Calibration {
  requireSameLength(probabilities, labels)
  const rows = new Float64Array(binCount)
  const sums = new Float64Array(binCount)
  const positives = new Float64Array(binCount)
  for (let row = 0; row < labels.length; row++) {
    const bin = Math.min(binCount - 1, Math.floor(probabilities[row]! * binCount))
    rows[bin]!++
    sums[bin]! += probabilities[row]!
    positives[bin]! += labels[row]!
  }
  const bins: CalibrationBin[] = []
  let distance = 0
  for (let bin = 0; bin < binCount; bin++) {
    const count = rows[bin]!
    if (count === 0) continue
    const meanProbability = sums[bin]! / count
    const positiveShare = positives[bin]! / count
    bins.push({ rows: count, meanProbability, positiveShare })
    distance += count * Math.abs(meanProbability - positiveShare)
  }
  return { bins, expectedError: distance / labels.length }
}

function requireSameLength(left: ArrayLike<number>, right: ArrayLike<number>): void {
  assert(left.length === right.length, 'there are as many of both')
  assert(left.length > 0, 'there is at least one row to measure')
}
