/**
 * Verify: begins a recomputation in this tab, follows it, and says what was found. It begins by
 * itself where the address ends in `?verify=now`, as that of every other Verify button does.
 */
import type { MemberId, StudyId } from '@commonhold/base'
import { CommonholdError } from '@commonhold/base'
import { formatBytes, formatDuration } from '@commonhold/sdk/format'
import { useEffect } from 'react'
import { count, countOf } from '../../model/figures.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { Button } from '../../parts/button.tsx'
import { Command } from '../../parts/command.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Section } from '../../parts/page.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { usePlace } from '../../router/router.tsx'
import { useVerification } from '../../verify/use-verification.ts'
import { type VerificationState, verdictOf } from '../../verify/verification-state.ts'
import { CheckGroups, FailedChecks } from './check-groups.tsx'
import css from './verification.module.css'

/** The section. */
export function VerificationSection(properties: {
  readonly study: StudyId
  /** Whether there is anything to verify. */
  readonly hasRounds: boolean
}) {
  const { study, hasRounds } = properties
  const { value: status } = useReading(readings.status)
  const { state, begin, stop } = useVerification(study)
  const isRunning = state?.phase === 'running'
  useWantedVerification(state === undefined && hasRounds ? status?.member : undefined, begin)
  return (
    <Section
      title="Verification"
      actions={
        isRunning ? (
          <Button size="small" onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button
            kind="primary"
            icon="shield"
            disabled={status === undefined || !hasRounds}
            onClick={() => status !== undefined && begin(status.member)}
          >
            {state === undefined ? 'Verify' : 'Verify again'}
          </Button>
        )
      }
    >
      {state === undefined ? <Explanation study={study} /> : <Progress state={state} />}
    </Section>
  )
}

/** Begins what a press elsewhere asked for, once: a reload, or the way back, does not repeat it. */
function useWantedVerification(
  holder: MemberId | undefined,
  begin: (holder: MemberId) => void
): void {
  const { query, path, go } = usePlace()
  const isWanted = query.get('verify') === 'now'
  useEffect(() => {
    if (!isWanted || holder === undefined) return
    go(path, { replace: true })
    begin(holder)
  })
}

function Explanation({ study }: { readonly study: StudyId }) {
  const { value: ledger } = useReading(readings.ledger)
  return (
    <div className={css['explanation']}>
      <p>
        Recomputes every round in this tab, with the code of <code>commonhold verify</code>: who
        signed what, the sum of the masked vectors, and each model. Every file is held to the
        content id that was signed, so it does not matter who hands it out. What the ledger says is
        read through this node; to ask the chain itself:
      </p>
      {ledger !== undefined && (
        <Command
          text={
            `commonhold verify ${study} --rpc-url ${ledger.rpcUrl} ` +
            `--studies ${ledger.contracts.studies} --artifacts FOLDER`
          }
        />
      )}
    </div>
  )
}

function Progress({ state }: { readonly state: VerificationState }) {
  const { phase, error, checks } = state
  return (
    <div className={css['progress']}>
      <div aria-live="polite">
        {phase === 'running' && <Running state={state} />}
        {phase === 'done' && <Verdict state={state} />}
        {error !== undefined && <ErrorNotice error={new CommonholdError(error)} />}
      </div>
      <FailedChecks checks={checks} />
      <CheckGroups checks={checks} />
    </div>
  )
}

function Running({ state }: { readonly state: VerificationState }) {
  const { round, of, checks } = state
  return (
    <div className={css['running']}>
      <ProgressBar label="Rounds recomputed" done={Math.max(0, round - 1)} all={of} />
      <span className={css['words']}>
        {of === 0 ? 'Reading the ledger …' : `Recomputing round ${round} of ${of}`}
        {checks.length > 0 && `, ${countOf(checks.length, 'check')} so far`}
      </span>
    </div>
  )
}

function Verdict({ state }: { readonly state: VerificationState }) {
  const { checks, report, tookMs } = state
  const failed = checks.filter(({ ok }) => !ok).length
  const figures = report?.figures ?? {}
  const facts =
    `${countOf(Number(figures['recomputedRounds'] ?? 0), 'round')} recomputed from ` +
    `${countOf(Number(figures['vectors'] ?? 0), 'masked vector')}, ` +
    `${formatBytes(Number(figures['readBytes'] ?? 0))} read, in ${formatDuration(tookMs)}.`
  const verdict = verdictOf(checks)
  if (verdict === 'unread') {
    return (
      <Notice tone="warn" title={`${countOf(failed, 'check')} could not be made.`}>
        Nobody gave this node the files for them. A study’s files are for its members, for the
        auditors that its terms name, and for everybody only where the terms say so. {facts}
      </Notice>
    )
  }
  if (verdict === 'holds') {
    return (
      <Notice tone="good" title={`It holds: all ${count(checks.length)} checks passed.`}>
        {facts}
      </Notice>
    )
  }
  return (
    <Notice
      tone="bad"
      title={`It does not hold: ${count(failed)} of ${countOf(checks.length, 'check')} failed.`}
    >
      Do not use the model before this is explained. {facts}
    </Notice>
  )
}
