/**
 * One member's side of one attempt at a round, as a pure machine.
 *
 * The machine decides only whether a question may be answered, and what the answer is. It is told
 * facts that were checked before (signatures, forms, digests); it computes no masks and sends
 * nothing. Its table is total: every state answers or refuses every question. `SPEC.md` beside
 * this file lists states, questions and the numbered rules, and names the test of each.
 */
import type { Bytes32, MemberId } from '@commonhold/base'
import { isQuorum } from './context.ts'

/** What an aggregator asks, with what the member has found out about it. */
export type Ask =
  | { readonly kind: 'keys' }
  | {
      readonly kind: 'shares'
      readonly keys: Bytes32
      readonly authors: readonly MemberId[]
      /** Whether the member's own advert is in the list, unchanged. */
      readonly hasOwn: boolean
    }
  | {
      readonly kind: 'masked'
      readonly participants: Bytes32
      readonly authors: readonly MemberId[]
      readonly hasOwn: boolean
      /** Whether all share documents were made for the same keys as the member's own. */
      readonly keysAgree: boolean
    }
  | {
      readonly kind: 'survivors'
      readonly survivors: Bytes32
      readonly authors: readonly MemberId[]
      readonly hasOwn: boolean
      readonly participantsAgree: boolean
    }
  | {
      readonly kind: 'unmask'
      readonly survivors: Bytes32
      /** Participants who signed exactly this set. */
      readonly signers: readonly MemberId[]
    }
  | {
      readonly kind: 'result'
      readonly survivors: Bytes32
      /** Whether the member recomputed the same model from the transcript. */
      readonly recomputed: boolean
    }

/** How far a member has gone in an attempt. */
export type MemberState =
  | { readonly kind: 'open' }
  | { readonly kind: 'advertised' }
  | { readonly kind: 'dealt'; readonly keys: Bytes32; readonly authors: readonly MemberId[] }
  | {
      readonly kind: 'masked'
      readonly participants: Bytes32
      readonly authors: readonly MemberId[]
    }
  | {
      readonly kind: 'agreed'
      readonly participants: readonly MemberId[]
      readonly survivors: Bytes32
      readonly authors: readonly MemberId[]
    }
  | {
      readonly kind: 'released'
      readonly survivors: Bytes32
      readonly authors: readonly MemberId[]
    }
  | {
      readonly kind: 'attested'
      readonly survivors: Bytes32
      readonly authors: readonly MemberId[]
    }

/** What a member does with a question: go on, say again what it said, or refuse by a rule. */
export type Reply =
  | { readonly kind: 'answer'; readonly state: MemberState }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'refuse'; readonly rule: Rule; readonly why: string }

/** The rules of `SPEC.md`. */
export type Rule = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7'

/** What the member's owner fixed. */
export type MemberOptions = {
  /** The fewest members of a sum that this node helps to open: the higher of terms and policy. */
  readonly cohortMin: number
}

/** The next move of a member. Pure and total. */
export function replyTo(state: MemberState, ask: Ask, options: MemberOptions): Reply {
  switch (ask.kind) {
    case 'keys':
      return state.kind === 'open' ? answer({ kind: 'advertised' }) : repeatOr(state, 'advertised')
    case 'shares':
      return replyToShares(state, ask, options)
    case 'masked':
      return replyToMasked(state, ask, options)
    case 'survivors':
      return replyToSurvivors(state, ask, options)
    case 'unmask':
      return replyToUnmask(state, ask)
    case 'result':
      return replyToResult(state, ask)
  }
}

function replyToShares(
  state: MemberState,
  ask: Extract<Ask, { kind: 'shares' }>,
  { cohortMin }: MemberOptions
): Reply {
  if (state.kind === 'dealt') {
    if (state.keys === ask.keys) return { kind: 'repeat' }
    return refuse('R2', 'other keys were shown before')
  }
  if (state.kind !== 'advertised') return outOfOrder(state, ask)
  if (!ask.hasOwn) return refuse('R2', 'the list lacks or changes this member’s own keys')
  if (ask.authors.length < cohortMin) return tooFew('sent keys', ask.authors, cohortMin)
  return answer({ kind: 'dealt', keys: ask.keys, authors: ask.authors })
}

function replyToMasked(
  state: MemberState,
  ask: Extract<Ask, { kind: 'masked' }>,
  { cohortMin }: MemberOptions
): Reply {
  if (state.kind === 'masked') {
    if (state.participants === ask.participants) return { kind: 'repeat' }
    return refuse('R2', 'other participants were shown before')
  }
  if (state.kind !== 'dealt') return outOfOrder(state, ask)
  if (!ask.hasOwn) return refuse('R2', 'the list lacks or changes this member’s own shares')
  if (!ask.keysAgree) return refuse('R2', 'a member made its shares for other keys')
  if (!isWithin(ask.authors, state.authors)) return refuse('R2', 'a participant sent no keys')
  if (ask.authors.length < cohortMin) return tooFew('take part', ask.authors, cohortMin)
  return answer({ kind: 'masked', participants: ask.participants, authors: ask.authors })
}

function replyToSurvivors(
  state: MemberState,
  ask: Extract<Ask, { kind: 'survivors' }>,
  { cohortMin }: MemberOptions
): Reply {
  if (state.kind === 'agreed' || state.kind === 'released' || state.kind === 'attested') {
    if (state.survivors === ask.survivors) return { kind: 'repeat' }
    return refuse('R3', 'other survivors were signed before in this attempt')
  }
  if (state.kind !== 'masked') return outOfOrder(state, ask)
  if (!ask.hasOwn) return refuse('R2', 'the list lacks or changes this member’s own vector')
  if (!ask.participantsAgree) return refuse('R2', 'a vector was masked for other participants')
  if (!isWithin(ask.authors, state.authors)) return refuse('R2', 'a survivor did not take part')
  if (ask.authors.length < cohortMin) return tooFew('survive', ask.authors, cohortMin)
  const { survivors, authors } = ask
  return answer({ kind: 'agreed', participants: state.authors, survivors, authors })
}

function replyToUnmask(state: MemberState, ask: Extract<Ask, { kind: 'unmask' }>): Reply {
  if (state.kind === 'released' || state.kind === 'attested') {
    if (state.survivors === ask.survivors) return { kind: 'repeat' }
    return refuse('R4', 'shares were released for other survivors')
  }
  if (state.kind !== 'agreed') return outOfOrder(state, ask)
  if (state.survivors !== ask.survivors) return refuse('R4', 'these are not the signed survivors')
  const signers = ask.signers.filter((member) => state.participants.includes(member))
  if (!isQuorum(new Set(signers).size, state.participants.length)) {
    return refuse('R4', `${signers.length} of ${state.participants.length} participants signed`)
  }
  return answer({ kind: 'released', survivors: state.survivors, authors: state.authors })
}

function replyToResult(state: MemberState, ask: Extract<Ask, { kind: 'result' }>): Reply {
  if (state.kind !== 'released' && state.kind !== 'attested') return outOfOrder(state, ask)
  if (state.survivors !== ask.survivors) return refuse('R4', 'these are not the signed survivors')
  if (!ask.recomputed) return refuse('R6', 'the recomputed model differs')
  return answer({ kind: 'attested', survivors: state.survivors, authors: state.authors })
}

function answer(state: MemberState): Reply {
  return { kind: 'answer', state }
}

function refuse(rule: Rule, why: string): Reply {
  return { kind: 'refuse', rule, why }
}

/** Says the first answer again while nothing later was asked; keys are never drawn twice. */
function repeatOr(state: MemberState, kind: MemberState['kind']): Reply {
  if (state.kind === kind) return { kind: 'repeat' }
  return refuse('R1', `keys were given before, and the attempt is ${state.kind}`)
}

function outOfOrder(state: MemberState, ask: Ask): Reply {
  return refuse('R1', `"${ask.kind}" was asked while the attempt is ${state.kind}`)
}

function tooFew(what: string, authors: readonly MemberId[], cohortMin: number): Reply {
  return refuse(
    'R5',
    `${authors.length} members ${what}, and this node opens no sum of fewer than ${cohortMin}`
  )
}

function isWithin(part: readonly MemberId[], whole: readonly MemberId[]): boolean {
  const members = new Set(whole)
  return part.every((member) => members.has(member))
}

/** That shares went out: kept on disk before they do. */
export type ReleaseRecord = {
  readonly previousModel: Bytes32
  readonly round: number
  readonly epoch: number
  readonly attempt: number
  readonly survivors: Bytes32
  /** Who the survivors are, sorted. */
  readonly members: readonly MemberId[]
  /** Members whose own dealt shares prove that they cheated, so that the sum cannot be opened. */
  readonly cheats: readonly MemberId[]
}

/**
 * Whether shares may go out, given what went out before in this study (rule R7): for one incoming
 * model only ever one attempt and one set of survivors, across attempts, epochs and restarts;
 * unless members of the attempt are proven to have cheated, and then for the same without those.
 */
export function mayRelease(records: readonly ReleaseRecord[], wanted: ReleaseRecord): boolean {
  return (
    mayJoin(records, wanted) &&
    records.every((record) => !isSamePlace(record, wanted) || isSameRelease(record, wanted))
  )
}

/** A sum that is to be opened: of whom, and in which attempt. */
export type WantedSum = Pick<ReleaseRecord, 'previousModel' | 'epoch' | 'attempt' | 'members'>

/**
 * Whether a sum of these members may be opened, given the releases of other attempts: any, where
 * there was none; else exactly those that were to be, without who has cheated. Of one member less
 * it would tell that member's update to a cheat, who can open its own part of the sum before.
 */
export function mayJoin(records: readonly ReleaseRecord[], wanted: WantedSum): boolean {
  const others = records.filter(
    (record) => record.previousModel === wanted.previousModel && !isSamePlace(record, wanted)
  )
  const cheats = new Set(others.flatMap((record) => record.cheats))
  return others.every((record) => {
    const expected = record.members.filter((member) => !cheats.has(member))
    const isBefore =
      record.epoch < wanted.epoch ||
      (record.epoch === wanted.epoch && record.attempt < wanted.attempt)
    return (
      isVoid(record) &&
      isBefore &&
      expected.length === wanted.members.length &&
      isWithin(expected, wanted.members)
    )
  })
}

function isSamePlace(left: WantedSum, right: WantedSum): boolean {
  return (
    left.previousModel === right.previousModel &&
    left.epoch === right.epoch &&
    left.attempt === right.attempt
  )
}

/** Whether a release came to nothing, by the proven fault of another member. */
export function isVoid({ cheats }: Pick<ReleaseRecord, 'cheats'>): boolean {
  return cheats.length > 0
}

/** Whether both are one release, whoever has cheated in it. */
export function isSameRelease(left: ReleaseRecord, right: ReleaseRecord): boolean {
  return (
    isSamePlace(left, right) && left.round === right.round && left.survivors === right.survivors
  )
}
