/**
 * Metrics over all members' kept-aside rows, from 32-bit sums alone.
 *
 * A site counts: rows and right answers a class, and for two classes how many positive and negative
 * rows fall in each of 256 bins of the score, which gives the area under the ROC curve to within
 * what ties in a bin can hide. Losses are sums in fixed point, each row's cut to `lossMax`, with
 * the unit chosen so that the honest total stays below 2^31: a saturated loss reads as "at least".
 * Reading the sums back uses counts, products and quotients only, so all machines agree.
 */
import { binnedAucOf } from '../metrics/classification-metrics.ts'
import { aucInterval } from '../metrics/metric-intervals.ts'
import { classOfRow, lossOfRow } from '../model/loss.ts'
import type { LossKind } from '../model/trainable-model.ts'
import type { Preparation } from './artefact.ts'
import type { SharedMetrics, StageSummary } from './stage.ts'
import { badSum } from './stage-errors.ts'

const bins = 256
/** Natural units for classes, squared deviations of the target for numbers. */
const lossMax = 64
const squareMax = 400
const valueMax = 20
const roundingSlack = 1024

/** Elements that the metrics take in a vector. */
export function countMetricElements(preparation: Preparation): number {
  const classes = preparation.classes.length
  if (classes === 0) return 4
  return 2 + 2 * classes + (classes === 2 ? 2 * bins : 0)
}

/**
 * A site's elements.
 * @param scores `rows · outputs`
 * @param targets as `prepareTargets` makes them
 */
export function measure(
  loss: LossKind,
  scores: Float64Array,
  targets: Float32Array,
  preparation: Preparation
): Uint32Array {
  const elements = new Uint32Array(countMetricElements(preparation))
  // More rows than the statistics stage counted would not fit the unit: they are left out.
  const rows = Math.min(targets.length, preparation.validationRows)
  if (rows === 0) return elements
  elements[0] = rows
  if (preparation.classes.length === 0) measureNumbers(scores, targets, rows, preparation, elements)
  else measureClasses(loss, scores, targets, rows, preparation, elements)
  return elements
}

function measureClasses(
  loss: LossKind,
  scores: Float64Array,
  targets: Float32Array,
  rows: number,
  preparation: Preparation,
  elements: Uint32Array
): void {
  const classes = preparation.classes.length
  const outputs = loss === 'logistic' ? 1 : classes
  let total = 0
  for (let row = 0; row < rows; row++) {
    const target = targets[row]!
    const at = row * outputs
    total += atMost(lossOfRow(loss, scores, at, outputs, target), lossMax)
    const isRight = classOfRow(loss, scores, at, outputs) === target
    elements[2 + 2 * target]!++
    if (isRight) elements[3 + 2 * target]!++
    if (classes !== 2) continue
    const z = outputs === 1 ? scores[at]! : scores[at + 1]! - scores[at]!
    elements[2 + 2 * classes + (target === 1 ? 0 : bins) + binOf(z)]!++
  }
  elements[1] = Math.round(total * unitFor(lossMax, preparation))
}

/** Log-odds to a bin: finest round 0, and with no end, since z / (1 + |z|) stays within ±1. */
function binOf(z: number): number {
  const squeezed = Number.isNaN(z) ? 0 : z / (1 + Math.abs(z))
  const share = 0.5 + 0.5 * (Number.isNaN(squeezed) ? Math.sign(z) : squeezed)
  return Math.min(bins - 1, Math.max(0, Math.floor(share * bins)))
}

function measureNumbers(
  scores: Float64Array,
  targets: Float32Array,
  rows: number,
  preparation: Preparation,
  elements: Uint32Array
): void {
  let errors = 0
  let values = 0
  let squares = 0
  for (let row = 0; row < rows; row++) {
    const value = Math.max(-valueMax, Math.min(valueMax, targets[row]!))
    errors += atMost((scores[row]! - targets[row]!) ** 2, squareMax)
    values += value
    squares += value * value
  }
  elements[1] = Math.round(errors * unitFor(squareMax, preparation))
  elements[2] = Math.round((values * unitFor(valueMax, preparation)) / 2)
  elements[3] = Math.round(squares * unitFor(squareMax, preparation))
}

/** The probability of the positive class in the middle of a bin: the inverse of `binOf`. */
function probabilityOfBin(bin: number): number {
  const squeezed = (2 * bin + 1) / bins - 1
  return 1 / (1 + Math.exp(-squeezed / (1 - Math.abs(squeezed))))
}

/** NaN counts as the most. */
function atMost(value: number, max: number): number {
  return Number.isNaN(value) ? max : Math.min(value, max)
}

/** What one unit of loss weighs: 2^31 for `max` at every row. */
function unitFor(max: number, preparation: Preparation): number {
  return 2 ** 31 / max / preparation.validationRows
}

/**
 * The metrics of all members' rows; undefined where no row was kept aside.
 *
 * @throws {CommonholdError} `LEARNING_BAD_SUM` where counts contradict each other
 */
export function readMetrics(sum: Uint32Array, preparation: Preparation): SharedMetrics | undefined {
  const rows = sum[0]!
  if (rows > preparation.validationRows)
    throw badSum('more rows were measured than were kept aside')
  if (rows === 0) {
    if (sum.some((element) => element !== 0)) throw badSum('metrics were summed without rows')
    return undefined
  }
  if (sum[1]! > 2 ** 31 + roundingSlack) throw badSum('the summed loss is beyond its bound')
  return preparation.classes.length === 0
    ? readNumbers(sum, rows, preparation)
    : readClasses(sum, rows, preparation)
}

/**
 * One site's metrics, out of its own elements: the same figures that the sum tells of all.
 * @param elements as `measure` makes them
 */
export function ownMetrics(
  elements: Uint32Array,
  preparation: Preparation
): { readonly metrics?: SharedMetrics } {
  const metrics = readMetrics(elements, preparation)
  return metrics === undefined ? {} : { metrics }
}

/**
 * What a summary tells of a sum's metrics.
 * @throws {CommonholdError} `LEARNING_BAD_SUM` where counts contradict each other
 */
export function summariseMetrics(
  sum: Uint32Array,
  preparation: Preparation
): Pick<StageSummary, 'metrics' | 'aucInterval'> {
  const metrics = readMetrics(sum, preparation)
  if (metrics === undefined) return {}
  if (metrics.auc === undefined) return { metrics }
  return { metrics, aucInterval: aucInterval(metrics.auc, sum[4]!, sum[2]!) }
}

function readClasses(sum: Uint32Array, rows: number, preparation: Preparation): SharedMetrics {
  const classes = preparation.classes.length
  let counted = 0
  let right = 0
  let shares = 0
  let present = 0
  for (let index = 0; index < classes; index++) {
    const total = sum[2 + 2 * index]!
    const correct = sum[3 + 2 * index]!
    if (correct > total) throw badSum('a class has more right answers than rows')
    counted += total
    right += correct
    if (total === 0) continue
    present++
    shares += correct / total
  }
  if (counted !== rows) throw badSum('the classes do not add up to the rows measured')
  const auc = classes === 2 ? readAuc(sum.subarray(2 + 2 * classes), sum[4]!, sum[2]!) : undefined
  return {
    rows,
    logLoss: sum[1]! / unitFor(lossMax, preparation) / rows,
    accuracy: right / rows,
    balancedAccuracy: shares / present,
    ...(auc === undefined ? {} : { auc })
  }
}

/** What the members counted, all together: the model's right and wrong answers by class. */
export type ClassCounts = {
  /** In the preparation's order, the positive class last. */
  readonly classes: readonly {
    readonly name: string
    readonly rows: number
    readonly hits: number
  }[]
  /** Of two classes: rows by the probability that the model gave the positive one, lowest first. */
  readonly scores: readonly {
    readonly probability: number
    readonly positives: number
    readonly negatives: number
  }[]
}

/**
 * The counts behind the metrics; undefined for a regression, or where no row was kept aside.
 *
 * @throws {CommonholdError} `LEARNING_BAD_SUM` where counts contradict each other
 */
export function readClassCounts(
  sum: Uint32Array,
  preparation: Preparation
): ClassCounts | undefined {
  const { classes } = preparation
  if (readMetrics(sum, preparation) === undefined || classes.length === 0) return undefined
  const from = 2 + 2 * classes.length
  const scoreOf = (_: unknown, bin: number) => ({
    probability: probabilityOfBin(bin),
    positives: sum[from + bin]!,
    negatives: sum[from + bins + bin]!
  })
  return {
    classes: classes.map(({ name }, index) => ({
      name,
      rows: sum[2 + 2 * index]!,
      hits: sum[3 + 2 * index]!
    })),
    scores: classes.length === 2 ? Array.from({ length: bins }, scoreOf) : []
  }
}

function readAuc(histogram: Uint32Array, positives: number, negatives: number) {
  const ofPositives = histogram.subarray(0, bins)
  const ofNegatives = histogram.subarray(bins)
  const add = (total: number, count: number) => total + count
  if (ofPositives.reduce(add, 0) !== positives || ofNegatives.reduce(add, 0) !== negatives) {
    throw badSum('the bins do not add up to the rows of their class')
  }
  return binnedAucOf(ofPositives, ofNegatives)
}

function readNumbers(sum: Uint32Array, rows: number, preparation: Preparation): SharedMetrics {
  const meanError = sum[1]! / unitFor(squareMax, preparation) / rows
  const mean = ((sum[2]! | 0) / unitFor(valueMax, preparation) / rows) * 2
  const meanSquare = sum[3]! / unitFor(squareMax, preparation) / rows
  if (sum[3]! > 2 ** 31 + roundingSlack) throw badSum('the summed squares are beyond their bound')
  const spread = meanSquare - mean * mean
  const deviation = preparation.target?.deviation ?? 0
  const r2 = spread > 1e-9 ? { r2: 1 - meanError / spread } : {}
  const meanSquaredError = meanError * deviation * deviation
  if (!Number.isFinite(meanSquaredError)) return { rows, ...r2 }
  return { rows, meanSquaredError, ...r2 }
}
