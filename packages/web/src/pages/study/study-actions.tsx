/** What this member can do with a study: join, start, leave, cancel; each is asked once more. */
import type { CommonholdClient, StudyView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { type ReactNode, useState } from 'react'
import { countOf } from '../../model/figures.ts'
import { type StudyStep, stepsOf } from '../../model/study-steps.ts'
import { readings } from '../../node/readings.ts'
import { useChange } from '../../node/use-change.ts'
import { useReading } from '../../node/use-reading.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Time } from '../../parts/time.tsx'
import { useNow } from '../../parts/use-now.ts'
import { JoinDialog } from './join-dialog.tsx'
import css from './study-actions.module.css'

type Other = Exclude<StudyStep, 'join'>

const words: Readonly<Record<Other, { readonly action: string; readonly title: string }>> = {
  start: { action: 'Start', title: 'Start this study?' },
  leave: { action: 'Leave', title: 'Leave this study?' },
  cancel: { action: 'Cancel study', title: 'Cancel this study for everybody?' }
}

const changes: Readonly<
  Record<Other, (client: CommonholdClient, study: StudyView['study']) => Promise<unknown>>
> = {
  start: (client, study) => client.startStudy(study),
  leave: (client, study) => client.leaveStudy(study),
  cancel: (client, study) => client.cancelStudy(study)
}

/** The buttons in the title's line. */
export function StudyActions({ study }: { readonly study: StudyView }) {
  const steps = useSteps(study)
  const [open, setOpen] = useState<StudyStep>()
  const close = (): void => setOpen(undefined)
  return (
    <>
      {study.roundList.length > 0 && (
        <ButtonLink icon="shield" href={`/ledger/studies/${study.study}?verify=now`}>
          Verify
        </ButtonLink>
      )}
      {study.asset !== undefined && (
        <ButtonLink icon="models" kind="primary" href={`/models/${study.asset}`}>
          Open the model
        </ButtonLink>
      )}
      {steps.toReversed().map((step, index) => (
        <Button
          key={step}
          kind={kindOf(step, index === steps.length - 1)}
          onClick={() => setOpen(step)}
        >
          {step === 'join' ? 'Read the terms and join' : words[step].action}
        </Button>
      ))}
      {open === 'join' && <JoinDialog study={study} onClose={close} />}
      {open !== undefined && open !== 'join' && (
        <StepDialog study={study} step={open} onClose={close} />
      )}
    </>
  )
}

function kindOf(step: StudyStep, isFirst: boolean): 'primary' | 'plain' | 'danger' {
  if (step === 'cancel') return 'danger'
  return isFirst && step !== 'leave' ? 'primary' : 'plain'
}

function useSteps(study: StudyView): readonly StudyStep[] {
  const { value } = useReading(readings.status)
  const text = useNow((nowMs) => stepsOf(study, value?.member ?? '', nowMs).join(' '))
  return text === '' ? [] : (text.split(' ') as StudyStep[])
}

function StepDialog(properties: {
  readonly study: StudyView
  readonly step: Other
  readonly onClose: () => void
}) {
  const { study, step, onClose } = properties
  const change = useChange((client, name: StudyView['study']) => changes[step](client, name))
  return (
    <ConfirmDialog
      title={words[step].title}
      action={words[step].action}
      isDanger={step === 'cancel'}
      change={change}
      input={study.study}
      onClose={onClose}
    >
      {consequences(study)[step]}
    </ConfirmDialog>
  )
}

function consequences({ memberCount, rounds }: StudyView): Readonly<Record<Other, ReactNode>> {
  return {
    start: (
      <p>
        The {countOf(memberCount, 'member')} that joined train {countOf(rounds, 'round')} together.
        Nobody can join or leave after that.
      </p>
    ),
    leave: <p>Your place becomes free. You can join again while others may.</p>,
    cancel: <p>It ends without a model, for all who joined. This cannot be undone.</p>
  }
}

/** Above the page where the study waits for this member. */
export function WaitingNotice({ study }: { readonly study: StudyView }) {
  const steps = useSteps(study)
  if (steps.includes('join')) {
    return (
      <Notice tone="warn" title="You are invited to join">
        Read its terms below. Joining ends <Time atSeconds={study.joinBy} />.
      </Notice>
    )
  }
  if (!steps.includes('start')) return null
  return (
    <Notice tone="warn" title="Enough have joined: it can start">
      It starts by itself when {study.maxMembers} have joined, or when joining ends{' '}
      <Time atSeconds={study.joinBy} />.
    </Notice>
  )
}

/** Which of this node's datasets fit, while that matters. */
export function FitNotice({ study }: { readonly study: StudyView }) {
  if (study.state !== 'proposed' || study.joined) return null
  return study.fits.map(({ dataset, name, fits, problems }) => (
    <Notice
      key={dataset}
      tone={fits ? 'good' : 'warn'}
      title={`Your dataset “${safe(name)}” ${fits ? 'fits this study' : 'does not fit this study'}`}
    >
      <ul className={css['problems']}>
        {problems.map((problem) => (
          <li key={problem}>{safe(problem)}</li>
        ))}
      </ul>
    </Notice>
  ))
}
