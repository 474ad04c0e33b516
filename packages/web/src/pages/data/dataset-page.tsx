/** One of the owner's tables: its columns, how their values lie, and its first rows. */
import type { DatasetView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { useState } from 'react'
import { count, percent } from '../../model/figures.ts'
import { readings } from '../../node/readings.ts'
import { useChange } from '../../node/use-change.ts'
import { useReading } from '../../node/use-reading.ts'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { FiguresLine } from '../../parts/figures-line.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { FiguresSkeleton, TableSkeleton } from '../../parts/skeleton.tsx'
import { Time } from '../../parts/time.tsx'
import { Link, usePlace } from '../../router/router.tsx'
import { MissingPage } from '../missing-page.tsx'
import { ColumnTable } from './column-table.tsx'
import css from './data.module.css'
import { PreviewTable } from './preview-table.tsx'

/** `/data/:dataset` */
export function DatasetPage(properties: { readonly dataset: string | undefined }) {
  const { dataset } = properties
  const isOne = dataset !== undefined && /^[a-z0-9][a-z0-9-]{0,63}$/.test(dataset)
  return isOne ? <KnownDataset dataset={dataset} /> : <MissingPage what="dataset" />
}

function KnownDataset({ dataset }: { readonly dataset: string }) {
  const read = useReading(readings.dataset(dataset))
  const [isRemoving, setIsRemoving] = useState(false)
  const { value } = read
  return (
    <Page
      title={value === undefined ? dataset : safe(value.name)}
      above={{ title: 'Data', href: '/data' }}
      intro="What you see here is read from the file for this page alone, and leaves the node for
        nobody else."
      actions={
        value !== undefined && (
          <Button kind="danger" onClick={() => setIsRemoving(true)}>
            Remove
          </Button>
        )
      }
    >
      <Loaded of={read} skeleton={<FiguresSkeleton />}>
        {(view) => <DatasetFigures view={view} />}
      </Loaded>
      <Columns dataset={dataset} target={value?.target} />
      <Preview dataset={dataset} />
      {isRemoving && value !== undefined && (
        <RemoveDialog view={value} onClose={() => setIsRemoving(false)} />
      )}
    </Page>
  )
}

function DatasetFigures({ view }: { readonly view: DatasetView }) {
  const { rows, columns, target, asset, addedAt } = view
  const missing = columns.reduce((sum, column) => sum + column.missing, 0)
  return (
    <FiguresLine
      figures={[
        { label: 'Rows', value: count(rows), note: <Time atSeconds={addedAt} /> },
        { label: 'Columns', value: count(columns.length) },
        {
          label: 'Missing values',
          value: count(missing),
          note: `${percent(missing / Math.max(1, rows * columns.length))} of all`
        },
        { label: 'Column to learn', value: target === undefined ? '–' : safe(target) },
        {
          label: 'On the ledger',
          value: (
            <Link href={`/ledger/assets/${asset}`} className={css['link']}>
              asset {asset}
            </Link>
          ),
          note: 'as a salted commitment'
        }
      ]}
    />
  )
}

function Columns(properties: { readonly dataset: string; readonly target: string | undefined }) {
  const profile = useReading(readings.datasetProfile(properties.dataset))
  return (
    <Section title="Columns" note="a column’s name shows its histogram" flush>
      <Loaded of={profile} skeleton={<TableSkeleton rows={8} />}>
        {({ columns, rows }) => (
          <ColumnTable columns={columns} rows={rows} target={properties.target} />
        )}
      </Loaded>
    </Section>
  )
}

function Preview({ dataset }: { readonly dataset: string }) {
  const [isShown, setIsShown] = useState(false)
  const preview = useReading(readings.datasetPreview(dataset), { enabled: isShown })
  return (
    <Section
      title="First rows"
      note="at most 20"
      actions={
        <Button size="small" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? 'Hide' : 'Show'}
        </Button>
      }
      flush={isShown}
    >
      {isShown ? (
        <Loaded of={preview} skeleton={<TableSkeleton rows={10} />}>
          {(value) => <PreviewTable preview={value} />}
        </Loaded>
      ) : (
        <p className={css['quiet']}>Hidden until you ask: rows may be about people.</p>
      )}
    </Section>
  )
}

function RemoveDialog(properties: { readonly view: DatasetView; readonly onClose: () => void }) {
  const { view, onClose } = properties
  const { go } = usePlace()
  const change = useChange(
    (client, dataset: string) => client.removeDataset(dataset),
    () => go('/data', { replace: true })
  )
  return (
    <ConfirmDialog
      title={`Remove ${safe(view.name)}?`}
      action="Remove it"
      isDanger
      change={change}
      input={view.dataset}
      onClose={onClose}
    >
      <p>
        Asset {view.asset} is revoked on the ledger, for everybody to see, and this node forgets its
        copy of the file and the salt of its commitment. Your own file stays where it is. Models
        that were made from it stay, and name it as revoked.
      </p>
      <Notice tone="warn" title="This cannot be undone." />
    </ConfirmDialog>
  )
}
