/**
 * The ledger port: what any part may ask of the chain, in the network's own words.
 *
 * Implemented over JSON-RPC in `contracts`, and in memory for tests and simulation. One suite
 * (`ledger.suite.ts`) holds every implementation to the same behaviour.
 */
import type { AssetId, Bytes32, Hex, MemberId, StudyId, UnixSeconds } from '@commonhold/base'

/** A member as the ledger knows it. */
export type MemberRecord = {
  readonly member: MemberId
  readonly active: boolean
  readonly joinedAt: UnixSeconds
  /** Ed25519 public key of the member's node. */
  readonly nodeKey: Bytes32
  /** SHA-256 digest of the profile document. */
  readonly profile: Bytes32
}

/** What an asset is. The order is the contract's. */
export const assetKinds = ['dataset', 'model', 'algorithm', 'service', 'content'] as const
export type AssetKind = (typeof assetKinds)[number]

/** Where an asset came from, and that parent's share of its revenue. */
export type LineageParent = { readonly asset: AssetId; readonly bps: number }

/** An asset as the ledger knows it. */
export type AssetRecord = {
  readonly asset: AssetId
  readonly owner: MemberId
  readonly kind: AssetKind
  readonly revoked: boolean
  readonly registeredAt: UnixSeconds
  readonly commitment: Bytes32
  readonly terms: Bytes32
  readonly parents: readonly LineageParent[]
}

/** States of a study, in the contract's order. */
export const studyStates = ['unknown', 'proposed', 'running', 'closed', 'cancelled'] as const
export type StudyState = (typeof studyStates)[number]

/** What a proposer fixes on the ledger. See `IStudies.Proposal` for ranges. */
export type StudyProposal = {
  readonly terms: Bytes32
  /** Merkle root of the invited accounts; zero for any member. */
  readonly invited: Bytes32
  readonly rounds: number
  readonly cohortMin: number
  readonly membersMax: number
  readonly skipsMax: number
  readonly joinBy: UnixSeconds
  readonly roundSeconds: number
}

/** A study as the ledger knows it. */
export type StudyRecord = {
  readonly study: StudyId
  readonly state: StudyState
  readonly proposer: MemberId
  readonly proposal: StudyProposal
  /** By index: bit i of a survivors set is `members[i]`. Node keys are as of joining. */
  readonly members: readonly StudyMember[]
  readonly round: number
  readonly skips: number
  readonly epoch: number
  readonly roundDueAt: UnixSeconds
  readonly model: Bytes32
  readonly asset: AssetId | undefined
}

/** A member's place in a study. */
export type StudyMember = {
  readonly member: MemberId
  readonly dataset: AssetId
  readonly nodeKey: Bytes32
}

/** What the survivors of a round sign (EIP-712). */
export type RoundResult = {
  readonly study: StudyId
  readonly round: number
  readonly epoch: number
  readonly previousModel: Bytes32
  readonly model: Bytes32
  readonly transcript: Bytes32
  /** Bit i is set where the member with index i survived. */
  readonly survivors: bigint
}

/** A final round, as its event told it. */
export type RoundRecord = RoundResult & {
  readonly signers: bigint
  readonly blockNumber: number
  readonly blockHash: Bytes32
  readonly transactionHash: Bytes32
}

/** The proof that a change was written. */
export type LedgerReceipt = {
  readonly transactionHash: Bytes32
  readonly blockNumber: number
  readonly blockHash: Bytes32
  readonly gasUsed: number
}

/** The domain that every signature is bound to. */
export type LedgerDomain = {
  readonly chainId: number
  /** The Studies contract. */
  readonly studies: Hex
}

/**
 * Errors of every method: `LEDGER_UNREACHABLE` (retryable), `LEDGER_REVERTED` with the contract's
 * error name in `details.revert`, `LEDGER_TIMEOUT` (retryable), `LEDGER_NO_FUNDS`.
 */
export type Ledger = {
  readonly self: MemberId
  readonly domain: LedgerDomain
  block(): Promise<{ readonly number: number; readonly hash: Bytes32; readonly at: UnixSeconds }>

  memberOf(member: MemberId): Promise<MemberRecord | undefined>
  assetOf(asset: AssetId): Promise<AssetRecord | undefined>
  studyOf(study: StudyId): Promise<StudyRecord | undefined>
  studyCount(): Promise<number>
  /** Final rounds of a study, in order. */
  roundsOf(study: StudyId): Promise<readonly RoundRecord[]>
  /** The signatures that made a round final, by member index, as its transaction carries them. */
  signaturesOf(round: RoundRecord): Promise<ReadonlyMap<number, Hex>>
  /** The latest `MemberJoined` and `MemberUpdated` of every active member. */
  members(): Promise<readonly MemberRecord[]>

  join(nodeKey: Bytes32, profile: Bytes32): Promise<LedgerReceipt>
  update(nodeKey: Bytes32, profile: Bytes32): Promise<LedgerReceipt>
  leave(): Promise<LedgerReceipt>
  register(options: {
    readonly kind: AssetKind
    readonly commitment: Bytes32
    readonly terms: Bytes32
    readonly parents: readonly LineageParent[]
  }): Promise<LedgerReceipt & { readonly asset: AssetId }>
  revoke(asset: AssetId): Promise<LedgerReceipt>
  propose(proposal: StudyProposal): Promise<LedgerReceipt & { readonly study: StudyId }>
  joinStudy(options: {
    readonly study: StudyId
    readonly dataset: AssetId
    readonly terms: Bytes32
    readonly invitation: readonly Bytes32[]
  }): Promise<LedgerReceipt>
  leaveStudy(study: StudyId): Promise<LedgerReceipt>
  /** Its proposer once enough have joined; anybody after `joinBy`, or when it is full. */
  start(study: StudyId): Promise<LedgerReceipt>
  finalise(
    result: RoundResult,
    /** By member index; only of survivors. */
    signatures: ReadonlyMap<number, Hex>
  ): Promise<LedgerReceipt>
  skip(study: StudyId): Promise<LedgerReceipt>
  cancel(study: StudyId): Promise<LedgerReceipt>
  close(study: StudyId): Promise<LedgerReceipt & { readonly asset: AssetId }>

  /** This member's EIP-712 signature over a round result: 65 bytes. */
  signResult(result: RoundResult): Promise<Hex>
  /** Calls `wake` soon after any new block, until the signal is aborted. */
  onBlock(wake: () => void, signal: AbortSignal): void
}
