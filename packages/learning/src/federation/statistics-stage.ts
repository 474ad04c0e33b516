/**
 * The stage that finds count, mean and deviation of every column over all members' training rows,
 * by one secure sum of exact integers.
 *
 * Why over all members: scaling each site by its own figures throws away the differences between
 * sites, which are much of what there is to learn. Why exact: sums of doubles depend on their
 * order, and an auditor must find the same artefact to the byte.
 *
 * Elements have 512 bits: sums of up to 2^40 squares of up to 2^256, in units of 2^-200.
 */
import { asCategorical, columnOf, missingCode } from '../dataset/dataset.ts'
import { magnitudeMax, requireMatch } from '../dataset/match-dataset.ts'
import { type CategoryLists, encodePreparation, type Preparation } from './artefact.ts'
import { ExactMoments, fractionBits } from './exact-moments.ts'
import type { LearningPlan } from './learning-plan.ts'
import { splitRows } from './split-rows.ts'
import type { Stage } from './stage.ts'
import { badSum } from './stage-errors.ts'
import { ratioToNumber, readWideSigned, writeWide } from './wide-integer.ts'

const wordsPerElement = 16
const rowsMax = 2n ** 31n - 1n
const unit = 1n << BigInt(fractionBits)

/** The stage of that name. */
export function openStatisticsStage(plan: LearningPlan, lists: CategoryLists): Stage {
  const length = elementCount(plan, lists)
  return {
    kind: 'statistics',
    shape: { length, wordsPerElement },
    async contribute({ dataset, state }) {
      requireMatch(dataset, plan)
      const { training, validation } = splitRows(dataset, plan)
      const elements: bigint[] = [BigInt(training.length), BigInt(validation.length)]
      const moments = (name: string) => momentsOf(columnOf(dataset, name)!, training)
      const counts = (name: string, words: readonly string[]) =>
        countsOf(columnOf(dataset, name)!, training, words)
      if (plan.task.kind === 'regression') elements.push(...moments(plan.task.target))
      else elements.push(...counts(plan.task.target, lists.classes))
      plan.features.forEach(({ name, kind }, index) => {
        elements.push(
          ...(kind === 'numeric' ? moments(name) : counts(name, lists.features[index]!))
        )
      })
      const vector = new Uint32Array(length * wordsPerElement)
      elements.forEach((element, index) => {
        const at = index * wordsPerElement
        writeWide(element, vector.subarray(at, at + wordsPerElement))
      })
      return { vector, state }
    },
    async combine(sum) {
      const preparation = readPreparation(plan, lists, new ElementReader(sum))
      const summary = { kind: 'statistics' as const, rows: preparation.rows }
      return { artefact: encodePreparation(preparation), summary }
    }
  }
}

function elementCount(plan: LearningPlan, lists: CategoryLists): number {
  const target = plan.task.kind === 'regression' ? 3 : lists.classes.length
  return plan.features.reduce(
    (length, { kind }, index) => length + (kind === 'numeric' ? 3 : lists.features[index]!.length),
    2 + target
  )
}

type AnyColumn = Parameters<typeof asCategorical>[0]

function momentsOf(column: AnyColumn, rows: Uint32Array): readonly bigint[] {
  const moments = new ExactMoments()
  if (column.kind === 'numeric') {
    for (const row of rows) {
      const value = column.values[row]!
      if (!Number.isNaN(value)) moments.add(value)
    }
  }
  return [BigInt(moments.count), moments.sum, moments.squares]
}

function countsOf(column: AnyColumn, rows: Uint32Array, words: readonly string[]) {
  const { codes, categories } = asCategorical(column)
  const indexOf = new Map(words.map((word, index) => [word, index]))
  const indices = categories.map((word) => indexOf.get(word))
  const counts = new Float64Array(words.length)
  for (const row of rows) {
    const code = codes[row]!
    const index = code === missingCode ? undefined : indices[code]
    if (index !== undefined) counts[index]!++
  }
  return Array.from(counts, BigInt)
}

/** Takes one element after another off a sum. */
class ElementReader {
  readonly #sum: Uint32Array
  #at = 0

  constructor(sum: Uint32Array) {
    this.#sum = sum
  }

  next(): bigint {
    const words = this.#sum.subarray(this.#at, this.#at + wordsPerElement)
    this.#at += wordsPerElement
    return readWideSigned(words)
  }

  /** A count of rows, at most `max`. */
  count(max: bigint, what: string): number {
    const value = this.next()
    if (value < 0n || value > max) throw badSum(`${what} has an impossible count of rows`)
    return Number(value)
  }

  /** Counts that cannot exceed `rows` together. */
  counts(names: readonly string[], rows: number, what: string) {
    let left = BigInt(rows)
    return names.map((name) => {
      const value = this.count(left, `${what} "${name}"`)
      left -= BigInt(value)
      return { name, rows: value }
    })
  }
}

function readPreparation(plan: LearningPlan, lists: CategoryLists, reader: ElementReader) {
  const rows = reader.count(rowsMax, 'the table')
  const validationRows = reader.count(rowsMax, 'the validation part')
  if (rows === 0) throw badSum('no member has a row to train on')
  const { task } = plan
  let target: { mean: number; deviation: number } | undefined
  let classes: { name: string; rows: number }[] = []
  if (task.kind === 'regression') {
    const { count, ...figures } = readMoments(reader, rows, task.target)
    if (count !== rows) throw badSum('the target is missing in training rows')
    target = figures
  } else {
    classes = reader.counts(lists.classes, rows, 'class')
    const counted = classes.reduce((total, each) => total + each.rows, 0)
    if (counted !== rows) throw badSum('the classes do not add up to the rows')
  }
  const features = plan.features.map(({ name, kind }, index) => {
    if (kind === 'categorical') {
      const categories = reader.counts(lists.features[index]!, rows, `column "${name}", category`)
      return { kind, name, categories }
    }
    const { count, mean, deviation } = readMoments(reader, rows, name)
    return { kind, name, mean, deviation, missingRows: rows - count }
  })
  const preparation: Preparation = {
    format: 'commonhold/preparation/1',
    rows,
    validationRows,
    classes,
    features,
    ...(target === undefined ? {} : { target })
  }
  return preparation
}

/** Mean and population deviation from exact sums, each rounded once. */
function readMoments(reader: ElementReader, rows: number, name: string) {
  const count = reader.count(BigInt(rows), `column "${name}"`)
  const sum = reader.next()
  const squares = reader.next()
  const n = BigInt(count)
  const largest = n * BigInt(magnitudeMax) * unit
  const isPossible =
    squares >= 0n && abs(sum) <= largest && squares <= largest * BigInt(magnitudeMax)
  if (!isPossible) throw badSum(`column "${name}" has an impossible sum`)
  if (count === 0) return { count, mean: 0, deviation: 0 }
  // n Σx² - (Σx)², in units of 2^-400. Each site cut both sums off below 2^-200, by at most one
  // unit an exponent: 2^20 units over all sites.
  const spread = n * squares * unit - sum * sum
  const slack = (n * unit + 2n * abs(sum) + 2n ** 20n) * 2n ** 20n
  if (spread < -slack) throw badSum(`column "${name}" has squares below what its sum demands`)
  const variance = spread <= 0n ? 0 : ratioToNumber(spread, n * n * unit * unit)
  return { count, mean: ratioToNumber(sum, n * unit), deviation: Math.sqrt(variance) }
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value
}
