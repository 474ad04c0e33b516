/** One column at large: its histogram and figures, or its categories. */
import type { ColumnProfileView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { count, countOf, percent } from '../../model/figures.ts'
import { shortNumber } from '../../model/short-number.ts'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { DetailsList } from '../../parts/details-list.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ShareBar } from '../../parts/share-bar.tsx'
import { BarPlot } from '../../plots/bar-plot.tsx'
import css from './data.module.css'

type NumberProfile = Extract<ColumnProfileView, { kind: 'number' }>
type CategoryProfile = Extract<ColumnProfileView, { kind: 'category' }>

/** The dialog. */
export function ColumnDialog(properties: {
  readonly column: ColumnProfileView
  readonly rows: number
  readonly onClose: () => void
}) {
  const { column, rows, onClose } = properties
  return (
    <Dialog title={safe(column.name)} onClose={onClose} wide>
      {column.kind === 'number' ? (
        <Numbers column={column} rows={rows} />
      ) : (
        <Categories column={column} rows={rows} />
      )}
    </Dialog>
  )
}

function Numbers({ column, rows }: { readonly column: NumberProfile; readonly rows: number }) {
  const { name, missing, figures, bars } = column
  if (figures === undefined) return <p className={css['quiet']}>Every value is missing.</p>
  const { quantiles, min, max } = figures
  const range = `${shortNumber(min)} to ${shortNumber(max)}`
  return (
    <div className={css['stack']}>
      <BarPlot
        title={`Rows by ${safe(name)}`}
        summary={`${countOf(rows - missing, 'row')} from ${range}`}
        bars={bars.map((bar) => plotBar(bar))}
        x={{ label: '', format: shortNumber }}
        y={{ label: 'rows', format: (value) => count(Math.round(value)) }}
        height={240}
      />
      <DetailsList
        details={[
          ['Mean', `${shortNumber(figures.mean)} ± ${shortNumber(figures.deviation)}`],
          ['Median', shortNumber(quantiles.p50)],
          ['Half of the rows', `${shortNumber(quantiles.p25)} to ${shortNumber(quantiles.p75)}`],
          ['Nine of ten rows', `${shortNumber(quantiles.p5)} to ${shortNumber(quantiles.p95)}`],
          ['Smallest to largest', range],
          ['Missing', missingWords(missing, rows)]
        ]}
      />
    </div>
  )
}

/** A bar of a whole number stands around it. */
function plotBar({ from, to, rows }: NumberProfile['bars'][number]) {
  if (from === to) return { from: from - 0.5, to: to + 0.5, value: rows, name: shortNumber(from) }
  return { from, to, value: rows, name: `${shortNumber(from)} to ${shortNumber(to)}` }
}

function missingWords(missing: number, rows: number): string {
  if (missing === 0) return 'none'
  return `${countOf(missing, 'row')}, ${percent(missing / Math.max(1, rows))}`
}

function Categories({ column, rows }: { readonly column: CategoryProfile; readonly rows: number }) {
  const { categories, different, otherRows, missing } = column
  const hidden = different - categories.length
  return (
    <div className={css['stack']}>
      <DetailsList
        details={[
          ['Different values', count(different)],
          ['Missing', missingWords(missing, rows)],
          hidden > 0
            ? ['Not shown', `${countOf(hidden, 'value')} in ${countOf(otherRows, 'row')}`]
            : ['Not shown', undefined]
        ]}
      />
      <div className={css['framed']}>
        <DataTable
          label="Values by rows"
          columns={categoryColumns(rows)}
          rows={categories}
          rowKey={({ name }) => name}
        />
      </div>
    </div>
  )
}

function categoryColumns(
  rows: number
): readonly TableColumn<CategoryProfile['categories'][number]>[] {
  return [
    { title: 'Value', grow: true, cell: ({ name }) => safe(name) },
    { title: 'Rows', align: 'right', cell: (category) => count(category.rows) },
    {
      title: 'Share',
      align: 'right',
      cell: (category) => <ShareBar share={category.rows / Math.max(1, rows)} decimals={1} />
    }
  ]
}
