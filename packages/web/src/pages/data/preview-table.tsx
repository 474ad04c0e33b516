/** The first rows of a table as they were read; what is missing is told from an empty text. */
import type { DatasetPreview } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import css from './data.module.css'

type Row = { readonly row: number; readonly values: DatasetPreview['rows'][number] }

/** The rows. */
export function PreviewTable({ preview }: { readonly preview: DatasetPreview }) {
  const { columns, rows } = preview
  return (
    <DataTable
      label="First rows"
      columns={[
        { title: 'Row', align: 'right', cell: ({ row }: Row) => row },
        ...columns.map((name, at) => columnOf(name, at, rows))
      ]}
      rows={rows.map((values, at) => ({ row: at + 1, values }))}
      rowKey={({ row }) => row}
    />
  )
}

function columnOf(name: string, at: number, rows: DatasetPreview['rows']): TableColumn<Row> {
  const isNumber = rows.some((row) => typeof row[at] === 'number')
  return {
    title: safe(name),
    align: isNumber ? 'right' : 'left',
    cell: ({ values }) => {
      const value = values[at]
      if (value === null || value === undefined) return <span className={css['none']}>missing</span>
      return typeof value === 'number' ? value : safe(value)
    }
  }
}
