/** What a table holds, for its owner's eyes: nothing of this leaves the site by itself. */
import {
  type CategoricalColumn,
  type ColumnKind,
  columnOf,
  countMissing,
  type Dataset,
  missingCode
} from './dataset.ts'

/** One column in a few figures. */
export type ColumnDescription = {
  readonly name: string
  readonly kind: ColumnKind
  readonly missing: number
  /** Numeric columns with a value. */
  readonly min?: number
  readonly max?: number
  readonly mean?: number
  /** Different values; of a numeric column counted up to `differentMax`. */
  readonly different: number
  /** Categorical columns: the most frequent words first, at most 50. */
  readonly categories?: readonly { readonly name: string; readonly rows: number }[]
}

/** A table in a few figures a column. */
export type DatasetDescription = {
  readonly name: string
  readonly rows: number
  readonly columns: readonly ColumnDescription[]
}

/** Where counting a numeric column's different values ends. */
export const differentMax = 1000

const categoriesShown = 50

/** Goes over the table once. */
export function describeDataset(dataset: Dataset): DatasetDescription {
  const columns = dataset.columns.map(({ name }) => describeColumn(dataset, name))
  return { name: dataset.name, rows: dataset.rows, columns }
}

function describeColumn(dataset: Dataset, name: string): ColumnDescription {
  const column = columnOf(dataset, name)!
  const missing = countMissing(column)
  if (column.kind === 'categorical') {
    const categories = categoryRows(column)
    const different = categories.length
    return {
      name,
      kind: 'categorical',
      missing,
      different,
      categories: categories.slice(0, categoriesShown)
    }
  }
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let sum = 0
  const seen = new Set<number>()
  for (const value of column.values) {
    if (Number.isNaN(value)) continue
    if (value < min) min = value
    if (value > max) max = value
    sum += value
    if (seen.size < differentMax) seen.add(value)
  }
  const present = dataset.rows - missing
  const figures = present === 0 ? {} : { min, max, mean: sum / present }
  return { name, kind: 'numeric', missing, different: seen.size, ...figures }
}

/** Every different word and its rows, the most frequent first. */
export function categoryRows({
  categories,
  codes
}: CategoricalColumn): readonly { readonly name: string; readonly rows: number }[] {
  const counts = new Float64Array(categories.length)
  for (const code of codes) if (code !== missingCode) counts[code]!++
  return categories
    .map((name, code) => ({ name, rows: counts[code]! }))
    .sort((left, right) => right.rows - left.rows)
}
