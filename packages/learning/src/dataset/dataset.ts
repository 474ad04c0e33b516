/**
 * A table in memory, column by column: what a site's file becomes before anything is learned.
 *
 * Columns, because every reader here goes down one column at a time, and because typed arrays hold
 * 100,000 rows of 40 columns in 32 MB where objects would take ten times that.
 */
import { assert } from '@commonhold/base'

/** What a column holds: finite numbers, or words out of a list. */
export type ColumnKind = 'numeric' | 'categorical'

/** A column of numbers: NaN where the value is missing, never infinite. */
export type NumericColumn = {
  readonly name: string
  readonly kind: 'numeric'
  /** One number a row. */
  readonly values: Float64Array
}

/** A column of words: a code a row, into a list of words. */
export type CategoricalColumn = {
  readonly name: string
  readonly kind: 'categorical'
  /** An index into `categories` a row, or `missingCode`. */
  readonly codes: Uint32Array
  /** The different words, in order of first appearance; none empty. */
  readonly categories: readonly string[]
}

/** One column of a dataset. */
export type Column = NumericColumn | CategoricalColumn

/** A table with named columns of one length. */
export type Dataset = {
  /** What messages call it: most often the file's name. */
  readonly name: string
  readonly rows: number
  /** In the file's order; names differ. */
  readonly columns: readonly Column[]
}

/** Stands for a missing word in `codes`. */
export const missingCode = 0xffffffff

/** The column of that name, if there is one. */
export function columnOf(dataset: Dataset, name: string): Column | undefined {
  return dataset.columns.find((column) => column.name === name)
}

/** Rows in which the column has no value. */
export function countMissing(column: Column): number {
  let missing = 0
  if (column.kind === 'numeric') {
    for (const value of column.values) if (Number.isNaN(value)) missing++
  } else {
    for (const code of column.codes) if (code === missingCode) missing++
  }
  return missing
}

/**
 * The one spelling of a word: a number is written as ECMAScript prints it, so that `1`, `1.0` and
 * `01` are one category at every site, whether the site's file made the column numeric or not.
 */
export function canonicalCategory(text: string): string {
  const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)
  if (!isNumber) return text
  const number = Number(text)
  return Number.isFinite(number) ? String(number === 0 ? 0 : number) : text
}

/**
 * The same column as words in their one spelling. Numbers become their text; words that have one
 * spelling in common become one category.
 */
export function asCategorical(column: Column): CategoricalColumn {
  const categories: string[] = []
  const codeOf = new Map<string | number, number>()
  function intern(word: string): number {
    let code = codeOf.get(word)
    if (code === undefined) {
      code = categories.length
      codeOf.set(word, code)
      categories.push(word)
    }
    return code
  }
  if (column.kind === 'categorical') {
    const merged = column.categories.map((word) => intern(canonicalCategory(word)))
    const codes = column.codes.map((code) => (code === missingCode ? missingCode : merged[code]!))
    return { name: column.name, kind: 'categorical', codes, categories }
  }
  const codes = new Uint32Array(column.values.length).fill(missingCode)
  const known = new Map<number, number>()
  for (let row = 0; row < codes.length; row++) {
    const value = column.values[row]!
    if (Number.isNaN(value)) continue
    let code = known.get(value)
    if (code === undefined) {
      code = intern(String(value === 0 ? 0 : value))
      known.set(value, code)
    }
    codes[row] = code
  }
  return { name: column.name, kind: 'categorical', codes, categories }
}

/** The given rows, in the given order, as a dataset of its own. Indices are of this dataset. */
export function selectRows(dataset: Dataset, rows: Uint32Array): Dataset {
  const columns = dataset.columns.map((column): Column => {
    if (column.kind === 'numeric') {
      const values = new Float64Array(rows.length)
      for (let index = 0; index < rows.length; index++) values[index] = column.values[rows[index]!]!
      return { ...column, values }
    }
    const codes = new Uint32Array(rows.length)
    for (let index = 0; index < rows.length; index++) codes[index] = column.codes[rows[index]!]!
    return { ...column, codes }
  })
  return { name: dataset.name, rows: rows.length, columns }
}

/**
 * All rows of several datasets as one, with the columns of the first. A column that is numbers in
 * one and words in another becomes words.
 */
export function joinDatasets(datasets: readonly Dataset[], name: string): Dataset {
  const first = datasets[0]
  assert(first !== undefined, 'there is a dataset to join')
  const rows = datasets.reduce((sum, dataset) => sum + dataset.rows, 0)
  const columns = first.columns.map(({ name: columnName }): Column => {
    const parts = datasets.map((dataset) => {
      const part = columnOf(dataset, columnName)
      assert(part !== undefined, `every dataset has a column ${columnName}`)
      return part
    })
    return joinColumns(columnName, parts, rows)
  })
  return { name, rows, columns }
}

function joinColumns(name: string, parts: readonly Column[], rows: number): Column {
  let offset = 0
  if (parts.every((part) => part.kind === 'numeric')) {
    const values = new Float64Array(rows)
    for (const part of parts) {
      values.set(part.values, offset)
      offset += part.values.length
    }
    return { name, kind: 'numeric', values }
  }
  const codes = new Uint32Array(rows)
  const categories: string[] = []
  const codeOf = new Map<string, number>()
  for (const part of parts.map(asCategorical)) {
    const merged = part.categories.map((word) => {
      const code = codeOf.get(word) ?? categories.push(word) - 1
      codeOf.set(word, code)
      return code
    })
    for (const code of part.codes) {
      codes[offset++] = code === missingCode ? missingCode : merged[code]!
    }
  }
  return { name, kind: 'categorical', codes, categories }
}
