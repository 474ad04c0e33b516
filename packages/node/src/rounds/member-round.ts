/**
 * A member's side of one opening of a round, over all its attempts: who may ask, which attempt may
 * begin, and that one question is answered at a time.
 */
import type { MemberId } from '@commonhold/base'
import {
  aggregatorOf,
  attemptAllowed,
  type RoundContext,
  refused,
  stallMs
} from '@commonhold/protocol'
import { restoreAgreed } from './agreed-attempt.ts'
import { attest } from './attest.ts'
import { answerLocked, releaseAgain, takeEvidence } from './earlier-release.ts'
import {
  answerAsk,
  beginMemberAttempt,
  type MemberAttempt,
  type MemberDeps
} from './member-attempt.ts'
import type { OpenRound, RoundDeps, RoundOutcome, RoundProgress } from './open-round.ts'
import { createRoundContents, type RoundContents } from './round-contents.ts'
import type { RoundAnswer, RoundQuestion } from './round-messages.ts'
import { tellRefusal } from './tell-refusal.ts'

/** How far before the end of a stall a question for the next attempt is accepted, as a part. */
const stallTolerance = 0.5

/** Attempts of one opening whose secrets a member keeps at most. */
const attemptsMax = 16

/**
 * How far ahead of the attempt seen last a question may be. A member that was away has to catch up
 * with others; but nobody may take the last number there is, after which no attempt could follow.
 */
const turnsAheadMax = 1024

/** Questions of one aggregator that may wait at a time: an honest one asks one after the other. */
const waitingMax = 4

/** A member's side of one opening. */
export type MemberRound = {
  readonly round: OpenRound
  /** What this node holds of the opening: shared with the attempts that it aggregates. */
  readonly contents: RoundContents
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
  /** Forgets an attempt of this node's own that failed, so that the next may begin at once. */
  giveUp(turn: number): void
  /** Members who dealt shares that did not open. */
  suspects(): ReadonlySet<MemberId>
}

/** Begins at the moment when the node saw the opening. */
export function createMemberRound(
  deps: RoundDeps,
  round: OpenRound,
  onProgress: (progress: RoundProgress) => void
): MemberRound {
  const contents = createRoundContents(deps.store, deps.crypto)
  const side: Side = {
    deps: { ...deps, store: contents },
    round,
    onProgress,
    attempts: new Map(),
    suspects: new Set(),
    latestAttempt: 0,
    movedAtMs: deps.clock.monotonicMs(),
    turn: -1,
    steps: new Set(),
    isMasking: false,
    isAnswering: false,
    outcome: undefined
  }
  let queue: Promise<unknown> = Promise.resolve()
  const waiting = new Map<MemberId, number>()
  return {
    round,
    contents,
    // While this member works on an answer, the attempt is not idle.
    idle: () => (side.isAnswering ? { ...stallOf(side), idleMs: 0 } : stallOf(side)),
    touch: (attempt) => touch(side, attempt),
    outcome: () => side.outcome,
    suspects: () => side.suspects,
    giveUp: (turn) => giveUp(side, turn),
    async answer(question, from) {
      checkPlace(round, question, from)
      const ahead = waiting.get(from) ?? 0
      if (ahead >= waitingMax) throw refused('R1', `${ahead} questions of ${from} wait`, true)
      waiting.set(from, ahead + 1)
      const turn = queue.then(() => answerInTurn(side, question, from))
      queue = turn.catch(() => {})
      return await turn.finally(() => waiting.set(from, waiting.get(from)! - 1))
    }
  }
}

/** What a member's side remembers of an opening. */
type Side = {
  readonly deps: MemberDeps
  readonly round: OpenRound
  readonly onProgress: (progress: RoundProgress) => void
  readonly attempts: Map<number, MemberAttempt>
  readonly suspects: Set<MemberId>
  latestAttempt: number
  movedAtMs: number
  /** The latest turn that made a step, and its steps: an attempt and a phase each. */
  turn: number
  readonly steps: Set<string>
  isMasking: boolean
  isAnswering: boolean
  outcome: RoundOutcome | undefined
}

function touch(side: Side, attempt: number): void {
  side.latestAttempt = Math.max(side.latestAttempt, attempt)
  side.movedAtMs = side.deps.clock.monotonicMs()
}

/** Not where the survivors were signed: shares may be asked for then, by whoever takes over. */
function giveUp({ attempts }: Side, turn: number): void {
  const kind = attempts.get(turn)?.state.kind
  if (kind === 'advertised' || kind === 'dealt' || kind === 'masked') attempts.delete(turn)
}

function stallOf({ deps, round, latestAttempt, movedAtMs, isMasking }: Side) {
  return {
    attempt: latestAttempt,
    idleMs: deps.clock.monotonicMs() - movedAtMs,
    stallMs: stallMs(round.terms.timing, isMasking)
  }
}

async function answerInTurn(
  side: Side,
  question: RoundQuestion,
  from: MemberId
): Promise<RoundAnswer> {
  side.isAnswering = true
  const { turn, ask } = question
  const isMerelyEarly = isEarly(side, turn) && ask.kind === 'keys'
  try {
    const answered = await respond(side, question, from)
    if (!isMerelyEarly) noteProgress(side, question)
    return answered
  } catch (cause) {
    tellRefusal(side.deps.log, question, from, cause)
    throw cause
  } finally {
    side.isAnswering = false
  }
}

/**
 * A question that was refused, or asked once more, is no progress: it must not keep the next in
 * rank waiting.
 */
function noteProgress(side: Side, { turn, attempt, ask: { kind: phase } }: RoundQuestion): void {
  if (turn < side.turn) return
  if (turn > side.turn) side.steps.clear()
  side.turn = turn
  const step = `${attempt} ${phase}`
  if (side.steps.has(step)) return
  side.steps.add(step)
  // After this one the others' vectors are waited for, however soon this member's own was there.
  side.isMasking = phase === 'masked'
  touch(side, turn)
}

async function respond(side: Side, question: RoundQuestion, from: MemberId): Promise<RoundAnswer> {
  const { deps, round } = side
  const { ask } = question
  const context = checkPlace(round, question, from)
  checkTurn(side, question.turn, ask.kind)
  const { previousModel } = round.opening
  if (ask.kind === 'keys') {
    const answer = await answerLocked(deps, round, ask)
    if (answer !== undefined) return answer
  }
  const locked = deps.releases.find(previousModel)
  side.onProgress({ attempt: question.attempt, phase: ask.kind })
  const isReleased = locked?.attempt === question.attempt && locked.epoch === question.epoch
  const begun = attemptOf(side, context, ask.kind === 'keys')
  const wantsAgreed = ask.kind === 'unmask' && !isReleased && !hasAgreed(begun)
  const attempt = (wantsAgreed ? await takeUpAgreed(side, context) : undefined) ?? begun
  if (ask.kind === 'result') {
    if (attempt === undefined && locked !== undefined) await takeEvidence(deps, locked)
    const attested = await attest(deps, round, context, attempt, ask, from)
    side.outcome = attested.outcome
    return attested.answer
  }
  if (attempt !== undefined) {
    const { contents = [] } = question
    return await answerAsk(deps, round, attempt, { ask, contents }, from)
  }
  if (ask.kind === 'unmask' && isReleased) {
    return await releaseAgain(deps, locked)
  }
  throw refused('R1', `this node does not take part in attempt ${question.attempt}`)
}

/**
 * Whether survivors were signed in what is in memory of an attempt. After a restart members count
 * attempts anew: what began since may have the number of one that this member had agreed in.
 */
function hasAgreed(attempt: MemberAttempt | undefined): boolean {
  const kind = attempt?.state.kind
  return kind === 'agreed' || kind === 'released' || kind === 'attested'
}

/** After a restart: the attempt whose survivors this member had signed. */
async function takeUpAgreed(side: Side, context: RoundContext): Promise<MemberAttempt | undefined> {
  const restored = await restoreAgreed(side.deps, side.round, context, side.suspects)
  if (restored !== undefined) side.attempts.set(context.attempt, restored)
  return restored
}

function attemptOf(
  { deps, attempts, suspects, latestAttempt }: Side,
  context: RoundContext,
  isFirst: boolean
): MemberAttempt | undefined {
  const known = attempts.get(context.attempt)
  if (known !== undefined || !isFirst) return known
  const fresh = beginMemberAttempt(deps, context, suspects)
  attempts.set(context.attempt, fresh)
  const oldest = [...attempts.keys()].find((each) => each !== latestAttempt)
  if (attempts.size > attemptsMax && oldest !== undefined) attempts.delete(oldest)
  return fresh
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

/** Whether the attempt seen last has not been silent for so long that this turn could have come. */
function isEarly(side: Side, turn: number): boolean {
  const { attempt, idleMs, stallMs: stallAfterMs } = stallOf(side)
  return turn > attemptAllowed(attempt, idleMs, stallAfterMs, stallTolerance)
}

/**
 * Attempts do not go back; and one that is under way is not left before it has stalled, so that a
 * later aggregator cannot break off the work of an earlier one. While an attempt has keys alone,
 * nothing is lost by giving keys to a later one too; but shares are dealt to the earlier, and only
 * dealing counts as having followed the later. A member that is in no attempt follows any: it may
 * have been away.
 */
function checkTurn(side: Side, turn: number, phase: RoundQuestion['ask']['kind']): void {
  const attempt = side.latestAttempt
  if (turn < attempt) throw refused('R1', `attempt ${attempt} has begun`)
  if (turn - attempt > turnsAheadMax) {
    throw refused('R1', `attempt ${turn} is too far ahead of attempt ${attempt}`)
  }
  const kind = side.attempts.get(attempt)?.state.kind ?? 'open'
  const isFree = kind === 'open' || (kind === 'advertised' && phase === 'keys')
  if (!isFree && isEarly(side, turn)) {
    throw refused('R1', `attempt ${attempt} has not stalled yet`, true)
  }
}
