/**
 * The life of a study as a pure machine: the same moves as the Studies contract, with the same
 * answers. Nodes foresee with it what the ledger will say, and simulations run on it alone.
 *
 * `SPEC.md` beside this file has the table. `contracts/test/studies.model.test.ts` drives contract
 * and machine with the same random moves and compares them after each; so the order of checks
 * matters, because it decides which error is told. A move costs time and memory in proportion to
 * the study's members.
 */
import {
  type AssetId,
  assert,
  type Bytes32,
  type MemberId,
  type StudyId,
  type UnixSeconds,
  zeroBytes32
} from '@commonhold/base'
import type { LineageParent, RoundResult, StudyProposal } from '../ledger/ledger.ts'
import { modelShares } from './model-shares.ts'
import { fieldOutOfRange } from './proposal-range.ts'
import type { StudyError, StudyEvent, StudyMove } from './study-move.ts'

/** A member's place in a study; its index in the list is its bit in a set of survivors. */
export type StudySeat = { readonly member: MemberId; readonly dataset: AssetId }

/** What is known of every study that was proposed. */
export type StudyFacts = {
  readonly study: StudyId
  readonly proposer: MemberId
  readonly proposal: StudyProposal
  readonly seats: readonly StudySeat[]
  /** Final rounds that each member survived, by index. */
  readonly survivals: readonly number[]
  /** The open round, from 1; rounds + 1 when all are final; 0 before the start. */
  readonly round: number
  /** Rounds skipped in a row, counted up to `skipsMax`. */
  readonly skips: number
  /** Openings skipped in all. */
  readonly epoch: number
  /** From when the open round may be skipped; 0 where no round is open. */
  readonly roundDueAt: UnixSeconds
  /** Digest of the latest final artefact; the terms' before the first. */
  readonly model: Bytes32
}

/** A study's state: everything that the next answer depends on. */
export type StudyMachine =
  | { readonly state: 'unknown'; readonly study: StudyId }
  | (StudyFacts & { readonly state: 'proposed' | 'running' | 'cancelled' })
  | (StudyFacts & {
      readonly state: 'closed'
      /** The model's. */
      readonly asset: AssetId
      readonly parents: readonly LineageParent[]
    })

/** What a move came to. A refused move changes nothing. */
export type StudyAnswer =
  | { readonly ok: true; readonly state: StudyMachine; readonly events: readonly StudyEvent[] }
  | { readonly ok: false; readonly error: StudyError }

type MoveOf<Kind extends StudyMove['kind']> = Extract<StudyMove, { kind: Kind }>

/** A study before anyone proposed it. */
export function unknownStudy(study: StudyId): StudyMachine {
  return { state: 'unknown', study }
}

/**
 * Answers one move. Total: every move has an answer in every state.
 * @param now time of the block that the move is in
 * @throws {AssertionError} when a round result for another study is given to this one
 */
export function applyStudyMove(
  machine: StudyMachine,
  move: StudyMove,
  now: UnixSeconds
): StudyAnswer {
  switch (move.kind) {
    case 'propose':
      return propose(machine, move, now)
    case 'join':
      return join(machine, move, now)
    case 'leave':
      return leave(machine, move)
    case 'start':
      return start(machine, move, now)
    case 'finalise':
      return finalise(machine, move, now)
    case 'skip':
      return skip(machine, now)
    case 'cancel':
      return cancel(machine, move, now)
    case 'close':
      return close(machine, move)
  }
}

function propose(machine: StudyMachine, move: MoveOf<'propose'>, now: UnixSeconds): StudyAnswer {
  if (machine.state !== 'unknown') return refused('StudiesWrongState')
  if (!move.isActiveMember) return refused('StudiesNotMember')
  if (fieldOutOfRange(move.proposal, now) !== undefined) return refused('StudiesBadProposal')
  const { by: proposer, proposal } = move
  const { study } = machine
  const state: StudyMachine = {
    state: 'proposed',
    study,
    proposer,
    proposal,
    seats: [],
    survivals: [],
    round: 0,
    skips: 0,
    epoch: 0,
    roundDueAt: 0 as UnixSeconds,
    model: proposal.terms
  }
  return done(state, { kind: 'StudyProposed', study, proposer, proposal })
}

function join(machine: StudyMachine, move: MoveOf<'join'>, now: UnixSeconds): StudyAnswer {
  if (machine.state !== 'proposed') return refused('StudiesWrongState')
  const { proposal, seats, study } = machine
  if (now > proposal.joinBy) return refused('StudiesJoiningOver')
  if (!move.isActiveMember) return refused('StudiesNotMember')
  if (seats.some((seat) => seat.member === move.by)) return refused('StudiesAlreadyJoined')
  if (seats.length >= proposal.membersMax) return refused('StudiesFull')
  if (move.terms !== proposal.terms) return refused('StudiesWrongTerms')
  if (proposal.invited !== zeroBytes32 && !move.isInvited) return refused('StudiesNotInvited')
  const isTaken = seats.some((seat) => seat.dataset === move.dataset)
  if (isTaken || !move.isOwnUsableDataset) return refused('StudiesBadDataset')
  const seat = { member: move.by, dataset: move.dataset }
  const state: StudyMachine = {
    ...machine,
    seats: [...seats, seat],
    survivals: [...machine.survivals, 0]
  }
  return done(state, { kind: 'StudyJoined', study, index: seats.length, ...seat })
}

function leave(machine: StudyMachine, move: MoveOf<'leave'>): StudyAnswer {
  if (machine.state !== 'proposed') return refused('StudiesWrongState')
  const movedToIndex = machine.seats.findIndex((seat) => seat.member === move.by)
  if (movedToIndex < 0) return refused('StudiesNotJoined')
  const seats = machine.seats.slice(0, -1)
  const last = machine.seats[seats.length]
  assert(last !== undefined, 'a list that somebody was found in has a last one')
  const movedMember = movedToIndex < seats.length ? last.member : undefined
  if (movedMember !== undefined) seats[movedToIndex] = last
  const state: StudyMachine = { ...machine, seats, survivals: seats.map(() => 0) }
  const { study } = machine
  return done(state, { kind: 'StudyLeft', study, member: move.by, movedMember, movedToIndex })
}

function start(machine: StudyMachine, move: MoveOf<'start'>, now: UnixSeconds): StudyAnswer {
  if (machine.state !== 'proposed') return refused('StudiesWrongState')
  const { proposal, study } = machine
  const memberCount = machine.seats.length
  const isJoiningOver = now > proposal.joinBy || memberCount >= proposal.membersMax
  if (!isJoiningOver && move.by !== machine.proposer) return refused('StudiesJoiningOpen')
  if (memberCount < proposal.cohortMin) return refused('StudiesTooFew')
  const roundDueAt = dueAt(proposal, now)
  const state: StudyMachine = { ...machine, state: 'running', round: 1, roundDueAt }
  return done(state, { kind: 'StudyStarted', study, memberCount, roundDueAt })
}

function finalise(machine: StudyMachine, move: MoveOf<'finalise'>, now: UnixSeconds): StudyAnswer {
  assert(move.result.study === machine.study, 'a round result is given to its own study')
  if (machine.state !== 'running') return refused('StudiesWrongState')
  const error =
    wrongOpening(machine, move.result) ??
    wrongSurvivors(machine, move.result.survivors) ??
    wrongSignatures(move)
  if (error !== undefined) return refused(error)
  const { result, signers } = move
  const round = result.round + 1
  const isLast = round > machine.proposal.rounds
  const roundDueAt = isLast ? (0 as UnixSeconds) : dueAt(machine.proposal, now)
  const survivals = machine.survivals.map(
    (count, index) => count + Number((result.survivors >> BigInt(index)) & 1n)
  )
  const state: StudyMachine = {
    ...machine,
    round,
    skips: 0,
    roundDueAt,
    model: result.model,
    survivals
  }
  return done(state, { kind: 'RoundFinal', ...result, signers, nextRoundDueAt: roundDueAt })
}

function wrongOpening(machine: StudyFacts, result: RoundResult): StudyError | undefined {
  if (machine.round > machine.proposal.rounds) return 'StudiesComplete'
  if (result.round !== machine.round) return 'StudiesWrongRound'
  if (result.epoch !== machine.epoch) return 'StudiesWrongEpoch'
  if (result.previousModel !== machine.model) return 'StudiesWrongPrevious'
  if (result.model === zeroBytes32) return 'StudiesEmptyModel'
  return undefined
}

function wrongSurvivors(machine: StudyFacts, survivors: bigint): StudyError | undefined {
  if (survivors < 0n || survivors >> BigInt(machine.seats.length) !== 0n) {
    return 'StudiesUnknownSurvivor'
  }
  return countBits(survivors) < machine.proposal.cohortMin ? 'StudiesTooFew' : undefined
}

function wrongSignatures(move: MoveOf<'finalise'>): StudyError | undefined {
  const { signers, areSignaturesValid } = move
  const { survivors } = move.result
  if (signers < 0n || (signers & ~survivors) !== 0n) return 'StudiesNoQuorum'
  const count = countBits(signers)
  if (3 * count <= 2 * countBits(survivors)) return 'StudiesNoQuorum'
  if (areSignaturesValid.length !== count) return 'StudiesWrongSignatureCount'
  return areSignaturesValid.every((isValid) => isValid) ? undefined : 'StudiesBadSignature'
}

function skip(machine: StudyMachine, now: UnixSeconds): StudyAnswer {
  if (machine.state !== 'running') return refused('StudiesWrongState')
  const { proposal, round, study } = machine
  if (round > proposal.rounds) return refused('StudiesComplete')
  if (now < machine.roundDueAt) return refused('StudiesNotDue')
  const roundDueAt = dueAt(proposal, now)
  const epoch = machine.epoch + 1
  const skips = Math.min(machine.skips + 1, proposal.skipsMax)
  const state: StudyMachine = { ...machine, skips, epoch, roundDueAt }
  return done(state, { kind: 'RoundSkipped', study, round, epoch, roundDueAt })
}

function cancel(machine: StudyMachine, move: MoveOf<'cancel'>, now: UnixSeconds): StudyAnswer {
  if (machine.state !== 'proposed' && machine.state !== 'running') {
    return refused('StudiesWrongState')
  }
  if (!mayCancel(machine, move.by, now)) return refused('StudiesMayNotCancel')
  const state: StudyMachine = { ...machine, state: 'cancelled', roundDueAt: 0 as UnixSeconds }
  return done(state, { kind: 'StudyCancelled', study: machine.study, by: move.by })
}

function mayCancel(
  machine: StudyFacts & { readonly state: string },
  by: MemberId,
  now: UnixSeconds
): boolean {
  const { proposal } = machine
  if (machine.state === 'running') return machine.skips >= proposal.skipsMax
  const hasFailed = now > proposal.joinBy && machine.seats.length < proposal.cohortMin
  return by === machine.proposer || hasFailed
}

function close(machine: StudyMachine, move: MoveOf<'close'>): StudyAnswer {
  if (machine.state !== 'running') return refused('StudiesWrongState')
  if (machine.round <= machine.proposal.rounds) return refused('StudiesNotComplete')
  const { study, model } = machine
  const { asset } = move
  const datasets = machine.seats.map((seat) => seat.dataset)
  const parents = modelShares(datasets, machine.survivals)
  const state: StudyMachine = { ...machine, state: 'closed', asset, parents }
  return done(state, { kind: 'StudyClosed', study, asset, model, parents })
}

function dueAt(proposal: StudyProposal, now: UnixSeconds): UnixSeconds {
  return (now + proposal.roundSeconds) as UnixSeconds
}

/** @param set 0 or more, below 2^256 */
function countBits(set: bigint): number {
  let count = 0
  for (let rest = set; rest !== 0n; rest >>= 1n) count += Number(rest & 1n)
  return count
}

function done(state: StudyMachine, event: StudyEvent): StudyAnswer {
  return { ok: true, state, events: [event] }
}

function refused(error: StudyError): StudyAnswer {
  return { ok: false, error }
}
