/**
 * What the contracts tell, in the network's own words. Decoded once, here; the client and the
 * index read nothing else of a chain's logs.
 */
import {
  type AssetId,
  type Bytes32,
  CommonholdError,
  type Hex,
  type MemberId,
  parseAssetId,
  parseBytes32,
  parseMemberId,
  parseStudyId,
  parseUnixSeconds,
  type StudyId,
  type UnixSeconds
} from '@commonhold/base'
import {
  type AssetKind,
  assetKinds,
  type LineageParent,
  type StudyProposal
} from '@commonhold/protocol'
import { decodeEventLog, type Log } from 'viem'
import { assetsAbi } from './abi/assets.ts'
import { membersAbi } from './abi/members.ts'
import { studiesAbi } from './abi/studies.ts'
import type { ContractAddresses } from './chain-connection.ts'

/** Where on the chain an event stands. */
export type EventPlace = {
  readonly blockNumber: number
  readonly blockHash: Bytes32
  readonly transactionHash: Bytes32
  /** Its place among all events of its block. */
  readonly logIndex: number
}

type MemberKeys = {
  readonly member: MemberId
  readonly nodeKey: Bytes32
  readonly profile: Bytes32
}

/** One event of one of the contracts, `kind` being its name there. */
export type LedgerEvent = EventPlace &
  (
    | ({ readonly kind: 'MemberJoined' | 'MemberUpdated' } & MemberKeys)
    | { readonly kind: 'MemberLeft'; readonly member: MemberId }
    | {
        readonly kind: 'AssetRegistered'
        readonly asset: AssetId
        readonly owner: MemberId
        readonly assetKind: AssetKind
        readonly commitment: Bytes32
        readonly terms: Bytes32
        readonly parents: readonly LineageParent[]
      }
    | { readonly kind: 'AssetRevoked'; readonly asset: AssetId }
    | { readonly kind: 'AssetTransferred'; readonly asset: AssetId; readonly to: MemberId }
    | {
        readonly kind: 'StudyProposed'
        readonly study: StudyId
        readonly proposer: MemberId
        readonly proposal: StudyProposal
      }
    | {
        readonly kind: 'StudyJoined'
        readonly study: StudyId
        readonly member: MemberId
        readonly index: number
        readonly dataset: AssetId
        readonly nodeKey: Bytes32
      }
    | {
        readonly kind: 'StudyLeft'
        readonly study: StudyId
        readonly member: MemberId
        /** Who took the place; undefined where the last one itself left. */
        readonly moved: MemberId | undefined
        readonly movedTo: number
      }
    | {
        readonly kind: 'StudyStarted'
        readonly study: StudyId
        readonly memberCount: number
        readonly roundDueAt: UnixSeconds
      }
    | {
        readonly kind: 'RoundFinal'
        readonly study: StudyId
        readonly round: number
        readonly epoch: number
        readonly previousModel: Bytes32
        readonly model: Bytes32
        readonly transcript: Bytes32
        readonly survivors: bigint
        readonly signers: bigint
        readonly nextRoundDueAt: UnixSeconds
      }
    | {
        readonly kind: 'RoundSkipped'
        readonly study: StudyId
        readonly round: number
        readonly epoch: number
        readonly roundDueAt: UnixSeconds
      }
    | {
        readonly kind: 'StudyClosed'
        readonly study: StudyId
        readonly asset: AssetId
        readonly model: Bytes32
      }
    | { readonly kind: 'StudyCancelled'; readonly study: StudyId; readonly by: MemberId }
  )

/** What one event says, without its place. */
type EventBody = LedgerEvent extends infer Event
  ? Event extends LedgerEvent
    ? Omit<Event, keyof EventPlace>
    : never
  : never

/**
 * A log of one of the contracts as an event; undefined for those that tell the network nothing,
 * such as ERC-721 approvals.
 *
 * @throws {CommonholdError} `LEDGER_BAD_ANSWER` where it is not what the contract could have said
 */
export function decodeLedgerEvent(contracts: ContractAddresses, log: Log): LedgerEvent | undefined {
  try {
    const body = bodyOf(contracts, log)
    return body === undefined ? undefined : ({ ...body, ...placeOf(log) } as LedgerEvent)
  } catch (cause) {
    throw new CommonholdError({
      code: 'LEDGER_BAD_ANSWER',
      fault: 'chain',
      message: `An event in block ${log.blockNumber} is not one of the network's contracts.`,
      hint: 'Compare ledger.contracts with the network, and the contracts with this version.',
      details: { address: log.address, topics: log.topics },
      cause
    })
  }
}

function placeOf(log: Log): EventPlace {
  return {
    blockNumber: Number(log.blockNumber),
    blockHash: parseBytes32(String(log.blockHash)),
    transactionHash: parseBytes32(String(log.transactionHash)),
    logIndex: Number(log.logIndex)
  }
}

function bodyOf(contracts: ContractAddresses, log: Log): EventBody | undefined {
  const from = log.address.toLowerCase()
  if (from === contracts.members.toLowerCase()) return memberEvent(log)
  if (from === contracts.assets.toLowerCase()) return assetEvent(log)
  if (from === contracts.studies.toLowerCase()) return studyEvent(log)
  return undefined
}

function memberEvent({ data, topics }: Log): EventBody {
  const { eventName, args } = decodeEventLog({ abi: membersAbi, data, topics })
  const member = parseMemberId(args.member)
  if (eventName === 'MemberLeft') return { kind: eventName, member }
  const nodeKey = parseBytes32(args.nodeKey)
  return { kind: eventName, member, nodeKey, profile: parseBytes32(args.profile) }
}

function assetEvent({ data, topics }: Log): EventBody | undefined {
  const { eventName, args } = decodeEventLog({ abi: assetsAbi, data, topics })
  if (eventName === 'AssetRevoked') return { kind: eventName, asset: parseAssetId(args.asset) }
  if (eventName === 'Transfer') {
    const asset = parseAssetId(args.tokenId)
    return { kind: 'AssetTransferred', asset, to: parseMemberId(args.to) }
  }
  if (eventName !== 'AssetRegistered') return undefined
  return {
    kind: eventName,
    asset: parseAssetId(args.asset),
    owner: parseMemberId(args.owner),
    assetKind: assetKinds[args.kind]!,
    commitment: parseBytes32(args.commitment),
    terms: parseBytes32(args.terms),
    parents: args.parents.map(({ asset, bps }) => ({ asset: parseAssetId(asset), bps }))
  }
}

function studyEvent({ data, topics }: Log): EventBody | undefined {
  const { eventName, args } = decodeEventLog({ abi: studiesAbi, data, topics })
  if (eventName === 'EIP712DomainChanged') return undefined
  const study = parseStudyId(args.study)
  switch (eventName) {
    case 'StudyProposed': {
      const proposer = parseMemberId(args.proposer)
      return { kind: eventName, study, proposer, proposal: proposalOf(args.proposal) }
    }
    case 'StudyJoined':
      return {
        kind: eventName,
        study,
        member: parseMemberId(args.member),
        index: Number(args.index),
        dataset: parseAssetId(args.dataset),
        nodeKey: parseBytes32(args.nodeKey)
      }
    case 'StudyLeft': {
      const moved = BigInt(args.movedMember) === 0n ? undefined : parseMemberId(args.movedMember)
      const movedTo = Number(args.movedToIndex)
      return { kind: eventName, study, member: parseMemberId(args.member), moved, movedTo }
    }
    case 'StudyStarted': {
      const roundDueAt = parseUnixSeconds(args.roundDueAt)
      return { kind: eventName, study, memberCount: Number(args.memberCount), roundDueAt }
    }
    case 'RoundFinal':
      return {
        kind: eventName,
        study,
        round: args.round,
        epoch: args.epoch,
        previousModel: parseBytes32(args.previousModel),
        model: parseBytes32(args.model),
        transcript: parseBytes32(args.transcript),
        survivors: args.survivors,
        signers: args.signers,
        nextRoundDueAt: parseUnixSeconds(args.nextRoundDueAt)
      }
    case 'RoundSkipped': {
      const { round, epoch } = args
      return { kind: eventName, study, round, epoch, roundDueAt: parseUnixSeconds(args.roundDueAt) }
    }
    case 'StudyClosed': {
      const model = parseBytes32(args.model)
      return { kind: eventName, study, asset: parseAssetId(args.asset), model }
    }
    case 'StudyCancelled':
      return { kind: eventName, study, by: parseMemberId(args.by) }
  }
}

/** A proposal as the contract gives it, in our units. */
export function proposalOf(proposal: {
  readonly terms: Hex
  readonly invited: Hex
  readonly rounds: number
  readonly cohortMin: number
  readonly membersMax: number
  readonly skipsMax: number
  readonly joinBy: bigint
  readonly roundSeconds: number
}): StudyProposal {
  const { rounds, cohortMin, membersMax, skipsMax, roundSeconds } = proposal
  return {
    terms: parseBytes32(proposal.terms),
    invited: parseBytes32(proposal.invited),
    rounds,
    cohortMin,
    membersMax,
    skipsMax,
    joinBy: parseUnixSeconds(proposal.joinBy),
    roundSeconds
  }
}
