/** A verification in a worker of its own, which ends with the part that asked for it. */
import type { MemberId, StudyId } from '@commonhold/base'
import type { VerificationCheck } from '@commonhold/sdk'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useNode } from '../node/node-context.tsx'
import { keepVerdict, verdictPlace } from './kept-verdicts.ts'
import { afterNews, begun, type VerificationState, verdictOf } from './verification-state.ts'
import type { VerifyNews, VerifyOrder } from './verify-messages.ts'

/** A verification that can be begun and stopped. */
export type Verification = {
  /** Undefined before the first. */
  readonly state: VerificationState | undefined
  readonly begin: (holder: MemberId) => void
  readonly stop: () => void
}

/** Of one study; another study begins with nothing. */
export function useVerification(study: StudyId): Verification {
  const { address } = useNode()
  const worker = useRef<Worker>(undefined)
  const [state, setState] = useState<VerificationState>()
  const end = useCallback((): void => {
    worker.current?.terminate()
    worker.current = undefined
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found is of one study
  useEffect(() => {
    setState(undefined)
    return end
  }, [study, end])
  const begin = (holder: MemberId): void => {
    end()
    const started = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' })
    worker.current = started
    setState(begun)
    const hear = (news: VerifyNews): void => {
      setState((known) => afterNews(known ?? begun, news))
      if (news.kind === 'done') keepFound(holder, study, news.report.checks)
      if (news.kind === 'done' || news.kind === 'failed') end()
    }
    started.addEventListener('message', ({ data }: MessageEvent<VerifyNews>) => hear(data))
    started.addEventListener('error', ({ message }) => hear(couldNotRun(message)))
    const order: VerifyOrder = { ...address, study, holder }
    started.postMessage(order)
  }
  const stop = (): void => {
    end()
    setState(undefined)
  }
  return { state, begin, stop }
}

function keepFound(member: MemberId, study: StudyId, checks: readonly VerificationCheck[]): void {
  const isBroken = verdictOf(checks) === 'broken'
  keepVerdict(localStorage, {
    place: verdictPlace(member, study),
    failed: isBroken ? checks.filter(({ ok }) => !ok).length : 0,
    checks: checks.length,
    atMs: Date.now()
  })
}

function couldNotRun(message: string): VerifyNews {
  return {
    kind: 'failed',
    error: {
      code: 'WEB_WORKER_FAILED',
      fault: 'self',
      message: `The worker that verifies stopped: ${message}.`,
      hint: 'Reload the page and verify again; if it repeats, use `commonhold verify`.',
      retryable: true,
      details: {}
    }
  }
}
