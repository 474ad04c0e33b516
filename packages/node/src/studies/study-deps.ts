/** What the runner of a study needs of its node. */
import type {
  BlobStore,
  Clock,
  Crypto,
  Disk,
  Log,
  MemberId,
  Peers,
  Random,
  Secret,
  StudyId
} from '@commonhold/base'
import type { ColumnKind, Dataset } from '@commonhold/learning/dataset/dataset'
import type { LearningPlan } from '@commonhold/learning/federation/learning-plan'
import type {
  Contribution,
  PrivateState,
  SharedMetrics
} from '@commonhold/learning/federation/stage'
import type {
  Ledger,
  RoundOpening,
  RoundRecord,
  SealedTerms,
  StudyRecord
} from '@commonhold/protocol'
import type { StudyEvent } from './study-events.ts'

/** The ledger as this node has followed it. */
export type LedgerView = {
  studyOf(study: StudyId): StudyRecord | undefined
  roundsOf(study: StudyId): readonly RoundRecord[]
  /** Calls back after every change, until the signal is aborted. */
  onChange(wake: () => void, signal: AbortSignal): void
  /** Follows to the ledger's head of now, without waiting for the next look at it. */
  follow(): Promise<void>
}

/** The world, for studies. */
export type StudyDeps = {
  readonly crypto: Crypto
  readonly random: Random
  readonly disk: Disk
  readonly clock: Clock
  readonly log: Log
  readonly store: BlobStore
  readonly peers: Pick<Peers, 'self' | 'request' | 'fetch'>
  readonly ledger: Ledger
  readonly view: LedgerView
  readonly nodeKey: Secret<Uint8Array>
  /** A folder for all studies' private files. */
  readonly folder: string
  /** The fewest members of a sum that the owner lets this node open. */
  readonly cohortMin: number
  readonly emit: (event: StudyEvent) => void
  /** Sees each plain vector and its metrics before masking: the transport's tap looks for both. */
  readonly onPlainVector?: (
    vector: Uint32Array<ArrayBuffer>,
    opening: RoundOpening,
    metrics: SharedMetrics | undefined
  ) => void
}

/** One stage of a study, to be computed from this node's own table. */
export type TrainingTask = {
  /** The stage's place in the plan. */
  readonly index: number
  /** The artefact of the stage before. */
  readonly previous: Uint8Array<ArrayBuffer> | undefined
  readonly state: PrivateState
  /** 32 bytes that all members share for this opening. */
  readonly seed: Uint8Array
}

/** Computes a member's contributions where this node's event loop does not wait for them. */
export type Trainer = {
  /** @throws {CommonholdError} what the stage throws */
  contribute(task: TrainingTask): Promise<Contribution>
}

/** One study that this node takes part in. */
export type OwnStudy = {
  readonly study: StudyId
  readonly sealed: SealedTerms
  readonly plan: LearningPlan
  readDataset(kinds: ReadonlyMap<string, ColumnKind>): Promise<Dataset>
  /** Where this is absent, contributions are computed here, from `readDataset`. */
  readonly trainer?: Trainer
}

/** Members of a study other than this one. */
export function othersOf(record: StudyRecord, self: MemberId): readonly MemberId[] {
  return record.members.flatMap(({ member }) => (member === self ? [] : [member]))
}
