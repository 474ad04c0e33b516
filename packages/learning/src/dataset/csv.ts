/**
 * Reads a CSV file into a dataset.
 *
 * Works on bytes: fields are found first (`csv-fields.ts`), then each column is read down as
 * numbers, and as words where one of its values is not a number. A missing value is an empty field
 * or one of a few words. A decimal comma is never guessed: a column of such numbers is an error
 * that says so, because reading it as words would train on nonsense.
 *
 * 100,000 rows of 40 columns take well under a second (`bench/csv.bench.ts`).
 */
import { utf8 } from '@commonhold/base'
import { badCsv, excerpt } from './csv-error.ts'
import { type CsvFields, escapedFlag, findFields, textOf } from './csv-fields.ts'
import { type CsvLimits, defaultCsvLimits } from './csv-limits.ts'
import { parseNumber } from './csv-number.ts'
import { checkText, type Delimiter, detectDelimiter } from './csv-text.ts'
import { CsvWords } from './csv-words.ts'
import { type Column, type ColumnKind, type Dataset, missingCode } from './dataset.ts'

/** How to read a file. */
export type CsvOptions = {
  /** What messages and the dataset call it. */
  readonly file: string
  /** Default: whichever of comma, semicolon and tab the header has most of. */
  readonly delimiter?: Delimiter
  /** Words that mean missing, besides `?`, `NA`, `N/A`, `NaN`, `null` and the empty field. */
  readonly missing?: readonly string[]
  /** What a plan says of columns by name. The others are numeric where every value is a number. */
  readonly kinds?: ReadonlyMap<string, ColumnKind>
  /** Keeps only these columns. Default all. */
  readonly only?: ReadonlySet<string>
  readonly limits?: Partial<CsvLimits>
}

const missingWords = ['?', 'NA', 'N/A', 'NaN', 'null']

/**
 * @param bytes the whole file
 * @throws {CommonholdError} `LEARNING_BAD_CSV` with file, line and column in `details`
 */
export function readCsv(bytes: Uint8Array, options: CsvOptions): Dataset {
  const limits = { ...defaultCsvLimits, ...options.limits }
  const { file } = options
  if (bytes.length > Math.min(limits.bytesMax, escapedFlag - 1)) {
    const problem = `the file has ${bytes.length} bytes, over ${limits.bytesMax}`
    throw badCsv({ file, problem, hint: 'Split the file, or leave out what is not needed.' })
  }
  const from = checkText(bytes, file)
  const delimiter = (options.delimiter ?? detectDelimiter(bytes, from)).charCodeAt(0)
  const fields = findFields({ bytes, from, delimiter, file, limits })
  if (fields.lines === 0) {
    const hint = 'Give a file whose first line names the columns.'
    throw badCsv({ file, line: 1, problem: 'the file is empty', hint })
  }
  const reader: ColumnReader = {
    bytes,
    fields,
    file,
    categoriesMax: limits.categoriesMax,
    missing: [...missingWords, ...(options.missing ?? [])].map(utf8)
  }
  const columns = readHeader(reader).flatMap((name, index) => {
    if (options.only !== undefined && !options.only.has(name)) return []
    return [readColumn(reader, index, name, options.kinds?.get(name))]
  })
  return { name: file, rows: fields.lines - 1, columns }
}

type ColumnReader = {
  readonly bytes: Uint8Array
  readonly fields: CsvFields
  readonly file: string
  readonly categoriesMax: number
  readonly missing: readonly Uint8Array[]
}

function readHeader({ bytes, fields, file }: ColumnReader): readonly string[] {
  const seen = new Map<string, number>()
  return Array.from({ length: fields.columns }, (_, index) => {
    const name = textOf(bytes, fields.starts[index]!, fields.ends[index]!).trim()
    const place = { file, line: fields.lineNumbers[0]!, column: index + 1 }
    if (name === '') {
      const hint = 'Name every column in the first line (R: write.csv with row.names = FALSE).'
      throw badCsv({ ...place, problem: 'the column has no name', hint })
    }
    const other = seen.get(name)
    if (other !== undefined) {
      const problem = `the name "${excerpt(name)}" is also that of column ${other}`
      throw badCsv({ ...place, columnName: name, problem, hint: 'Rename one of the two columns.' })
    }
    seen.set(name, index + 1)
    return name
  })
}

function readColumn(
  reader: ColumnReader,
  index: number,
  name: string,
  kind: ColumnKind | undefined
): Column {
  if (kind === 'categorical') return readWords(reader, index, name)
  const numbers = readNumbers(reader, index)
  if (numbers.badRow === undefined) return { name, kind: 'numeric', values: numbers.values }
  const field = (numbers.badRow + 1) * reader.fields.columns + index
  const text = textOf(reader.bytes, reader.fields.starts[field]!, reader.fields.ends[field]!)
  const isDecimalComma = /^[+-]?\d+,\d+$/.test(text)
  if (kind === undefined && !isDecimalComma) return readWords(reader, index, name)
  throw badCsv({
    file: reader.file,
    line: reader.fields.lineNumbers[numbers.badRow + 1]!,
    column: index + 1,
    columnName: name,
    problem: isDecimalComma
      ? `"${excerpt(text)}" is written with a comma`
      : `"${excerpt(text)}" is not a number`,
    hint: isDecimalComma
      ? 'Export numbers with a decimal point and without thousands separators.'
      : 'Correct the value, leave it empty, or declare the column categorical.'
  })
}

function readNumbers(
  { bytes, fields, missing }: ColumnReader,
  index: number
): { readonly values: Float64Array; readonly badRow?: number } {
  const { columns, starts, ends } = fields
  const values = new Float64Array(fields.lines - 1)
  for (let row = 0, field = columns + index; row < values.length; row++, field += columns) {
    const start = starts[field]!
    const end = ends[field]!
    const value = end >= escapedFlag ? Number.NaN : parseNumber(bytes, start, end)
    if (Number.isNaN(value) && !isMissing(bytes, start, end, missing)) {
      return { values, badRow: row }
    }
    values[row] = value
  }
  return { values }
}

function readWords(reader: ColumnReader, index: number, name: string): Column {
  const { bytes, fields, missing, categoriesMax } = reader
  const { columns, starts, ends } = fields
  const words = new CsvWords(bytes)
  const codes = new Uint32Array(fields.lines - 1).fill(missingCode)
  for (let row = 0, field = columns + index; row < codes.length; row++, field += columns) {
    const start = starts[field]!
    const end = ends[field]! & ~escapedFlag
    if (isMissing(bytes, start, end, missing)) continue
    codes[row] = words.intern(start, ends[field]!)
    if (words.size > categoriesMax) {
      throw badCsv({
        file: reader.file,
        line: fields.lineNumbers[row + 1]!,
        column: index + 1,
        columnName: name,
        problem: `the column has more than ${categoriesMax} different words`,
        hint: 'Leave the column out of the file: it does not look like categories.'
      })
    }
  }
  return { name, kind: 'categorical', codes, categories: wordTexts(bytes, words) }
}

function wordTexts(bytes: Uint8Array, words: CsvWords): readonly string[] {
  return Array.from({ length: words.size }, (_, code) => textOf(bytes, ...words.placeOf(code)))
}

function isMissing(
  bytes: Uint8Array,
  start: number,
  end: number,
  missing: readonly Uint8Array[]
): boolean {
  if (start === end) return true
  for (const word of missing) {
    if (word.length !== end - start) continue
    let at = 0
    while (at < word.length && bytes[start + at] === word[at]) at++
    if (at === word.length) return true
  }
  return false
}
