/**
 * What the three contracts know after some block, and what one call makes of it: members and
 * assets by rules of their own here, studies by the protocol's machine, which is held to the
 * Studies contract in `contracts/test/studies.model.test.ts`. A state is never changed: a call
 * gives the next one, so that a chain can go back to any block.
 */
import {
  type AssetId,
  type Bytes32,
  type Hex,
  type MemberId,
  parseAssetId,
  parseStudyId,
  type StudyId,
  type UnixSeconds,
  zeroBytes32
} from '@commonhold/base'
import type { LedgerEvent } from '@commonhold/contracts'
import {
  type AssetKind,
  type AssetRecord,
  type LedgerDomain,
  type LineageParent,
  type MemberRecord,
  type RoundResult,
  recoverResultSigner,
  type StudyProposal,
  type StudyRecord
} from '@commonhold/protocol'
import { isInvited } from '@commonhold/protocol/ledger/invitation-tree'
import { applyStudyMove, type StudyMachine, unknownStudy } from '@commonhold/protocol/study/study'
import type { StudyMove, StudyEvent as StudyNews } from '@commonhold/protocol/study/study-move'

/** One call of one of the contracts. */
export type ContractCall =
  | { readonly kind: 'join' | 'update'; readonly nodeKey: Bytes32; readonly profile: Bytes32 }
  | { readonly kind: 'leave' }
  | {
      readonly kind: 'register'
      readonly assetKind: AssetKind
      readonly commitment: Bytes32
      readonly terms: Bytes32
      readonly parents: readonly LineageParent[]
    }
  | { readonly kind: 'revoke'; readonly asset: AssetId }
  | { readonly kind: 'propose'; readonly proposal: StudyProposal }
  | {
      readonly kind: 'joinStudy'
      readonly study: StudyId
      readonly dataset: AssetId
      readonly terms: Bytes32
      readonly invitation: readonly Bytes32[]
    }
  | {
      readonly kind: 'leaveStudy' | 'start' | 'skip' | 'cancel' | 'close'
      readonly study: StudyId
    }
  | {
      readonly kind: 'finalise'
      readonly result: RoundResult
      readonly signatures: ReadonlyMap<number, Hex>
    }

/** A study as the contracts hold it. */
export type StudyEntry = {
  readonly machine: StudyMachine
  /** Node keys as of joining, by member. */
  readonly nodeKeys: ReadonlyMap<MemberId, Bytes32>
}

/** Everything that the contracts know. */
export type ChainState = {
  readonly members: ReadonlyMap<MemberId, MemberRecord>
  /** By number, from 1 on. */
  readonly assets: readonly AssetRecord[]
  /** By number, from 1 on. */
  readonly studies: readonly StudyEntry[]
}

/** An event without its place. */
export type EventBody = { readonly kind: LedgerEvent['kind'] } & Readonly<Record<string, unknown>>

/** What a call came to. */
export type CallAnswer =
  | {
      readonly ok: true
      readonly state: ChainState
      readonly events: readonly EventBody[]
      /** The number of the asset or study that was made. */
      readonly made: number
    }
  | { readonly ok: false; readonly revert: string; readonly args: readonly string[] }

/** Nothing yet. */
export const emptyState: ChainState = { members: new Map(), assets: [], studies: [] }

/** Answers a call of `by` in a block of the time `at`. */
export function applyCall(
  domain: LedgerDomain,
  state: ChainState,
  by: MemberId,
  call: ContractCall,
  at: UnixSeconds
): CallAnswer {
  switch (call.kind) {
    case 'join':
    case 'update':
    case 'leave':
      return applyToMembers(state, by, call, at)
    case 'register':
      return register(state, by, call, at)
    case 'revoke':
      return revoke(state, by, call.asset)
    case 'propose': {
      const study = parseStudyId(state.studies.length + 1)
      const { proposal } = call
      const move = { kind: 'propose', by, isActiveMember: isActive(state, by), proposal } as const
      return applyToStudy(state, by, study, move, at)
    }
    case 'joinStudy':
      return applyToStudy(state, by, call.study, joinMove(state, by, call), at)
    case 'finalise':
      return applyToStudy(state, by, call.result.study, finaliseMove(domain, state, call), at)
    case 'leaveStudy':
      return applyToStudy(state, by, call.study, { kind: 'leave', by }, at)
    case 'start':
    case 'cancel':
      return applyToStudy(state, by, call.study, { kind: call.kind, by }, at)
    case 'skip':
      return applyToStudy(state, by, call.study, { kind: 'skip' }, at)
    case 'close': {
      const asset = parseAssetId(state.assets.length + 1)
      return applyToStudy(state, by, call.study, { kind: 'close', asset }, at)
    }
  }
}

function isActive(state: ChainState, member: MemberId): boolean {
  return state.members.get(member)?.active === true
}

function applyToMembers(
  state: ChainState,
  by: MemberId,
  call: Extract<ContractCall, { kind: 'join' | 'update' | 'leave' }>,
  at: UnixSeconds
): CallAnswer {
  const known = state.members.get(by)
  if (call.kind === 'join') {
    if (known?.active === true) return reverted('MembersAlreadyJoined', by)
  } else if (known?.active !== true) return reverted('MembersNotActive', by)
  if (call.kind === 'leave') {
    const record = { ...known!, active: false }
    return memberIs(state, record, { kind: 'MemberLeft', member: by })
  }
  const { nodeKey, profile } = call
  if (nodeKey === zeroBytes32) return reverted('MembersEmptyNodeKey')
  const joinedAt = call.kind === 'join' ? at : known!.joinedAt
  const kind = call.kind === 'join' ? 'MemberJoined' : 'MemberUpdated'
  const record = { member: by, active: true, joinedAt, nodeKey, profile }
  return memberIs(state, record, { kind, member: by, nodeKey, profile })
}

function memberIs(state: ChainState, record: MemberRecord, event: EventBody): CallAnswer {
  const members = new Map(state.members).set(record.member, record)
  return { ok: true, state: { ...state, members }, events: [event], made: 0 }
}

function register(
  state: ChainState,
  by: MemberId,
  call: Extract<ContractCall, { kind: 'register' }>,
  at: UnixSeconds
): CallAnswer {
  const { assetKind, commitment, terms, parents } = call
  if (!isActive(state, by)) return reverted('AssetsNotMember', by)
  const revoked = parents.find(({ asset }) => state.assets[asset - 1]?.revoked === true)
  if (revoked !== undefined) return reverted('AssetsBadParent', String(revoked.asset))
  if (commitment === zeroBytes32) return reverted('AssetsEmptyCommitment')
  const wrong = wrongParents(state, parents)
  return wrong ?? withAsset(state, { owner: by, kind: assetKind, commitment, terms, parents }, at)
}

function wrongParents(
  state: ChainState,
  parents: readonly LineageParent[]
): CallAnswer | undefined {
  let last = 0
  let totalBps = 0
  for (const { asset, bps } of parents) {
    if (asset <= last || asset > state.assets.length) {
      return reverted('AssetsBadParent', String(asset))
    }
    totalBps += bps
    if (bps === 0 || totalBps > 10_000) return reverted('AssetsBadShare', String(totalBps))
    last = asset
  }
  return undefined
}

function withAsset(
  state: ChainState,
  entry: Omit<AssetRecord, 'asset' | 'revoked' | 'registeredAt'>,
  at: UnixSeconds
): Extract<CallAnswer, { ok: true }> {
  const asset = parseAssetId(state.assets.length + 1)
  const { owner, kind, commitment, terms, parents } = entry
  const assets = [...state.assets, { ...entry, asset, revoked: false, registeredAt: at }]
  const told = { asset, owner, assetKind: kind, commitment, terms, parents }
  const events = [{ kind: 'AssetRegistered' as const, ...told }]
  return { ok: true, state: { ...state, assets }, events, made: asset }
}

function revoke(state: ChainState, by: MemberId, asset: AssetId): CallAnswer {
  const entry = state.assets[asset - 1]
  if (entry === undefined) return reverted('AssetsUnknown', String(asset))
  if (entry.owner !== by) return reverted('AssetsNotOwner', String(asset), by)
  if (entry.revoked) return reverted('AssetsAlreadyRevoked', String(asset))
  const assets = state.assets.with(asset - 1, { ...entry, revoked: true })
  const events = [{ kind: 'AssetRevoked' as const, asset }]
  return { ok: true, state: { ...state, assets }, events, made: 0 }
}

function joinMove(
  state: ChainState,
  by: MemberId,
  call: Extract<ContractCall, { kind: 'joinStudy' }>
): StudyMove {
  const machine = state.studies[call.study - 1]?.machine
  const asset = state.assets[call.dataset - 1]
  const isOwn = asset?.kind === 'dataset' && !asset.revoked && asset.owner === by
  const root =
    machine === undefined || machine.state === 'unknown' ? zeroBytes32 : machine.proposal.invited
  return {
    kind: 'join',
    by,
    isActiveMember: isActive(state, by),
    dataset: call.dataset,
    isOwnUsableDataset: isOwn,
    terms: call.terms,
    isInvited: isInvited(root, by, call.invitation)
  }
}

function finaliseMove(
  domain: LedgerDomain,
  state: ChainState,
  call: Extract<ContractCall, { kind: 'finalise' }>
): StudyMove {
  const { result, signatures } = call
  const machine = state.studies[result.study - 1]?.machine
  const seats = machine === undefined || machine.state === 'unknown' ? [] : machine.seats
  const ordered = [...signatures].sort(([left], [right]) => left - right)
  return {
    kind: 'finalise',
    result,
    signers: ordered.reduce((bits, [index]) => bits | (1n << BigInt(index)), 0n),
    areSignaturesValid: ordered.map(
      ([index, signature]) =>
        seats[index] !== undefined &&
        recoverResultSigner(domain, result, signature) === seats[index].member
    )
  }
}

function applyToStudy(
  state: ChainState,
  by: MemberId,
  study: StudyId,
  move: StudyMove,
  at: UnixSeconds
): CallAnswer {
  const entry = state.studies[study - 1]
  const answer = applyStudyMove(entry?.machine ?? unknownStudy(study), move, at)
  if (!answer.ok) return reverted(answer.error)
  const nodeKeys = new Map(entry?.nodeKeys)
  if (move.kind === 'join') nodeKeys.set(by, state.members.get(by)!.nodeKey)
  const next = { machine: answer.state, nodeKeys }
  const studies =
    entry === undefined ? [...state.studies, next] : state.studies.with(study - 1, next)
  const events = answer.events.map((news) => eventOf(news, nodeKeys))
  const after = { ...state, studies }
  const { state: machine } = answer
  if (machine.state !== 'closed') return { ok: true, state: after, events, made: study }
  // Closing registers the model, owned by the proposer, before it tells of itself.
  const { parents, proposer: owner, proposal, model: commitment } = machine
  const { terms } = proposal
  const made = withAsset(after, { owner, kind: 'model', commitment, terms, parents }, at)
  return { ...made, events: [...made.events, ...events] }
}

/** A study's news in the words of the contract's events. */
function eventOf(news: StudyNews, nodeKeys: ReadonlyMap<MemberId, Bytes32>): EventBody {
  switch (news.kind) {
    case 'StudyJoined':
      return { ...news, nodeKey: nodeKeys.get(news.member)! }
    case 'StudyLeft': {
      const { kind, study, member, movedMember: moved, movedToIndex: movedTo } = news
      return { kind, study, member, moved, movedTo }
    }
    case 'StudyClosed': {
      const { kind, study, asset, model } = news
      return { kind, study, asset, model }
    }
    default:
      return news
  }
}

/** A study as the ledger port tells it; undefined where it was never proposed. */
export function studyRecordOf(state: ChainState, study: StudyId): StudyRecord | undefined {
  const entry = state.studies[study - 1]
  if (entry === undefined || entry.machine.state === 'unknown') return undefined
  const { machine, nodeKeys } = entry
  const { proposer, proposal, seats, round, skips, epoch, roundDueAt, model } = machine
  return {
    study,
    state: machine.state,
    proposer,
    proposal,
    members: seats.map((seat) => ({ ...seat, nodeKey: nodeKeys.get(seat.member)! })),
    round,
    skips,
    epoch,
    roundDueAt,
    model,
    asset: machine.state === 'closed' ? machine.asset : undefined
  }
}

function reverted(revert: string, ...args: readonly string[]): CallAnswer {
  return { ok: false, revert, args }
}
