/** One study: its curves, its members, its rounds, its terms, and what this member can do. */
import type { StudyId } from '@commonhold/base'
import type { StudyView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Columns, Page } from '../../parts/page.tsx'
import { FiguresSkeleton, SurfaceSkeleton } from '../../parts/skeleton.tsx'
import { StudyState } from '../../parts/study-state.tsx'
import { numberOf } from '../../router/route-pattern.ts'
import { MissingPage } from '../missing-page.tsx'
import { FitNotice, StudyActions, WaitingNotice } from './study-actions.tsx'
import { StudyCurves } from './study-curves.tsx'
import { StudyFacts } from './study-facts.tsx'
import { StudyFigures } from './study-figures.tsx'
import { StudyMembers } from './study-members.tsx'
import { StudyNow } from './study-now.tsx'
import css from './study-page.module.css'
import { StudyRounds } from './study-rounds.tsx'
import { TermsSection } from './study-terms.tsx'

const above = { title: 'Studies', href: '/studies' }

/** `/studies/:study` */
export function StudyPage(properties: { readonly study: string | undefined }) {
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
      above={above}
      title={view === undefined ? `Study ${study}` : safe(view.title)}
      {...(view === undefined || view.description === '' ? {} : { intro: safe(view.description) })}
      badge={view === undefined ? undefined : <StudyState study={view} />}
      actions={view === undefined ? undefined : <StudyActions study={view} />}
    >
      <Loaded of={read} skeleton={<StudySkeleton />}>
        {(value) => <StudyBody study={value} />}
      </Loaded>
    </Page>
  )
}

function StudyBody({ study }: { readonly study: StudyView }) {
  const hasBegun = study.state === 'running' || study.roundList.length > 0
  return (
    <>
      <WaitingNotice study={study} />
      {study.state === 'running' && <StudyNow study={study} />}
      <StudyFigures study={study} />
      {hasBegun && <StudyCurves study={study} />}
      {hasBegun && <StudyMembers study={study} />}
      {hasBegun && <StudyRounds study={study} />}
      <FitNotice study={study} />
      <Columns>
        <TermsSection study={study} />
        <div className={css['stack']}>
          {!hasBegun && <StudyMembers study={study} />}
          <StudyFacts study={study} />
        </div>
      </Columns>
    </>
  )
}

function StudySkeleton() {
  return (
    <>
      <FiguresSkeleton />
      <Columns>
        <SurfaceSkeleton height="18rem" />
        <SurfaceSkeleton height="18rem" />
      </Columns>
      <SurfaceSkeleton height="24rem" />
    </>
  )
}
