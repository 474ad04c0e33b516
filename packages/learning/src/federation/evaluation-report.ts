/**
 * How good a study's model is, and how sure one can be of it, from the counts that the evaluation
 * stage opened: shares with their intervals, and whether probabilities can be taken at their word.
 *
 * The rows are those that every member kept aside and never trained on. A loss has no interval
 * here: members add up their rows' losses, and not the squares, so nobody knows how they spread.
 */

import { binnedAucOf } from '../metrics/classification-metrics.ts'
import {
  aucInterval,
  type Interval,
  meanShareInterval,
  wilsonInterval
} from '../metrics/metric-intervals.ts'
import type { ClassCounts } from './shared-metrics.ts'

/** A share of rows, 0 to 1, with its 95 % interval. */
export type MeasuredShare = Interval & { readonly value: number }

/** Rows whose probability was about the same. */
export type CalibrationBin = {
  readonly rows: number
  /** What the model said, on average, to within the width of a score's bin (0.4 % at most). */
  readonly meanProbability: number
  /** What came true, with its interval. */
  readonly positives: MeasuredShare
}

/** A classifier's figures over all kept-aside rows. */
export type EvaluationReport = {
  readonly rows: number
  readonly classes: ClassCounts['classes']
  readonly accuracy: MeasuredShare
  readonly balancedAccuracy: MeasuredShare
  /** Of two classes that both occur. */
  readonly auc?: MeasuredShare
  /** Of two classes: how many of the positive rows were found, and of the negative ones. */
  readonly sensitivity?: MeasuredShare
  readonly specificity?: MeasuredShare
  readonly calibration?: {
    /** Tenths of the probability that have rows, lowest first. */
    readonly bins: readonly CalibrationBin[]
    /** Mean distance of share and probability, by rows. */
    readonly expectedError: number
  }
}

const tenths = 10

/** Figures from the counts; at least one row was measured. */
export function reportEvaluation({ classes, scores }: ClassCounts): EvaluationReport {
  const present = classes.filter(({ rows }) => rows > 0)
  const rows = present.reduce((sum, each) => sum + each.rows, 0)
  const hits = present.reduce((sum, each) => sum + each.hits, 0)
  const shares = present.reduce((sum, each) => sum + each.hits / each.rows, 0)
  const balancedAccuracy = { value: shares / present.length, ...meanShareInterval(present) }
  const report = { rows, classes, accuracy: shareOf(hits, rows), balancedAccuracy }
  const [negative, positive] = classes
  if (classes.length !== 2 || negative === undefined || positive === undefined) return report
  return {
    ...report,
    ...(positive.rows === 0 ? {} : { sensitivity: shareOf(positive.hits, positive.rows) }),
    ...(negative.rows === 0 ? {} : { specificity: shareOf(negative.hits, negative.rows) }),
    ...(present.length < 2 ? {} : { auc: areaOf(scores, positive.rows, negative.rows) }),
    calibration: calibrate(scores, rows)
  }
}

function shareOf(hits: number, rows: number): MeasuredShare {
  return { value: hits / rows, ...wilsonInterval(hits, rows) }
}

function areaOf(scores: ClassCounts['scores'], positives: number, negatives: number) {
  const value = binnedAucOf(
    scores.map((bin) => bin.positives),
    scores.map((bin) => bin.negatives)
  )!
  return { value, ...aucInterval(value, positives, negatives) }
}

function calibrate(scores: ClassCounts['scores'], rows: number) {
  let distance = 0
  const bins = Array.from({ length: tenths }, (_, tenth) => {
    const own = scores.filter(
      ({ probability }) => Math.min(tenths - 1, Math.floor(probability * tenths)) === tenth
    )
    let count = 0
    let said = 0
    let came = 0
    for (const { probability, positives, negatives } of own) {
      count += positives + negatives
      said += probability * (positives + negatives)
      came += positives
    }
    if (count === 0) return []
    distance += Math.abs(said - came)
    return [{ rows: count, meanProbability: said / count, positives: shareOf(came, count) }]
  }).flat()
  return { bins, expectedError: distance / rows }
}
