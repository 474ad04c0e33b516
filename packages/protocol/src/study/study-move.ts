/**
 * What may happen to a study, what is told of it, and why it may be refused: the words of the study
 * machine, which are those of `IStudies` in the contracts.
 *
 * What the ledger finds out itself (is this account an active member, is that signature good) comes
 * with a move as a fact, so that the machine needs neither cryptography nor the other contracts.
 */
import type { AssetId, Bytes32, MemberId, StudyId, UnixSeconds } from '@commonhold/base'
import type { LineageParent, RoundResult, StudyProposal } from '../ledger/ledger.ts'

/** One call of the Studies contract, with the facts that it depends on. */
export type StudyMove =
  | {
      readonly kind: 'propose'
      readonly by: MemberId
      readonly isActiveMember: boolean
      readonly proposal: StudyProposal
    }
  | {
      readonly kind: 'join'
      readonly by: MemberId
      readonly isActiveMember: boolean
      readonly dataset: AssetId
      /** Registered as a dataset, not revoked, and owned by `by`. */
      readonly isOwnUsableDataset: boolean
      readonly terms: Bytes32
      /** The invitation proves `by` under the proposal's root. Unasked where the root is 0. */
      readonly isInvited: boolean
    }
  | { readonly kind: 'leave'; readonly by: MemberId }
  | { readonly kind: 'start'; readonly by: MemberId }
  | {
      readonly kind: 'finalise'
      readonly result: RoundResult
      /** Bit i is set where the member with index i signed. Below 2^256. */
      readonly signers: bigint
      /** One for each signature given: is it that of its signer, over `result`? By member index. */
      readonly areSignaturesValid: readonly boolean[]
    }
  | { readonly kind: 'skip' }
  | { readonly kind: 'cancel'; readonly by: MemberId }
  | {
      readonly kind: 'close'
      /** The number that the ledger gives to the model's asset. */
      readonly asset: AssetId
    }

/** What a move that went through tells: the contract's events. */
export type StudyEvent =
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
    }
  | {
      readonly kind: 'StudyLeft'
      readonly study: StudyId
      readonly member: MemberId
      /** The last member, which moved into the gap; undefined where the last one left. */
      readonly movedMember: MemberId | undefined
      readonly movedToIndex: number
    }
  | {
      readonly kind: 'StudyStarted'
      readonly study: StudyId
      readonly memberCount: number
      readonly roundDueAt: UnixSeconds
    }
  | (RoundResult & {
      readonly kind: 'RoundFinal'
      readonly signers: bigint
      /** 0 after the last round. */
      readonly nextRoundDueAt: UnixSeconds
    })
  | {
      readonly kind: 'RoundSkipped'
      readonly study: StudyId
      readonly round: number
      /** Of the new opening, as is `roundDueAt`. */
      readonly epoch: number
      readonly roundDueAt: UnixSeconds
    }
  | {
      readonly kind: 'StudyClosed'
      readonly study: StudyId
      readonly asset: AssetId
      readonly model: Bytes32
      readonly parents: readonly LineageParent[]
    }
  | { readonly kind: 'StudyCancelled'; readonly study: StudyId; readonly by: MemberId }

/** Why a move was refused: the name of the contract's error. */
export type StudyError =
  | 'StudiesWrongState'
  | 'StudiesBadProposal'
  | 'StudiesNotMember'
  | 'StudiesNotInvited'
  | 'StudiesAlreadyJoined'
  | 'StudiesNotJoined'
  | 'StudiesFull'
  | 'StudiesWrongTerms'
  | 'StudiesBadDataset'
  | 'StudiesJoiningOver'
  | 'StudiesJoiningOpen'
  | 'StudiesTooFew'
  | 'StudiesComplete'
  | 'StudiesWrongRound'
  | 'StudiesWrongEpoch'
  | 'StudiesWrongPrevious'
  | 'StudiesEmptyModel'
  | 'StudiesUnknownSurvivor'
  | 'StudiesNoQuorum'
  | 'StudiesWrongSignatureCount'
  | 'StudiesBadSignature'
  | 'StudiesNotDue'
  | 'StudiesNotComplete'
  | 'StudiesMayNotCancel'
