/** The columns of a table, each with its shape; one at a time opens to its whole histogram. */
import type { ColumnProfileView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { useState } from 'react'
import { count, percent } from '../../model/figures.ts'
import { shortNumber } from '../../model/short-number.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { SmallBars } from '../../plots/small-bars.tsx'
import { ColumnDialog } from './column-dialog.tsx'
import css from './data.module.css'

/** The columns. */
export function ColumnTable(properties: {
  readonly columns: readonly ColumnProfileView[]
  /** Rows of the table. */
  readonly rows: number
  readonly target: string | undefined
}) {
  const { columns, rows, target } = properties
  const [shown, setShown] = useState<string>()
  const open = columns.find(({ name }) => name === shown)
  return (
    <>
      <DataTable
        label="Columns"
        columns={tableColumns(rows, target, setShown)}
        rows={columns}
        rowKey={({ name }) => name}
        isMarked={({ name }) => name === target}
      />
      {open !== undefined && (
        <ColumnDialog column={open} rows={rows} onClose={() => setShown(undefined)} />
      )}
    </>
  )
}

function tableColumns(
  rows: number,
  target: string | undefined,
  onShow: (name: string) => void
): readonly TableColumn<ColumnProfileView>[] {
  return [
    {
      title: 'Column',
      grow: true,
      cell: ({ name }) => (
        <span className={css['name']}>
          <button
            type="button"
            className={css['open']}
            aria-label={`Histogram of ${safe(name)}`}
            onClick={() => onShow(name)}
          >
            {safe(name)}
          </button>
          {name === target && <Badge tone="active">to learn</Badge>}
        </span>
      )
    },
    { title: 'Shape', cell: (column) => <Shape column={column} /> },
    {
      title: 'Missing',
      align: 'right',
      cell: ({ missing }) =>
        missing === 0 ? (
          <span className={css['none']}>none</span>
        ) : (
          <span title={`${count(missing)} of ${count(rows)} rows`}>
            {percent(missing / Math.max(1, rows))}
          </span>
        )
    },
    { title: 'Kind', hideNarrow: true, cell: ({ kind }) => kind },
    { title: 'Smallest', align: 'right', hideNarrow: true, cell: (each) => figure(each, 'min') },
    { title: 'Median', align: 'right', hideNarrow: true, cell: (each) => figure(each, 'p50') },
    { title: 'Largest', align: 'right', hideNarrow: true, cell: (each) => figure(each, 'max') },
    {
      title: 'Different',
      align: 'right',
      hideNarrow: true,
      cell: (each) => (each.kind === 'category' ? count(each.different) : '–')
    }
  ]
}

function figure(column: ColumnProfileView, name: 'min' | 'p50' | 'max'): string {
  if (column.kind === 'category' || column.figures === undefined) return '–'
  const { figures } = column
  return shortNumber(name === 'p50' ? figures.quantiles.p50 : figures[name])
}

function Shape({ column }: { readonly column: ColumnProfileView }) {
  if (column.kind === 'number') {
    if (column.bars.length === 0) return <span className={css['none']}>no value</span>
    const label = `Histogram of ${safe(column.name)}: ${column.bars.length} bars`
    return <SmallBars label={label} values={column.bars.map(({ rows }) => rows)} />
  }
  const shown = column.categories.slice(0, 16)
  const label = shown.map(({ name, rows }) => `${safe(name)} ${count(rows)}`).join(', ')
  return <SmallBars label={label} values={shown.map(({ rows }) => rows)} />
}
