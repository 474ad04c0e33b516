/**
 * What a round is, as everything signed or masked in it is bound to: chain, contract, study,
 * round, epoch, attempt and incoming model. A signature or mask for one is worth nothing in
 * another.
 */
import {
  type Bytes32,
  compareBytes,
  fromHex,
  type Hex,
  type MemberId,
  type StudyId
} from '@commonhold/base'
import { sha256 } from '@noble/hashes/sha2.js'
import type { LedgerDomain, StudyMember, StudyRecord } from '../ledger/ledger.ts'
import { hashTypedData } from '../ledger/typed-data.ts'

/** One opening of one round on the ledger. */
export type RoundOpening = {
  readonly domain: LedgerDomain
  readonly study: StudyId
  readonly round: number
  readonly epoch: number
  readonly previousModel: Bytes32
}

/** One try at an opening, by one aggregator. */
export type RoundContext = RoundOpening & { readonly attempt: number }

/** What a document is for. Part of what is signed. */
export type Purpose = 'keys' | 'shares' | 'masked' | 'survivors' | 'unmask'

const phaseType =
  'RoundDocument(string purpose,uint256 study,uint32 round,uint32 epoch,uint32 attempt,' +
  'bytes32 previousModel,address member,bytes32 body)'

const zeroAccount = `0x${'00'.repeat(20)}` as MemberId

/** The EIP-712 digest that a member's node key signs: 32 bytes. */
export function documentDigest(
  context: RoundContext,
  purpose: Purpose | 'binding',
  member: MemberId,
  body: Bytes32
): Uint8Array<ArrayBuffer> {
  const { domain, study, round, epoch, attempt, previousModel } = context
  const digest: Hex = hashTypedData({
    domain: {
      name: 'Commonhold',
      version: '1',
      chainId: domain.chainId,
      verifyingContract: domain.studies
    },
    type: phaseType,
    values: { purpose, study, round, epoch, attempt, previousModel, member, body }
  })
  return fromHex(digest)
}

/** All that `documentDigest` depends on, as one text; no two differ in the digest alone. */
export function wordsOfDocument(
  context: RoundContext,
  purpose: Purpose,
  member: MemberId,
  body: Bytes32
): string {
  const { domain, study, round, epoch, attempt, previousModel } = context
  const place = [domain.chainId, domain.studies, study, round, epoch, attempt, previousModel]
  return [...place, purpose, member, body].join(' ')
}

/** 32 bytes that stand for the attempt in masks and key derivation. */
export function roundBinding(context: RoundContext): Uint8Array<ArrayBuffer> {
  return documentDigest(context, 'binding', zeroAccount, context.previousModel)
}

/** 32 bytes that all members share for an opening: shuffles and graphs derive from them. */
export function roundSeed(opening: RoundOpening): Uint8Array<ArrayBuffer> {
  return roundBinding({ ...opening, attempt: 0 })
}

/** Whose turn each attempt is: attempt `a` belongs to entry `a` modulo the length. */
export function rankAggregators(
  opening: RoundOpening,
  members: readonly StudyMember[]
): readonly MemberId[] {
  const seed = roundSeed(opening)
  return members
    .map(({ member }) => {
      const rank = sha256(new Uint8Array([...seed, ...fromHex(member)]))
      return { member, rank }
    })
    .sort((left, right) => compareBytes(left.rank, right.rank))
    .map(({ member }) => member)
}

/** The aggregator of an attempt. */
export function aggregatorOf(context: RoundContext, members: readonly StudyMember[]): MemberId {
  const ranked = rankAggregators(context, members)
  return ranked[context.attempt % ranked.length]!
}

/** The opening that a running study waits on. */
export function openingOf(domain: LedgerDomain, study: StudyRecord): RoundOpening {
  return {
    domain,
    study: study.study,
    round: study.round,
    epoch: study.epoch,
    previousModel: study.model
  }
}

/** The set of members as the ledger writes it: bit i for the member with index i. */
export function survivorBits(
  members: readonly StudyMember[],
  survivors: readonly MemberId[]
): bigint {
  const chosen = new Set(survivors)
  return members.reduce(
    (bits, { member }, index) => (chosen.has(member) ? bits | (1n << BigInt(index)) : bits),
    0n
  )
}

/** The members whose bits are set, in the order of their index. */
export function membersOfBits(members: readonly StudyMember[], bits: bigint): readonly MemberId[] {
  return members.flatMap(({ member }, index) => ((bits >> BigInt(index)) & 1n ? [member] : []))
}

/** Whether `count` is more than two thirds of `whole`. */
export function isQuorum(count: number, whole: number): boolean {
  return 3 * count > 2 * whole
}
