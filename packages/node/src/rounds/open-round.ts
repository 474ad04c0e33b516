/** What a node knows of the round that is open, and what it needs to take part. */
import type { BlobStore, Cid, Clock, Crypto, Log, Peers, Random, Secret } from '@commonhold/base'
import type { Stage, StageSummary } from '@commonhold/learning/federation/stage'
import type { Ledger, RoundOpening, StudyRecord, Terms } from '@commonhold/protocol'
import type { ReleaseLog } from './release-log.ts'

/** The world, for rounds. */
export type RoundDeps = {
  readonly crypto: Crypto
  readonly random: Random
  readonly clock: Clock
  readonly log: Log
  readonly store: BlobStore
  readonly peers: Pick<Peers, 'self' | 'request' | 'fetch'>
  readonly ledger: Pick<Ledger, 'domain' | 'signResult' | 'finalise'>
  /** Ed25519 private key. */
  readonly nodeKey: Secret<Uint8Array>
  readonly releases: ReleaseLog
}

/** One opening of a round, with this member's part in it. */
export type OpenRound = {
  readonly opening: RoundOpening
  readonly record: StudyRecord
  readonly terms: Terms
  readonly stage: Stage
  /** The higher of the terms' and the owner's own. */
  readonly cohortMin: number
  /** What computes this member's updates. */
  readonly engine: string
  /** This member's plain vector; computed once, and the same for every attempt. */
  contribution(): Promise<Uint32Array<ArrayBuffer>>
}

/** What a node tells of a round's progress. */
export type RoundProgress = {
  readonly attempt: number
  readonly phase: 'keys' | 'shares' | 'masked' | 'survivors' | 'unmask' | 'result'
}

/** What a participant found when it recomputed a round. */
export type RoundOutcome = {
  readonly summary: StageSummary
  /** What the sum came to: another sum has another one. */
  readonly model: Cid
  readonly vectorBytes: number
}

/** The name under which a round's contents are kept. */
export function keeperOf(opening: RoundOpening): string {
  return `study-${opening.study}-round-${opening.round}`
}
