/** A dataset as text: its columns in a table. */
import type { ColumnView, DatasetView } from '@commonhold/sdk'
import { formatTime } from '@commonhold/sdk/format'
import type { Output } from './output.ts'
import { type Column, formatFields } from './table.ts'

/** Name, asset, rows, and one line a column. */
export function describeDataset(out: Output, dataset: DatasetView): string {
  const fields = formatFields([
    ['dataset', dataset.dataset],
    ['name', dataset.name],
    ['asset', String(dataset.asset)],
    ['rows', String(dataset.rows)],
    ['target', dataset.target],
    ['added', formatTime(dataset.addedAt)],
    ['commitment', dataset.commitment]
  ])
  return `${fields}\n\n${out.table(columns, dataset.columns)}`
}

const columns: readonly Column<ColumnView>[] = [
  { title: 'column', cell: ({ name }) => name },
  { title: 'kind', cell: ({ kind }) => kind },
  { title: 'missing', align: 'right', cell: ({ missing }) => String(missing) },
  { title: 'values', cell: valuesOf }
]

function valuesOf(column: ColumnView): string {
  if (column.kind === 'number') return `${column.min ?? '-'} to ${column.max ?? '-'}`
  const shown = column.categories ?? []
  const hidden = (column.categoryCount ?? shown.length) - shown.length
  return `${shown.join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`
}
