/** Aligned columns: text to the left, numbers and their units to the right. */
import { safe } from '@commonhold/sdk/format'

/** One column of a table over rows of `Row`. */
export type Column<Row> = {
  readonly title: string
  readonly align?: 'left' | 'right'
  readonly cell: (row: Row) => string
  /** At least this wide, for tables whose rows come one by one. */
  readonly widthMin?: number
  /** Longer texts are cut. Default 60 letters. */
  readonly lengthMax?: number
}

const gap = '  '
const cellLengthMax = 60

/** The title line and one line a row, without a newline at the end. */
export function formatTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[]
): { readonly header: string; readonly lines: readonly string[] } {
  const cells = rows.map((row) =>
    columns.map((column) => shorten(safe(column.cell(row)), column.lengthMax))
  )
  const widths = columns.map((column, index) =>
    Math.max(
      column.title.length,
      column.widthMin ?? 0,
      ...cells.map((line) => [...line[index]!].length)
    )
  )
  const lineOf = (texts: readonly string[]): string =>
    texts
      .map((text, index) => pad(text, widths[index]!, columns[index]!.align ?? 'left'))
      .join(gap)
      .trimEnd()
  return { header: lineOf(columns.map((column) => column.title)), lines: cells.map(lineOf) }
}

/** Names and values, one a line, the values under each other. */
export function formatFields(fields: readonly (readonly [string, string | undefined])[]): string {
  const shown = fields.filter(([, value]) => value !== undefined)
  const width = Math.max(...shown.map(([name]) => name.length))
  return shown.map(([name, value]) => `${name.padEnd(width)}${gap}${safe(value!)}`).join('\n')
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const filling = ' '.repeat(Math.max(0, width - [...text].length))
  return align === 'left' ? text + filling : filling + text
}

function shorten(text: string, lengthMax = cellLengthMax): string {
  const letters = [...text]
  return letters.length <= lengthMax ? text : `${letters.slice(0, lengthMax - 1).join('')}…`
}
