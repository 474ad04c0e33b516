/** What a study's runner tells the node: the node turns it into events for people. */
import type { AssetId, MemberId, StudyId } from '@commonhold/base'
import type { SharedMetrics, StageKind, StageSummary } from '@commonhold/learning/federation/stage'
import type { RoundRecord } from '@commonhold/protocol'
import type { RoundProgress } from '../rounds/open-round.ts'

/** A final round, with what this node knows of it. */
export type FinalRound = {
  readonly record: RoundRecord
  readonly kind: StageKind
  readonly attempt: number
  readonly aggregator: MemberId
  readonly participants: readonly MemberId[]
  readonly survivors: readonly MemberId[]
  readonly summary: StageSummary
  /** The same metrics over this node's own rows alone; absent where it did not compute them. */
  readonly own?: SharedMetrics
  /** From the opening seen to the round seen final, in milliseconds; of this node's clock. */
  readonly durationMs: number | undefined
  /** Without the ledger: from the aggregator's first question to its last signature. */
  readonly protocolMs: number | undefined
  /** Bytes of a masked vector and of the transcript. */
  readonly vectorBytes: number
  readonly transcriptBytes: number
}

/** Something that happened in a study. */
export type StudyEvent =
  | ({ readonly kind: 'phase'; readonly study: StudyId; readonly round: number } & RoundProgress)
  | { readonly kind: 'final'; readonly study: StudyId; readonly final: FinalRound }
  | {
      readonly kind: 'skipped'
      readonly study: StudyId
      readonly round: number
      readonly epoch: number
    }
  | { readonly kind: 'closed'; readonly study: StudyId; readonly asset: AssetId | undefined }
  | { readonly kind: 'cancelled'; readonly study: StudyId }
  | {
      readonly kind: 'progress'
      readonly study: StudyId
      readonly round: number
      readonly text: string
    }
