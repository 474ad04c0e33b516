/**
 * The aggregator's side of one attempt, as a pure machine: whom to ask what, when enough have
 * answered, and when to give up. It holds no secrets and no vectors. Whoever runs it can withhold
 * a result, and nothing worse: every answer is signed, and every participant recomputes.
 */
import type { MemberId } from '@commonhold/base'
import { isQuorum } from './context.ts'

/** The questions of an attempt, in order. */
export const phases = ['keys', 'shares', 'masked', 'survivors', 'unmask', 'result'] as const
export type Phase = (typeof phases)[number]

/** What fixes an attempt's thresholds. */
export type AggregatorOptions = {
  readonly members: readonly MemberId[]
  readonly cohortMin: number
}

/** Where an attempt stands. `answered` and `lost` are of the phase in progress. */
export type AggregatorState =
  | {
      readonly kind: 'asking'
      readonly phase: Phase
      readonly asked: readonly MemberId[]
      readonly answered: readonly MemberId[]
      readonly lost: readonly MemberId[]
      /** Who gave shares: the participants. Empty before the masked phase. */
      readonly participants: readonly MemberId[]
    }
  | { readonly kind: 'done'; readonly signers: readonly MemberId[] }
  | { readonly kind: 'failed'; readonly phase: Phase; readonly why: string }

/** What happens to an attempt. */
export type AggregatorEvent =
  | { readonly kind: 'answered'; readonly member: MemberId }
  /** The member refused, could not be reached, or sent what its rules do not allow. */
  | { readonly kind: 'lost'; readonly member: MemberId }
  | { readonly kind: 'deadline' }

/** An attempt before its first question. */
export function beginAttempt({ members }: AggregatorOptions): AggregatorState {
  return asking('keys', members, [])
}

/**
 * An attempt taken over from a silent aggregator, at the point where shares may already be out.
 * @param participants who gave shares
 * @param survivors who signed the survivors
 */
export function resumeAttempt(
  participants: readonly MemberId[],
  survivors: readonly MemberId[]
): AggregatorState {
  return asking('unmask', survivors, participants)
}

/** The next state. Pure and total: an event that means nothing any more changes nothing. */
export function onAggregatorEvent(
  state: AggregatorState,
  event: AggregatorEvent,
  options: AggregatorOptions
): AggregatorState {
  if (state.kind !== 'asking') return state
  if (event.kind === 'deadline') return closePhase(state, options)
  const { member } = event
  const isOpen =
    state.asked.includes(member) && !state.answered.includes(member) && !state.lost.includes(member)
  if (!isOpen) return state
  const next =
    event.kind === 'answered'
      ? { ...state, answered: [...state.answered, member] }
      : { ...state, lost: [...state.lost, member] }
  const isComplete = next.answered.length + next.lost.length === next.asked.length
  return isComplete ? closePhase(next, options) : next
}

type Asking = Extract<AggregatorState, { kind: 'asking' }>

function closePhase(state: Asking, { cohortMin }: AggregatorOptions): AggregatorState {
  const { phase, asked, answered } = state
  const participants = phase === 'shares' ? answered : state.participants
  const enough = isEnough(state, cohortMin)
  if (!enough) {
    return {
      kind: 'failed',
      phase,
      why: `${answered.length} of ${asked.length} members answered "${phase}"`
    }
  }
  if (phase === 'result') return { kind: 'done', signers: answered }
  // After the survivors are settled all of them are asked, whether or not they signed the set.
  const next = phase === 'survivors' || phase === 'unmask' ? asked : answered
  return asking(phases[phases.indexOf(phase) + 1]!, next, participants)
}

function isEnough({ phase, asked, answered, participants }: Asking, cohortMin: number): boolean {
  switch (phase) {
    case 'keys':
    case 'shares':
    case 'masked':
      return answered.length >= cohortMin
    case 'survivors':
      return isQuorum(answered.length, participants.length)
    case 'unmask':
      return answered.length > 0
    case 'result':
      return isQuorum(answered.length, asked.length)
  }
}

function asking(
  phase: Phase,
  asked: readonly MemberId[],
  participants: readonly MemberId[]
): Asking {
  return { kind: 'asking', phase, asked, answered: [], lost: [], participants }
}
