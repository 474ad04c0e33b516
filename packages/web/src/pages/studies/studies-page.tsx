/**
 * All studies on the ledger: what each learns, how far it is, and whether it waits for this node.
 */
import type { StudySummary } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { noValue } from '../../model/figures.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { Badge } from '../../parts/badge.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Member } from '../../parts/member.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { TableSkeleton } from '../../parts/skeleton.tsx'
import { StudyProgress, StudyState } from '../../parts/study-state.tsx'
import { Link } from '../../router/router.tsx'
import css from './studies-page.module.css'

/** `/studies` */
export function StudiesPage() {
  const studies = useReading(readings.studies)
  return (
    <Page
      title="Studies"
      intro="Each is one model that members train together, under terms that all of them agreed to."
      actions={
        <ButtonLink kind="primary" icon="plus" href="/studies/new">
          Propose a study
        </ButtonLink>
      }
    >
      <Loaded
        of={studies}
        skeleton={
          <Section title="All studies" flush>
            <TableSkeleton rows={4} />
          </Section>
        }
      >
        {(list) => (list.length === 0 ? <NoStudies /> : <StudyLists studies={list} />)}
      </Loaded>
    </Page>
  )
}

function StudyLists({ studies }: { readonly studies: readonly StudySummary[] }) {
  const newestFirst = studies.toSorted((left, right) => right.study - left.study)
  const isOpen = ({ state }: StudySummary): boolean => state === 'proposed' || state === 'running'
  const open = newestFirst.filter(isOpen)
  const over = newestFirst.filter((study) => !isOpen(study))
  return (
    <>
      {open.length > 0 && <StudyTable title="Under way" studies={open} />}
      {over.length > 0 && <StudyTable title="Over" studies={over} />}
    </>
  )
}

function StudyTable(properties: {
  readonly title: string
  readonly studies: readonly StudySummary[]
}) {
  const { title, studies } = properties
  return (
    <Section title={title} note={String(studies.length)} flush>
      <DataTable
        label={`Studies: ${title}`}
        columns={columns}
        rows={studies}
        rowKey={({ study }) => study}
        href={({ study }) => `/studies/${study}`}
      />
    </Section>
  )
}

const columns: readonly TableColumn<StudySummary>[] = [
  {
    title: 'Study',
    grow: true,
    cell: ({ study, title, needs }) => (
      <div className={css['name']}>
        <span className={css['number']}>{study}</span>
        <Link href={`/studies/${study}`} className={css['title']}>
          {safe(title)}
        </Link>
        {needs !== undefined && <Badge tone="warn">waits for you</Badge>}
      </div>
    )
  },
  {
    title: 'State',
    cell: (study) => (
      <span className={css['state']}>
        <StudyState study={study} />
      </span>
    )
  },
  { title: 'Progress', cell: (study) => <StudyProgress study={study} /> },
  { title: 'Proposer', hideNarrow: true, cell: ({ proposer }) => <Member member={proposer} /> },
  {
    title: 'Members',
    align: 'right',
    hideNarrow: true,
    cell: ({ memberCount, maxMembers }) => `${memberCount} of ${maxMembers}`
  },
  {
    title: 'You',
    hideNarrow: true,
    cell: ({ joined }) => <span className={css['you']}>{joined ? 'take part' : noValue}</span>
  }
]

function NoStudies() {
  return (
    <Section title="All studies">
      <EmptyState
        icon="studies"
        title="No study yet"
        actions={
          <ButtonLink kind="primary" icon="plus" href="/studies/new">
            Propose a study
          </ButtonLink>
        }
      >
        A member proposes one over the columns of its own data; the others read its terms and join.
      </EmptyState>
    </Section>
  )
}
