/** What a member can do with a study now, and what waits for it: by the rules of the ledger. */
import type { StudySummary } from '@commonhold/sdk'

/** Something that a member may do. */
export type StudyStep = 'join' | 'leave' | 'start' | 'cancel'

type Known = Pick<
  StudySummary,
  'state' | 'joined' | 'needs' | 'proposer' | 'memberCount' | 'minCohort' | 'maxMembers' | 'joinBy'
>

/**
 * The steps that the ledger would take from this member, in the order in which they are offered:
 * while members may join only the proposer starts, and then anyone; the proposer cancels as long as
 * nothing has begun, and anyone does where too few joined in time.
 */
export function stepsOf(study: Known, self: string, nowMs: number): readonly StudyStep[] {
  if (study.state !== 'proposed') return []
  const isProposer = study.proposer === self
  const isLate = nowMs > study.joinBy * 1000
  const isEnough = study.memberCount >= study.minCohort
  const steps: StudyStep[] = []
  if (study.needs?.kind === 'join') steps.push('join')
  const isJoiningOver = isLate || study.memberCount >= study.maxMembers
  if (isEnough && (isProposer || isJoiningOver)) steps.push('start')
  if (study.joined) steps.push('leave')
  if (isProposer || (isLate && !isEnough)) steps.push('cancel')
  return steps
}
