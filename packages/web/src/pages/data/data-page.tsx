/** The tables that this node holds: what each has, and adding one by its path. */
import type { DatasetView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { useState } from 'react'
import { count, countOf } from '../../model/figures.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { Button } from '../../parts/button.tsx'
import { Command } from '../../parts/command.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { TableSkeleton } from '../../parts/skeleton.tsx'
import { Time } from '../../parts/time.tsx'
import { Link } from '../../router/router.tsx'
import { AddDatasetDialog } from './add-dataset-dialog.tsx'
import css from './data.module.css'

/** `/data` */
export function DataPage() {
  const datasets = useReading(readings.datasets)
  const [isAdding, setIsAdding] = useState(false)
  const add = (): void => setIsAdding(true)
  return (
    <Page
      title="Data"
      intro="Your own tables. Their rows stay on this machine; the ledger has a salted commitment of
        each, which tells nothing."
      actions={
        <Button kind="primary" icon="plus" onClick={add}>
          Add a file
        </Button>
      }
    >
      <Loaded
        of={datasets}
        skeleton={
          <Section title="Datasets" flush>
            <TableSkeleton rows={3} />
          </Section>
        }
      >
        {(list) => (list.length === 0 ? <NoData onAdd={add} /> : <Datasets datasets={list} />)}
      </Loaded>
      {isAdding && <AddDatasetDialog onClose={() => setIsAdding(false)} />}
    </Page>
  )
}

function Datasets({ datasets }: { readonly datasets: readonly DatasetView[] }) {
  return (
    <Section title="Datasets" note={countOf(datasets.length, 'table')} flush>
      <DataTable
        label="Datasets"
        columns={columns}
        rows={datasets}
        rowKey={({ dataset }) => dataset}
        href={hrefOf}
      />
    </Section>
  )
}

const hrefOf = ({ dataset }: DatasetView) => `/data/${encodeURIComponent(dataset)}`

const columns: readonly TableColumn<DatasetView>[] = [
  {
    title: 'Dataset',
    grow: true,
    cell: (dataset) => (
      <Link href={hrefOf(dataset)} className={css['link']}>
        {safe(dataset.name)}
      </Link>
    )
  },
  { title: 'Rows', align: 'right', cell: ({ rows }) => count(rows) },
  {
    title: 'Columns',
    align: 'right',
    hideNarrow: true,
    cell: ({ columns: each }) => each.length
  },
  {
    title: 'Missing values',
    align: 'right',
    hideNarrow: true,
    cell: ({ columns: each }) => count(each.reduce((sum, { missing }) => sum + missing, 0))
  },
  {
    title: 'To learn',
    hideNarrow: true,
    cell: ({ target }) => (target === undefined ? '–' : safe(target))
  },
  {
    title: 'Asset',
    align: 'right',
    hideNarrow: true,
    cell: ({ asset }) => (
      <Link href={`/ledger/assets/${asset}`} className={css['link']}>
        {asset}
      </Link>
    )
  },
  { title: 'Added', cell: ({ addedAt }) => <Time atSeconds={addedAt} /> }
]

function NoData({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <Section title="Datasets">
      <EmptyState
        icon="data"
        title="No data yet"
        actions={
          <Button kind="primary" icon="plus" onClick={onAdd}>
            Add a file
          </Button>
        }
      >
        Add a CSV file that lies on the node’s machine. The node copies it into its home; nothing of
        it is sent anywhere. In a terminal:
        <Command text="commonhold data add patients.csv --target diagnosis" />
      </EmptyState>
    </Section>
  )
}
