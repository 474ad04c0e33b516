/**
 * Proposing a study: a form on one side, and on the other what it means, checked as it is written.
 */
import type { DatasetView, ProposeStudyInput } from '@commonhold/sdk'
import { useRef, useState } from 'react'
import { emptyProposal, type ProposalForm, readProposal } from '../../model/proposal.ts'
import { readings } from '../../node/readings.ts'
import { useChange } from '../../node/use-change.ts'
import { useDryRun } from '../../node/use-dry-run.ts'
import { useReading } from '../../node/use-reading.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { focusProblem } from '../../parts/focus-problem.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Columns, Page, Section } from '../../parts/page.tsx'
import { SurfaceSkeleton } from '../../parts/skeleton.tsx'
import { usePlace } from '../../router/router.tsx'
import { ProposalFields } from './proposal-fields.tsx'
import css from './propose-page.module.css'
import { TermsPreview } from './terms-preview.tsx'

/** `/studies/new` */
export function ProposePage() {
  const datasets = useReading(readings.datasets)
  return (
    <Page
      above={{ title: 'Studies', href: '/studies' }}
      title="Propose a study"
      intro="The columns of your dataset become the study’s. Others see the terms, never a row."
    >
      <Loaded of={datasets} skeleton={<SurfaceSkeleton height="30rem" />}>
        {(list) => (list.length === 0 ? <NoData /> : <Proposal datasets={list} />)}
      </Loaded>
    </Page>
  )
}

function Proposal({ datasets }: { readonly datasets: readonly DatasetView[] }) {
  const [form, setForm] = useState<ProposalForm>(() => ({
    ...emptyProposal,
    dataset: datasets[0]?.dataset ?? ''
  }))
  const [hasTried, setHasTried] = useState(false)
  const { go } = usePlace()
  const { request, problems } = readProposal(form)
  const dryRun = useDryRun(request)
  const change = useChange(
    (client, proposal: ProposeStudyInput) => client.proposeStudy(proposal),
    ({ study }) => go(`/studies/${study}`)
  )
  const shown = hasTried ? (problems ?? {}) : written(problems, form)
  const own = useRef<HTMLFormElement>(null)
  const propose = (): void => {
    setHasTried(true)
    if (request !== undefined) void change.run(request)
    else focusProblem(own.current)
  }
  return (
    <form
      ref={own}
      onSubmit={(event) => {
        event.preventDefault()
        propose()
      }}
      noValidate
    >
      <Columns lead>
        <Section title="The study">
          <ProposalFields
            form={form}
            datasets={datasets}
            problems={shown}
            onChange={(changed) => setForm((known) => ({ ...known, ...changed }))}
          />
        </Section>
        <div className={css['side']}>
          <TermsPreview
            dryRun={dryRun}
            isComplete={request !== undefined}
            isMarked={Object.keys(shown).length > 0}
            error={change.error}
          />
          <Button
            type="submit"
            kind="primary"
            isBusy={change.isRunning}
            disabled={dryRun.error !== undefined && request !== undefined}
          >
            Propose to all members
          </Button>
          <p className={css['note']}>
            This writes the terms’ digest on the ledger. It gives you no seat: join it afterwards,
            like everybody.
          </p>
        </div>
      </Columns>
    </form>
  )
}

/** Nobody is told off for a field that it has not come to yet. */
function written(
  problems: Readonly<Record<string, string>> | undefined,
  form: ProposalForm
): Readonly<Record<string, string>> {
  const entries = Object.entries(problems ?? {})
  return Object.fromEntries(entries.filter(([name]) => form[name as keyof ProposalForm] !== ''))
}

function NoData() {
  return (
    <Section title="The study">
      <EmptyState
        icon="data"
        title="This node has no dataset yet"
        actions={<ButtonLink href="/data">Add data</ButtonLink>}
      >
        A study is proposed over the columns of one of your own datasets.
      </EmptyState>
    </Section>
  )
}
