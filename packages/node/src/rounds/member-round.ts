/**
 * A member's side of one opening of a round, over all its attempts: who may ask, which attempt may
 * begin, and that one question is answered at a time.
 */
import { fromUtf8, type MemberId } from '@commonhold/base'
import {
  aggregatorOf,
  attemptAllowed,
  type ReleaseRecord,
  type RoundContext,
  refused,
  stallMs
} from '@commonhold/protocol'
import { attest } from './attest.ts'
import { answerAsk, beginMemberAttempt, type MemberAttempt } from './member-attempt.ts'
import type { OpenRound, RoundDeps, RoundOutcome, RoundProgress } from './open-round.ts'
import { parseEvidence, type RoundAnswer, type RoundQuestion } from './round-messages.ts'

/** How far before the end of a stall a question for the next attempt is accepted, as a part. */
const stallTolerance = 0.5

/** Attempts of one opening whose secrets a member keeps at most. */
const attemptsMax = 16

/** A member's side of one opening. */
export type MemberRound = {
  readonly round: OpenRound
  /**
   * @throws {CommonholdError} `PROTOCOL_REFUSED` and what is wrong with the question's documents
   */
  answer(question: RoundQuestion, from: MemberId): Promise<RoundAnswer>
  /** The attempt seen last, and milliseconds since anything happened in it. */
  idle(): { readonly attempt: number; readonly idleMs: number; readonly stallMs: number }
  /** Notes that an attempt which this node aggregates is moving. */
  touch(attempt: number): void
  /** What this member found when it recomputed the round, if it came so far. */
  outcome(): RoundOutcome | undefined
}

/** Begins at the moment when the node saw the opening. */
export function createMemberRound(
  deps: RoundDeps,
  round: OpenRound,
  onProgress: (progress: RoundProgress) => void
): MemberRound {
  const attempts = new Map<number, MemberAttempt>()
  let latestAttempt = 0
  let movedAtMs = deps.clock.monotonicMs()
  let isMasking = false
  let answering = 0
  let outcome: RoundOutcome | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const touch = (attempt: number): void => {
    latestAttempt = Math.max(latestAttempt, attempt)
    movedAtMs = deps.clock.monotonicMs()
  }
  const stall = () => ({
    attempt: latestAttempt,
    idleMs: deps.clock.monotonicMs() - movedAtMs,
    stallMs: stallMs(round.terms.timing, isMasking)
  })

  /** Whether the latest attempt has gone so far that another would throw work away. */
  function isUnderWay(): boolean {
    const kind = attempts.get(latestAttempt)?.state.kind
    return kind !== undefined && kind !== 'open' && kind !== 'advertised'
  }

  function attemptFor(context: RoundContext, isFirst: boolean): MemberAttempt | undefined {
    const known = attempts.get(context.attempt)
    if (known !== undefined || !isFirst) return known
    const fresh = beginMemberAttempt(deps, context)
    attempts.set(context.attempt, fresh)
    const oldest = attempts.keys().next().value
    if (attempts.size > attemptsMax && oldest !== undefined) attempts.delete(oldest)
    return fresh
  }

  async function respond(question: RoundQuestion, from: MemberId): Promise<RoundAnswer> {
    const { ask } = question
    const context = checkPlace(round, question, from)
    if (isUnderWay()) checkTurn(question.turn, stall())
    else checkNotBack(question.turn, latestAttempt)
    const locked = deps.releases.find(round.opening.previousModel)
    if (ask.kind === 'keys' && locked !== undefined) {
      return { kind: 'locked', evidence: await readEvidence(deps, locked) }
    }
    isMasking = ask.kind === 'keys' || ask.kind === 'shares'
    onProgress({ attempt: question.attempt, phase: ask.kind })
    const attempt = attemptFor(context, ask.kind === 'keys')
    if (ask.kind === 'result') {
      const attested = await attest(deps, round, context, attempt, ask.transcript, from)
      outcome = attested.outcome
      return attested.answer
    }
    if (attempt !== undefined) return await answerAsk(deps, round, attempt, ask, from)
    if (ask.kind === 'unmask' && locked?.attempt === question.attempt) {
      return await releaseAgain(deps, locked)
    }
    throw refused('R1', `this node does not take part in attempt ${question.attempt}`)
  }

  return {
    round,
    // While this member works on an answer, the attempt is not idle.
    idle: () => (answering > 0 ? { ...stall(), idleMs: 0 } : stall()),
    touch,
    outcome: () => outcome,
    answer(question, from) {
      const turn = queue.then(async () => {
        answering++
        try {
          const answered = await respond(question, from)
          // A question that was refused is no progress: it must not keep the next in rank waiting.
          touch(question.turn)
          return answered
        } finally {
          answering--
        }
      })
      queue = turn.catch(() => {})
      return turn
    }
  }
}

/** Whether the question is of this opening, and from the member whose turn it is. */
function checkPlace(round: OpenRound, question: RoundQuestion, from: MemberId): RoundContext {
  const { opening, record } = round
  const isHere =
    question.study === opening.study &&
    question.round === opening.round &&
    question.epoch === opening.epoch
  if (!isHere) {
    const why = `round ${opening.round} (epoch ${opening.epoch}) is open at this node`
    throw refused('R1', `${why}, not round ${question.round}`, true)
  }
  const { attempt, turn, ask } = question
  if (aggregatorOf({ ...opening, attempt: turn }, record.members) !== from) {
    throw refused('R1', `attempt ${turn} is not ${from}'s to aggregate`)
  }
  const isTakeover = attempt < turn && (ask.kind === 'unmask' || ask.kind === 'result')
  if (attempt !== turn && !isTakeover) throw refused('R1', `"${ask.kind}" is not taken over`)
  return { ...opening, attempt }
}

function checkNotBack(attempt: number, latest: number): void {
  if (attempt < latest) throw refused('R1', `attempt ${latest} has begun`)
}

/**
 * Attempts do not go back; and one that is under way is not left before it has stalled, so that a
 * later aggregator cannot break off the work of an earlier one.
 */
function checkTurn(attempt: number, idle: ReturnType<MemberRound['idle']>): void {
  checkNotBack(attempt, idle.attempt)
  const allowed = attemptAllowed(idle.attempt, idle.idleMs, idle.stallMs, stallTolerance)
  if (attempt > allowed) {
    throw refused('R1', `attempt ${idle.attempt} has not stalled yet`, true)
  }
}

async function readEvidence(
  deps: RoundDeps,
  locked: ReleaseRecord & { readonly evidence: Parameters<RoundDeps['store']['get']>[0] }
) {
  const bytes = await deps.store.get(locked.evidence, { bytesMax: 256 * 1024 * 1024 })
  return parseEvidence(JSON.parse(fromUtf8(bytes)))
}

/** After a restart: the shares that were released before, from disk. */
async function releaseAgain(
  deps: RoundDeps,
  locked: Parameters<typeof readEvidence>[1]
): Promise<RoundAnswer> {
  const { unmask } = await readEvidence(deps, locked)
  return { kind: 'unmask', document: unmask }
}
