/**
 * How the values of one column lie, for its owner's eyes: nothing of this leaves the site.
 *
 * A histogram's edges are round numbers, since people read them. Quantiles are interpolated between
 * neighbours (type 7 of R. J. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages, The
 * American Statistician 50, 1996). Costs one sorted copy of the column: 10 ms for 100,000 rows.
 */
import { assert } from '@commonhold/base'
import { type Column, columnOf, countMissing, type Dataset, type NumericColumn } from './dataset.ts'
import { categoryRows } from './describe-dataset.ts'

/** One bar: how many rows lie from `from` up to, and without, `to`; the last one holds its end. */
export type HistogramBar = { readonly from: number; readonly to: number; readonly rows: number }

/** Of a column with at least one value, in the column's own unit. */
export type NumberFigures = {
  readonly min: number
  readonly max: number
  readonly mean: number
  /** Of the rows that are there: the root of the mean squared distance from the mean. */
  readonly deviation: number
  /** 5, 25, 50, 75 and 95 of 100 rows lie below. */
  readonly quantiles: {
    readonly p5: number
    readonly p25: number
    readonly p50: number
    readonly p75: number
    readonly p95: number
  }
}

/** How a column's values lie. */
export type ColumnProfile = {
  readonly name: string
  /** Rows without a value. */
  readonly missing: number
} & (
  | {
      readonly kind: 'numeric'
      /** None where every value is missing. */
      readonly figures: NumberFigures | undefined
      /** From the smallest to the largest value without a gap; at most `barsMax`. */
      readonly bars: readonly HistogramBar[]
    }
  | {
      readonly kind: 'categorical'
      /** All different values. */
      readonly different: number
      /** The most frequent first, at most 50. */
      readonly categories: readonly { readonly name: string; readonly rows: number }[]
      /** Rows of the values that `categories` leaves out. */
      readonly otherRows: number
    }
)

/** Most bars of a histogram. */
export const barsMax = 32

/** Whole numbers this close together get a bar each. */
const wholeBarsMax = 24
const categoriesShown = 50

/** @param name a column that the dataset has */
export function profileColumn(dataset: Dataset, name: string): ColumnProfile {
  const column: Column | undefined = columnOf(dataset, name)
  assert(column !== undefined, `the dataset has a column ${name}`)
  const missing = countMissing(column)
  if (column.kind === 'numeric')
    return { name, missing, kind: 'numeric', ...profileNumbers(column) }
  const rows = categoryRows(column)
  const shown = rows.slice(0, categoriesShown)
  const shownRows = shown.reduce((sum, category) => sum + category.rows, 0)
  const otherRows = column.codes.length - missing - shownRows
  return {
    name,
    missing,
    kind: 'categorical',
    different: rows.length,
    categories: shown,
    otherRows
  }
}

function profileNumbers({ values }: NumericColumn) {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  if (sorted.length === 0) return { figures: undefined, bars: [] }
  // Against its smallest value, so that neither many large values nor their squares overflow soon.
  const first = sorted[0]!
  let mean = 0
  let squares = 0
  for (const [index, value] of sorted.entries()) {
    const distance = value - first - mean
    mean += distance / (index + 1)
    squares += distance * (value - first - mean)
  }
  const quantile = (share: number) => quantileOf(sorted, share)
  const figures = {
    min: first,
    max: sorted[sorted.length - 1]!,
    mean: finite(first + mean),
    deviation: finite(Math.sqrt(Math.max(0, squares) / sorted.length)),
    quantiles: {
      p5: quantile(0.05),
      p25: quantile(0.25),
      p50: quantile(0.5),
      p75: quantile(0.75),
      p95: quantile(0.95)
    }
  }
  return { figures, bars: barsOf(sorted) }
}

/** What overflows is told as the largest number that there is. */
function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.MAX_VALUE
}

function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)]!
  const above = sorted[Math.ceil(place)]!
  const part = place - Math.floor(place)
  return below * (1 - part) + above * part
}

function barsOf(sorted: Float64Array): readonly HistogramBar[] {
  const min = sorted[0]!
  const max = sorted[sorted.length - 1]!
  const { step, isWhole } = stepFor(sorted, max - min)
  const firstStep = Math.floor(min / step)
  const count = Math.floor(max / step) - firstStep + 1
  // Numbers that differ too much, or too little for their size, have no round steps between them.
  if (!(count >= 1 && count <= barsMax)) return [{ from: min, to: max, rows: sorted.length }]
  const rows = new Float64Array(count)
  for (const value of sorted) {
    rows[Math.min(count - 1, Math.max(0, Math.floor(value / step) - firstStep))]!++
  }
  const edge = (index: number): number => Number(((firstStep + index) * step).toPrecision(12))
  const bars = Array.from(rows, (each, index) => ({
    from: edge(index),
    to: isWhole ? edge(index) : edge(index + 1),
    rows: each
  }))
  // A largest value on an edge belongs to the bar that ends there, and needs none of its own.
  const last = bars.at(-1)!
  if (isWhole || last.from !== max || bars.length === 1) return bars
  const joined = bars.at(-2)!
  return [...bars.slice(0, -2), { ...joined, rows: joined.rows + last.rows }]
}

/** A step of 1, 2, 2.5 or 5 times a power of ten that gives about as many bars as Sturges' rule. */
function stepFor(sorted: Float64Array, range: number): { step: number; isWhole: boolean } {
  const isWhole = range < wholeBarsMax && sorted.every(Number.isInteger)
  if (isWhole) return { step: 1, isWhole }
  const wanted = Math.min(20, Math.max(10, Math.ceil(Math.log2(sorted.length)) + 1))
  const rough = range / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 2.5, 5].find((each) => each * power >= rough) ?? 10
  return { step: factor * power, isWhole }
}
