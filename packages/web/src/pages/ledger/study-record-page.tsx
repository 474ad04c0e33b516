/** What the ledger says of one study, and whether it holds: recomputed here, check by check. */
import type { StudyId } from '@commonhold/base'
import type { StudyView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { countOf } from '../../model/figures.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { TableSkeleton } from '../../parts/skeleton.tsx'
import { StudyState } from '../../parts/study-state.tsx'
import { numberOf } from '../../router/route-pattern.ts'
import { Link } from '../../router/router.tsx'
import { MissingPage } from '../missing-page.tsx'
import css from './ledger.module.css'
import { VerificationSection } from './verification-section.tsx'

/** `/ledger/studies/:study` */
export function StudyRecordPage(properties: { readonly study: string | undefined }) {
  const study = numberOf(properties.study)
  return study === undefined ? (
    <MissingPage what="study" />
  ) : (
    <KnownStudy study={study as StudyId} />
  )
}

function KnownStudy({ study }: { readonly study: StudyId }) {
  const read = useReading(readings.study(study))
  const view = read.value
  return (
    <Page
      title={view === undefined ? `Study ${study}` : safe(view.title)}
      above={{ title: 'Ledger', href: '/ledger?view=studies' }}
      badge={view === undefined ? undefined : <StudyState study={view} />}
      actions={<ButtonLink href={`/studies/${study}`}>The study</ButtonLink>}
      intro="Everything that was signed, and whether the models follow from it."
    >
      <VerificationSection study={study} hasRounds={(view?.roundList.length ?? 1) > 0} />
      <Loaded
        of={read}
        skeleton={
          <Section title="Final rounds" flush>
            <TableSkeleton rows={6} />
          </Section>
        }
      >
        {(found) => <Rounds study={found} />}
      </Loaded>
    </Page>
  )
}

type Round = StudyView['roundList'][number]

function Rounds({ study }: { readonly study: StudyView }) {
  if (study.roundList.length === 0) {
    return (
      <Section title="Final rounds">
        <EmptyState icon="ledger" title="No final round yet">
          The first is on the ledger when its survivors have signed its result.
        </EmptyState>
      </Section>
    )
  }
  return (
    <Section title="Final rounds" note={countOf(study.roundList.length, 'round')} flush>
      <DataTable
        label="Final rounds of the study"
        columns={columnsOf(study.study)}
        rows={study.roundList}
        rowKey={({ index }) => index}
        href={({ index }) => hrefOf(study.study, index)}
      />
    </Section>
  )
}

function hrefOf(study: StudyId, round: number): string {
  return `/ledger/studies/${study}/rounds/${round}`
}

function columnsOf(study: StudyId): readonly TableColumn<Round>[] {
  return [
    {
      title: 'Round',
      cell: ({ index }) => (
        <Link href={hrefOf(study, index)} className={css['link']}>
          Round {index}
        </Link>
      )
    },
    { title: 'Computes', grow: true, cell: ({ kind }) => kind },
    {
      title: 'Survivors',
      align: 'right',
      cell: ({ survivors, dropped }) =>
        `${survivors.length} of ${survivors.length + dropped.length}`
    },
    { title: 'Block', align: 'right', cell: ({ block }) => block ?? '–' },
    {
      title: 'Transaction',
      hideNarrow: true,
      cell: ({ transaction }) =>
        transaction === undefined ? '–' : <Identifier id={transaction} label="transaction" />
    },
    {
      title: 'Transcript',
      hideNarrow: true,
      cell: ({ transcript }) =>
        transcript === undefined ? '–' : <Identifier id={transcript} label="transcript" />
    },
    {
      title: 'Model',
      hideNarrow: true,
      cell: ({ artefact }) =>
        artefact === undefined ? '–' : <Identifier id={artefact} label="model" />
    }
  ]
}
