/** A dataset as text: its columns in a table. */
import type { ColumnProfileView, ColumnView, DatasetView } from '@commonhold/sdk'
import { formatBars, formatTime } from '@commonhold/sdk/format'
import type { Output } from './output.ts'
import { type Column, formatFields } from './table.ts'

/** Name, asset, rows, and one line a column, with its shape where profiles are given. */
export function describeDataset(
  out: Output,
  dataset: DatasetView,
  profiles: readonly ColumnProfileView[] = []
): string {
  const fields = formatFields([
    ['dataset', dataset.dataset],
    ['name', dataset.name],
    ['asset', String(dataset.asset)],
    ['rows', String(dataset.rows)],
    ['target', dataset.target],
    ['added', formatTime(dataset.addedAt)],
    ['commitment', dataset.commitment]
  ])
  const byName = new Map(profiles.map((profile) => [profile.name, profile]))
  const shape: Column<ColumnView> = {
    title: 'shape',
    cell: ({ name }) => formatBars(barsOf(byName.get(name)))
  }
  const shown =
    profiles.length === 0 ? columns : [...columns.slice(0, 3), shape, ...columns.slice(3)]
  return `${fields}\n\n${out.table(shown, dataset.columns)}`
}

const columns: readonly Column<ColumnView>[] = [
  { title: 'column', cell: ({ name }) => name },
  { title: 'kind', cell: ({ kind }) => kind },
  { title: 'missing', align: 'right', cell: ({ missing }) => String(missing) },
  { title: 'values', cell: valuesOf }
]

/** Rows of each bar, or of the most frequent categories. */
function barsOf(profile: ColumnProfileView | undefined): readonly number[] {
  if (profile === undefined) return []
  const parts = profile.kind === 'number' ? profile.bars : profile.categories.slice(0, 12)
  return parts.map(({ rows }) => rows)
}

function valuesOf(column: ColumnView): string {
  if (column.kind === 'number') return `${column.min ?? '-'} to ${column.max ?? '-'}`
  const shown = column.categories ?? []
  const hidden = (column.categoryCount ?? shown.length) - shown.length
  return `${shown.join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`
}
