/**
 * Takes part in one study until it is over: starts it, answers and aggregates its rounds, skips
 * what stays unfinished, and closes it into a model. All that it knows it has from the ledger and
 * from the node's files, so that after a crash it goes on where the ledger stands.
 */
import { asCommonholdError, type MemberId } from '@commonhold/base'
import { attemptAllowed, rankAggregators, refused, type StudyRecord } from '@commonhold/protocol'
import { aggregateAttempt } from '../rounds/aggregate-attempt.ts'
import { createMemberRound, type MemberRound } from '../rounds/member-round.ts'
import type { RoundDeps, RoundProgress } from '../rounds/open-round.ts'
import { openReleaseLog } from '../rounds/release-log.ts'
import type { RoundAnswer, RoundQuestion } from '../rounds/round-messages.ts'
import { isCounted, notCounted } from './counted-member.ts'
import { explainMissing, findRound, letGoOfStudy } from './final-rounds.ts'
import { type OwnFigures, openOwnFigures } from './own-figures.ts'
import { prepareRound } from './prepare-round.ts'
import type { OwnStudy, StudyDeps } from './study-deps.ts'
import type { FinalRound } from './study-events.ts'
import { openStudyFiles, type StudyFiles } from './study-files.ts'
import { createStudyMoves, type StudyMoves } from './study-moves.ts'

/** How often a study is looked at when nothing wakes it, in milliseconds. */
const lookEveryMs = 200

/** Between two tries to find a final round's contents, in milliseconds. */
const findAgainMs = 1000

/** Openings whose secrets are kept: the one, and the one before should its end be replaced. */
const openingsKept = 2

/** A study's runner. */
export type StudyRunner = {
  /** Ends when the study is over or the signal is aborted. Does not throw. */
  run(signal: AbortSignal): Promise<void>
  /** @throws {CommonholdError} `PROTOCOL_REFUSED` and others that the asker is told */
  answer(question: RoundQuestion, from: MemberId): Promise<RoundAnswer>
  /** Final rounds that this node knows the contents of, in order. */
  finals(): readonly FinalRound[]
  /** Whether it has ended with its study: it does not begin again, whatever the ledger does. */
  isOver(): boolean
}

type Current = {
  readonly key: string
  readonly member: MemberRound
  readonly openedAtMs: number
  readonly tried: Set<number>
  readonly over: AbortController
  /** Whether this member takes part; else it looks on. */
  readonly takesPart: boolean
  protocolMs: number | undefined
  attempting: Promise<void> | undefined
}

type Runner = {
  readonly deps: StudyDeps
  readonly own: OwnStudy
  readonly files: StudyFiles
  readonly figures: OwnFigures
  readonly rounds: RoundDeps
  readonly finals: Map<number, FinalRound>
  current: Current | undefined
  /** This member's sides of the latest openings, by round, epoch and incoming model. */
  readonly openings: Map<string, MemberRound>
  /** Contents of rounds may still be looked for when the study is closed. */
  isClosedTold: boolean
  readonly moves: StudyMoves
  /** Questions that wait for this node to see the opening they are about. */
  readonly waiters: Set<() => void>
  toldPhase: string
  toldSkipped: string
  /** When to look again for contents that nobody gave. */
  findAgainAtMs: number
  /** The study is over, and its end is known with all of its rounds. */
  isOver: boolean
  wake: () => void
}

/** Opens the study's files; `run` does the rest. */
export async function createStudyRunner(deps: StudyDeps, own: OwnStudy): Promise<StudyRunner> {
  const log = deps.log.with({ study: own.study })
  const releases = await openReleaseLog(deps.folder, own.study, deps.disk)
  const runner: Runner = {
    deps: { ...deps, log },
    own,
    files: await openStudyFiles(deps.folder, own.study, deps.disk),
    figures: await openOwnFigures(deps.folder, own.study, { disk: deps.disk, log }),
    rounds: { ...deps, log, releases },
    finals: new Map(),
    current: undefined,
    openings: new Map(),
    isClosedTold: false,
    moves: createStudyMoves(deps, own.study),
    waiters: new Set(),
    findAgainAtMs: 0,
    isOver: false,
    toldPhase: '',
    toldSkipped: '',
    wake: () => {}
  }
  return {
    run: (signal) => run(runner, signal),
    answer: (question, from) => answer(runner, question, from),
    finals: () => runner.figures.addTo(runner.finals.values()),
    isOver: () => runner.isOver
  }
}

async function run(runner: Runner, signal: AbortSignal): Promise<void> {
  const ended = new AbortController()
  runner.deps.view.onChange(() => runner.wake(), AbortSignal.any([signal, ended.signal]))
  await lookUntilOver(runner, signal)
  ended.abort()
  try {
    if (!signal.aborted) await putAway(runner)
  } catch (cause) {
    if (signal.aborted) return
    const { code, message } = asCommonholdError(cause)
    runner.deps.log.warn('study.not-put-away', { code, message })
  }
}

/** Forgets what only an open round needs: a node stays up for many studies. */
async function putAway(runner: Runner): Promise<void> {
  const { deps, own } = runner
  runner.isOver = true
  runner.current = undefined
  runner.openings.clear()
  const record = deps.view.studyOf(own.study)
  if (record !== undefined) await letGoOfStudy(deps, record)
}

async function lookUntilOver(runner: Runner, signal: AbortSignal): Promise<void> {
  const { deps } = runner
  while (!signal.aborted) {
    const woken = new Promise<void>((resolve) => {
      runner.wake = resolve
    })
    try {
      if (await look(runner, signal)) return
    } catch (cause) {
      if (signal.aborted) return
      const { code, message } = asCommonholdError(cause)
      deps.log.warn('study.step-failed', { code, message })
    }
    await Promise.race([woken, deps.clock.sleep(lookEveryMs, signal).catch(() => {})])
  }
}

/** One look at the study. True where it is over. */
async function look(runner: Runner, signal: AbortSignal): Promise<boolean> {
  const { deps, own } = runner
  const record = deps.view.studyOf(own.study)
  if (record === undefined) return false
  await lookAtFinals(runner, record)
  switch (record.state) {
    case 'unknown':
      return false
    case 'proposed':
      await runner.moves.startIfDue(record)
      return false
    case 'running':
      if (record.round > record.proposal.rounds) await runner.moves.closeIfDue(record)
      else await lookAtRound(runner, record, signal)
      return false
    case 'closed':
      runner.current?.over.abort()
      if (!runner.isClosedTold) deps.emit({ kind: 'closed', study: own.study, asset: record.asset })
      runner.isClosedTold = true
      return runner.finals.size === deps.view.roundsOf(own.study).length
    case 'cancelled':
      runner.current?.over.abort()
      deps.emit({ kind: 'cancelled', study: own.study })
      return true
  }
}

async function lookAtFinals(runner: Runner, study: StudyRecord): Promise<void> {
  const { deps, own, files, figures, current } = runner
  if (deps.clock.monotonicMs() < runner.findAgainAtMs) return
  const records = deps.view.roundsOf(own.study)
  for (const round of runner.finals.keys()) {
    // A block that made it final was replaced.
    if (!records.some((record) => record.round === round)) runner.finals.delete(round)
  }
  for (const record of records) {
    if (runner.finals.get(record.round)?.record.transcript === record.transcript) continue
    const isCurrent = current?.key === `${record.round}/${record.epoch}`
    const seen = {
      outcome: isCurrent ? current?.member.outcome() : undefined,
      durationMs: isCurrent ? deps.clock.monotonicMs() - current!.openedAtMs : undefined,
      protocolMs: isCurrent ? current?.protocolMs : undefined,
      contents: isCurrent ? current?.member.contents : undefined
    }
    try {
      const { final, isNews } = await findRound(deps, own, files, study, record, seen)
      runner.finals.set(record.round, final)
      if (isNews) deps.emit({ kind: 'final', study: own.study, final: figures.addTo([final])[0]! })
    } catch (cause) {
      explainMissing(deps, record.round, cause)
      runner.findAgainAtMs = deps.clock.monotonicMs() + findAgainMs
      return
    }
  }
}

async function lookAtRound(
  runner: Runner,
  record: StudyRecord,
  signal: AbortSignal
): Promise<void> {
  const { deps, own } = runner
  const key = `${record.round}/${record.epoch}`
  if (runner.current?.key !== key) {
    runner.current?.over.abort()
    if (record.epoch > 0 && runner.current?.key.startsWith(`${record.round}/`)) {
      tellSkipped(runner, record)
    }
    const openedAtMs = deps.clock.monotonicMs()
    const member = await memberOf(runner, record)
    const over = new AbortController()
    const rounds = deps.view.roundsOf(own.study)
    const takesPart = isCounted(own.plan, record, rounds, deps.peers.self)
    runner.current = {
      key,
      member,
      openedAtMs,
      tried: new Set(),
      over,
      takesPart,
      protocolMs: undefined,
      attempting: undefined
    }
    for (const resolve of runner.waiters) resolve()
    runner.waiters.clear()
  }
  beginAttemptIfDue(runner, runner.current!, record, signal)
  await runner.moves.skipIfDue(record)
}

/**
 * This member's side of the opening. Where the ledger goes back to one that this node was in, as
 * when blocks are replaced, it is the same side again, with the shares that it holds.
 */
async function memberOf(runner: Runner, record: StudyRecord): Promise<MemberRound> {
  const { deps, own, files, figures, openings } = runner
  const name = `${record.round}/${record.epoch} ${record.model}`
  const known = openings.get(name)
  if (known !== undefined) return known
  const open = await prepareRound(deps, own, { files, figures }, record)
  const member = createMemberRound(runner.rounds, open, (progress) =>
    tellPhase(runner, record.round, progress)
  )
  openings.set(name, member)
  const [oldest] = openings.keys()
  if (openings.size > openingsKept && oldest !== undefined) openings.delete(oldest)
  return member
}

async function answer(
  runner: Runner,
  question: RoundQuestion,
  from: MemberId
): Promise<RoundAnswer> {
  const { deps, own } = runner
  const seats = deps.view.studyOf(own.study)?.members ?? []
  // Others may not have this node ask the ledger, or hold their questions.
  if (!seats.some(({ member }) => member === from)) {
    throw refused('R1', `${from} has no seat in study ${own.study}`)
  }
  if (runner.isOver) throw refused('R1', `study ${own.study} is over`)
  const wanted = `${question.round}/${question.epoch}`
  const isAhead = () => {
    const now = runner.current?.member.round.opening
    return now === undefined || question.round > now.round || question.epoch > now.epoch
  }
  if (runner.current?.key !== wanted && isAhead()) {
    runner.wake()
    deps.view.follow().catch((cause) => {
      deps.log.info('study.not-followed', { code: asCommonholdError(cause).code })
    })
    await untilOpened(runner)
  }
  if (runner.current?.key !== wanted) {
    throw refused('R1', `round ${wanted} is not open at this node`, true)
  }
  if (!runner.current.takesPart) throw notCounted()
  return await runner.current.member.answer(question, from)
}

/** Until this node sees another opening, or for half of the time that an answer may take. */
async function untilOpened({ deps, own, waiters }: Runner): Promise<void> {
  const over = new AbortController()
  const waitMs = 500 * own.sealed.terms.timing.answerSeconds
  const { promise, resolve } = Promise.withResolvers<void>()
  waiters.add(resolve)
  await Promise.race([promise, deps.clock.sleep(waitMs, over.signal).catch(() => {})])
  waiters.delete(resolve)
  over.abort()
}

/** Runs the attempt whose turn it is, where it is this node's. */
function beginAttemptIfDue(
  runner: Runner,
  current: Current,
  record: StudyRecord,
  signal: AbortSignal
): void {
  if (current.attempting !== undefined || !current.takesPart) return
  const { deps } = runner
  const { member } = current
  const ranked = rankAggregators(member.round.opening, record.members)
  const rank = ranked.indexOf(deps.peers.self)
  const { attempt, idleMs, stallMs } = member.idle()
  const allowed = attemptAllowed(attempt, idleMs, stallMs, 1)
  let turn = rank
  while (turn < attempt || current.tried.has(turn)) turn += ranked.length
  if (turn > allowed) return
  current.tried.add(turn)
  const both = AbortSignal.any([signal, current.over.signal])
  current.attempting = runAttempt(runner, current, turn, both).finally(() => {
    current.attempting = undefined
    runner.wake()
  })
}

async function runAttempt(
  runner: Runner,
  current: Current,
  turn: number,
  signal: AbortSignal
): Promise<void> {
  const { deps } = runner
  const { round } = current.member.round.opening
  try {
    const outcome = await aggregateAttempt(
      runner.rounds,
      current.member,
      turn,
      (progress) => tellPhase(runner, round, progress),
      signal
    )
    if (outcome.kind === 'final') {
      current.protocolMs = outcome.protocolMs
      return
    }
    current.member.giveUp(turn)
    deps.log.warn('round.attempt-failed', { round, turn, phase: outcome.phase, why: outcome.why })
  } catch (cause) {
    if (signal.aborted) return
    current.member.giveUp(turn)
    const { code, message } = asCommonholdError(cause)
    deps.log.warn('round.attempt-failed', { round, turn, code, message })
  }
}

/** Tells a skipped opening once, although preparing the next one may have to be tried again. */
function tellSkipped(runner: Runner, { round, epoch }: StudyRecord): void {
  const told = `${round}/${epoch}`
  if (runner.toldSkipped === told) return
  runner.toldSkipped = told
  runner.deps.emit({ kind: 'skipped', study: runner.own.study, round, epoch })
}

/** Tells a phase once, although an aggregator sees it from both of its sides. */
function tellPhase(runner: Runner, round: number, progress: RoundProgress): void {
  const told = `${round} ${progress.attempt} ${progress.phase}`
  if (runner.toldPhase === told) return
  runner.toldPhase = told
  runner.deps.emit({ kind: 'phase', study: runner.own.study, round, ...progress })
}
