/** The first page: what waits for the owner, what runs now, what happened, and the node itself. */
import type { NodeStatus, StudySummary } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { useMemo } from 'react'
import { homeNeeds } from '../../model/home-needs.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Columns, Page, Section } from '../../parts/page.tsx'
import { FiguresSkeleton, SurfaceSkeleton } from '../../parts/skeleton.tsx'
import { useNow } from '../../parts/use-now.ts'
import { keptVerdicts } from '../../verify/kept-verdicts.ts'
import { HomeActivity } from './home-activity.tsx'
import { HomeFigures } from './home-figures.tsx'
import css from './home-page.module.css'
import { NodeCard } from './node-card.tsx'
import { RunningStudy } from './running-study.tsx'

const coarsely = 30_000

/** `/` */
export function HomePage() {
  const status = useReading(readings.status)
  return (
    <Page
      title={status.value === undefined ? 'Home' : safe(status.value.name)}
      intro="What this node is doing, and what waits for you."
    >
      <Loaded of={status} skeleton={<HomeSkeleton />}>
        {(value) => (
          <>
            <Needs status={value} />
            <HomeFigures status={value} />
            <Columns lead>
              <div className={css['stack']}>
                <Running />
                <HomeActivity />
              </div>
              <NodeCard status={value} />
            </Columns>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function HomeSkeleton() {
  return (
    <>
      <SurfaceSkeleton height="3.75rem" />
      <FiguresSkeleton />
      <Columns lead>
        <SurfaceSkeleton height="24rem" />
        <SurfaceSkeleton height="24rem" />
      </Columns>
    </>
  )
}

function Needs({ status }: { readonly status: NodeStatus }) {
  const { value: studies, error: noStudies } = useReading(readings.studies)
  const { value: datasets, error: noDatasets } = useReading(readings.datasets)
  const nowMs = useNow((now) => Math.floor(now / coarsely) * coarsely)
  const needs = useMemo(() => {
    if (studies === undefined || datasets === undefined) return undefined
    const verdicts = keptVerdicts(localStorage)
    return homeNeeds({ status, studies, datasets, verdicts }, nowMs)
  }, [status, studies, datasets, nowMs])
  if (needs === undefined) {
    // What failed is told where it would stand.
    return noStudies === undefined && noDatasets === undefined ? (
      <SurfaceSkeleton height="3.75rem" />
    ) : null
  }
  return (
    <section aria-label="What waits for you" className={css['needs']}>
      {needs.every(({ tone }) => tone === 'neutral') && (
        <Notice tone="good" title="Nothing waits for you">
          Invitations, studies that can start and whatever goes wrong are told here.
        </Notice>
      )}
      {needs.map(({ tone, title, text, href, action }) => (
        <Notice
          key={`${title} ${href}`}
          tone={tone}
          title={title}
          actions={
            href !== undefined && (
              <ButtonLink size="small" href={href}>
                {action}
              </ButtonLink>
            )
          }
        >
          {text}
        </Notice>
      ))}
    </section>
  )
}

function Running() {
  const studies = useReading(readings.studies)
  return (
    <Loaded
      of={studies}
      skeleton={
        <Section title="Under way" flat>
          <SurfaceSkeleton height="7rem" />
        </Section>
      }
    >
      {(list) => <RunningList studies={list} />}
    </Loaded>
  )
}

function RunningList({ studies }: { readonly studies: readonly StudySummary[] }) {
  const running = studies.filter(({ state }) => state === 'running')
  const last = studies.findLast(({ state }) => state === 'closed')
  const shown = running.length === 0 && last !== undefined ? [last] : running
  return (
    <Section
      title={running.length === 0 && last !== undefined ? 'Finished last' : 'Under way'}
      flat={shown.length > 0}
      actions={
        <ButtonLink kind="quiet" size="small" href="/studies">
          All studies
        </ButtonLink>
      }
    >
      {shown.length === 0 ? (
        <EmptyState
          icon="studies"
          title="Nothing runs"
          actions={
            <ButtonLink kind="primary" icon="plus" href="/studies/new">
              Propose a study
            </ButtonLink>
          }
        >
          When a study runs, its rounds are followed here as they happen.
        </EmptyState>
      ) : (
        <div className={css['running']}>
          {shown.map((study) => (
            <RunningStudy key={study.study} study={study} />
          ))}
        </div>
      )}
    </Section>
  )
}
