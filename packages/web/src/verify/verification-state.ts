/** Where a verification stands, from what its worker tells. */
import type { ErrorReport } from '@commonhold/base'
import type { VerificationCheck, VerificationReport } from '@commonhold/sdk'
import type { VerifyNews } from './verify-messages.ts'

/** A verification as the page knows it. */
export type VerificationState = {
  readonly phase: 'running' | 'done' | 'failed'
  /** The round that is recomputed now, from 1, and how many there are; 0 before the first. */
  readonly round: number
  readonly of: number
  /** As they were made. */
  readonly checks: readonly VerificationCheck[]
  readonly report?: VerificationReport
  readonly tookMs?: number
  /** Why nothing could be verified at all. */
  readonly error?: ErrorReport
}

/** Before anything was told. */
export const begun: VerificationState = { phase: 'running', round: 0, of: 0, checks: [] }

/** After a piece of news. */
export function afterNews(state: VerificationState, news: VerifyNews): VerificationState {
  switch (news.kind) {
    case 'round':
      return { ...state, round: news.round, of: news.of }
    case 'check':
      return { ...state, checks: [...state.checks, news.check] }
    case 'done':
      return { ...state, phase: 'done', report: news.report, tookMs: news.tookMs }
    case 'failed':
      return { ...state, phase: 'failed', error: news.error }
  }
}

/** What the checks come to. */
export type Verdict = 'holds' | 'unread' | 'broken'

/** `unread` where all that failed is that nobody gave a file: nothing is known to be wrong. */
export function verdictOf(checks: readonly VerificationCheck[]): Verdict {
  const failed = checks.filter(({ ok }) => !ok)
  if (failed.length === 0) return 'holds'
  const isUnread = ({ implicates, detail }: VerificationCheck): boolean =>
    implicates === undefined && /\(NETWORK_[A-Z_]+\)$/.test(detail)
  return failed.every(isUnread) ? 'unread' : 'broken'
}

/** The checks of one round, or of the study as a whole. */
export type CheckGroup = {
  readonly round: number | undefined
  readonly checks: readonly VerificationCheck[]
  readonly failed: number
}

/** By round, the study's own first. */
export function groupChecks(checks: readonly VerificationCheck[]): readonly CheckGroup[] {
  const groups = new Map<number | undefined, VerificationCheck[]>([[undefined, []]])
  for (const check of checks) {
    const group = groups.get(check.round)
    if (group === undefined) groups.set(check.round, [check])
    else group.push(check)
  }
  return [...groups].flatMap(([round, group]) =>
    group.length === 0
      ? []
      : [{ round, checks: group, failed: group.filter(({ ok }) => !ok).length }]
  )
}
