/** Every study on the ledger, each with its way to be verified. */
import type { StudySummary } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { finalRounds } from '../../model/study-words.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Member } from '../../parts/member.tsx'
import { Section } from '../../parts/page.tsx'
import { TableSkeleton } from '../../parts/skeleton.tsx'
import { StudyState } from '../../parts/study-state.tsx'
import { Link } from '../../router/router.tsx'
import css from './ledger.module.css'

/** The studies. */
export function LedgerStudies() {
  const studies = useReading(readings.studies)
  return (
    <Loaded
      of={studies}
      skeleton={
        <Section title="Studies" flush>
          <TableSkeleton rows={4} />
        </Section>
      }
    >
      {(list) =>
        list.length === 0 ? (
          <Section title="Studies">
            <EmptyState icon="studies" title="No study yet">
              Once a study has a final round, everything in it can be recomputed here.
            </EmptyState>
          </Section>
        ) : (
          <Section title="Studies" note="newest first" flush>
            <DataTable
              label="Studies on the ledger"
              columns={columns}
              rows={list.toSorted((left, right) => right.study - left.study)}
              rowKey={({ study }) => study}
              href={hrefOf}
            />
          </Section>
        )
      }
    </Loaded>
  )
}

const hrefOf = ({ study }: StudySummary) => `/ledger/studies/${study}`

const columns: readonly TableColumn<StudySummary>[] = [
  { title: 'Study', align: 'right', cell: ({ study }) => study },
  {
    title: 'Title',
    grow: true,
    cell: (study) => (
      <Link href={hrefOf(study)} className={css['link']}>
        {safe(study.title)}
      </Link>
    )
  },
  { title: 'State', cell: (study) => <StudyState study={study} /> },
  {
    title: 'Final rounds',
    align: 'right',
    hideNarrow: true,
    cell: (study) => `${finalRounds(study)} of ${study.rounds}`
  },
  {
    title: 'Members',
    align: 'right',
    hideNarrow: true,
    cell: ({ memberCount }) => memberCount
  },
  { title: 'Proposer', hideNarrow: true, cell: ({ proposer }) => <Member member={proposer} /> },
  {
    title: 'Check',
    cell: (study) => (
      <ButtonLink size="small" icon="shield" href={hrefOf(study)}>
        Verify
      </ButtonLink>
    )
  }
]
