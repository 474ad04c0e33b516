/** Who takes part in a study, and how many of its rounds each was in. */
import type { StudyView } from '@commonhold/sdk'
import { countOf } from '../../model/figures.ts'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Member } from '../../parts/member.tsx'
import { Section } from '../../parts/page.tsx'
import { Link } from '../../router/router.tsx'
import css from './study-members.module.css'

type Seat = StudyView['members'][number]

/** The table. */
export function StudyMembers({ study }: { readonly study: StudyView }) {
  const { members, minCohort, roundList } = study
  const columns: readonly TableColumn<Seat>[] = [
    { title: 'Member', grow: true, cell: ({ member }) => <Member member={member} /> },
    {
      title: 'Dataset',
      align: 'right',
      cell: ({ dataset }) => (
        <Link href={`/ledger/assets/${dataset}`} className={css['link']}>
          asset {dataset}
        </Link>
      )
    },
    {
      title: 'Rounds',
      align: 'right',
      cell: ({ survived }) => `${survived} of ${roundList.length}`
    }
  ]
  return (
    <Section title="Members" note={`${countOf(minCohort, 'member')} at least`} flush>
      {members.length === 0 ? (
        <EmptyState icon="peers" title="Nobody has joined yet">
          Proposing is not joining: whoever proposed joins like everybody.
        </EmptyState>
      ) : (
        <DataTable
          label="Members of the study"
          columns={columns}
          rows={members}
          rowKey={({ member }) => member}
        />
      )}
    </Section>
  )
}
