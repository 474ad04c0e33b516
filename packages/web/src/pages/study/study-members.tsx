/** Who takes part in a study, and what each was in every final round. */
import type { StudyView } from '@commonhold/sdk'
import { useState } from 'react'
import { countOf } from '../../model/figures.ts'
import { memberRounds } from '../../model/member-rounds.ts'
import { Button } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Member } from '../../parts/member.tsx'
import { Section } from '../../parts/page.tsx'
import { RoundStrip, RoundStripLegend } from '../../plots/round-strip.tsx'
import { Link } from '../../router/router.tsx'
import css from './study-members.module.css'

type Seat = StudyView['members'][number]

/** A table of more members than this is folded. */
const foldedMax = 12
const foldedTo = 8

/** The table. */
export function StudyMembers({ study }: { readonly study: StudyView }) {
  const [isWhole, setIsWhole] = useState(false)
  const { members, minCohort, roundList } = study
  const isLong = members.length > foldedMax
  const shown = isLong && !isWhole ? members.slice(0, foldedTo) : members
  const hasRounds = roundList.length > 0
  return (
    <Section
      title="Members"
      note={`${countOf(minCohort, 'member')} at least`}
      actions={
        <>
          {hasRounds && <RoundStripLegend />}
          {isLong && (
            <Button size="small" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
              {isWhole ? `The first ${foldedTo}` : `All ${members.length}`}
            </Button>
          )}
        </>
      }
      flush
    >
      {members.length === 0 ? (
        <EmptyState icon="peers" title="Nobody has joined yet">
          Proposing is not joining: whoever proposed joins like everybody.
        </EmptyState>
      ) : (
        <DataTable
          label="Members of the study"
          columns={[who, ...(hasRounds ? roundColumns(study) : []), dataset]}
          rows={shown}
          rowKey={({ member }) => member}
        />
      )}
    </Section>
  )
}

const who: TableColumn<Seat> = {
  title: 'Member',
  cell: ({ member }) => <Member member={member} />
}

const dataset: TableColumn<Seat> = {
  title: 'Dataset',
  align: 'right',
  hideNarrow: true,
  cell: ({ dataset: asset }) => (
    <Link href={`/ledger/assets/${asset}`} className={css['link']}>
      asset {asset}
    </Link>
  )
}

function roundColumns({ roundList }: StudyView): readonly TableColumn<Seat>[] {
  return [
    {
      title: 'Round by round',
      grow: 'tight',
      cell: ({ member }) => <RoundStrip rounds={memberRounds(member, roundList)} />
    },
    {
      title: 'In the sum',
      align: 'right',
      hideNarrow: true,
      cell: ({ survived }) => `${survived} of ${roundList.length}`
    },
    { title: 'Dropped', align: 'right', hideNarrow: true, cell: ({ dropped }) => dropped },
    { title: 'Aggregated', align: 'right', hideNarrow: true, cell: ({ aggregated }) => aggregated }
  ]
}
