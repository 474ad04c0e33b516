/**
 * Every round of a study: who summed, who was in the sum, what it took, where it is on the ledger.
 */
import type { RoundView, StudyView } from '@commonhold/sdk'
import { formatBytes, formatDuration } from '@commonhold/sdk/format'
import { useState } from 'react'
import { count, countOf, decimal, loss, noValue } from '../../model/figures.ts'
import { lossOf, qualityName } from '../../model/study-curves.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Member } from '../../parts/member.tsx'
import { Section } from '../../parts/page.tsx'

/** A table of more rounds than this is folded to its newest ones. */
const foldedMax = 16
const foldedTo = 12

/** The table, newest round first. */
export function StudyRounds({ study }: { readonly study: StudyView }) {
  const [isWhole, setIsWhole] = useState(false)
  const all = study.roundList.toReversed()
  const isLong = all.length > foldedMax
  const rounds = isLong && !isWhole ? all.slice(0, foldedTo) : all
  const fold = (
    <Button size="small" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
      {isWhole ? `The last ${foldedTo}` : `All ${all.length}`}
    </Button>
  )
  return (
    <Section
      title="Rounds"
      note={countOf(all.length, 'final round')}
      actions={isLong ? fold : undefined}
      flush
    >
      {rounds.length === 0 ? (
        <EmptyState icon="ledger" title="No round is final yet">
          The first one finds means and deviations, by sums under masks.
        </EmptyState>
      ) : (
        <DataTable
          label="Rounds"
          columns={columnsFor(study)}
          rows={rounds}
          rowKey={({ index }) => index}
          href={({ index }) => `/ledger/studies/${study.study}/rounds/${index}`}
        />
      )}
    </Section>
  )
}

function columnsFor({ roundList, joined }: StudyView): readonly TableColumn<RoundView>[] {
  const quality: TableColumn<RoundView> = {
    title: qualityName(roundList),
    align: 'right',
    cell: ({ metrics }) => decimal(metrics?.auc ?? metrics?.r2 ?? metrics?.accuracy)
  }
  return [...firstColumns, ...(joined ? [lossHere] : []), quality, ...lastColumns]
}

const lossHere: TableColumn<RoundView> = {
  title: 'Loss here',
  align: 'right',
  hideNarrow: true,
  cell: ({ own }) => loss(lossOf(own))
}

const firstColumns: readonly TableColumn<RoundView>[] = [
  { title: 'Round', align: 'right', cell: ({ index }) => index },
  { title: 'Kind', hideNarrow: true, cell: ({ kind }) => kind },
  {
    title: 'Loss',
    align: 'right',
    cell: ({ metrics }) => loss(lossOf(metrics))
  }
]

const lastColumns: readonly TableColumn<RoundView>[] = [
  {
    title: 'Aggregator',
    cell: ({ aggregator }) => (aggregator === undefined ? noValue : <Member member={aggregator} />)
  },
  { title: 'In the sum', align: 'right', cell: (round) => <InTheSum round={round} /> },
  {
    title: 'Time',
    align: 'right',
    cell: ({ durationMs }) => (durationMs === undefined ? noValue : formatDuration(durationMs))
  },
  {
    title: 'Bytes',
    align: 'right',
    hideNarrow: true,
    cell: ({ trafficBytes }) => (trafficBytes === undefined ? noValue : formatBytes(trafficBytes))
  },
  { title: 'Block', align: 'right', hideNarrow: true, cell: ({ block }) => count(block) }
]

function InTheSum({ round }: { readonly round: RoundView }) {
  const { survivors, dropped, attempt = 0 } = round
  const all = `${survivors.length} of ${survivors.length + dropped.length}`
  if (dropped.length === 0 && attempt === 0) return all
  const why = [
    ...(dropped.length === 0 ? [] : [`${dropped.length} dropped`]),
    ...(attempt === 0 ? [] : [`attempt ${attempt + 1}`])
  ].join(', ')
  return (
    <>
      <Badge tone="warn">{why}</Badge> {all}
    </>
  )
}
