/**
 * One round at a count of members, in this process: what a member and the aggregator spend. These
 * two run a node's whole code: keys, parcels, masks, signatures, certificate, release, transcript
 * and recomputation. The others are stand-ins, which say the same at a fraction of the cost; one in
 * twenty drops after it dealt. The wire, the disk and the ledger are not there.
 */
import type { MemberId } from '@commonhold/base'
import type { Stage } from '@commonhold/learning/federation/stage'
import { createMemoryBlobStore } from '@commonhold/network'
import { openRoundNetwork, sumTerms } from '@commonhold/node/rounds/testing/round-network'
import { sumStage } from '@commonhold/node/rounds/testing/sum-stage'
import { createManualClock, nodeCrypto } from '@commonhold/platform'
import { studyMembersMax, type Terms } from '@commonhold/protocol'
import { countRound, now, type Spent } from './counted-peers.ts'

/** 32-bit words of each member's vector: a second-order round over some thirty columns. */
export const vectorWords = 1024

/** What a round cost. Bytes are those of messages, before encryption and framing. */
export type RoundCost = {
  readonly members: number
  /** Who dealt and sent no vector. */
  readonly dropped: number
  readonly outcome: 'final' | 'failed'
  /** Where it failed, and why. */
  readonly why: string | undefined
  readonly member: Spent
  readonly aggregator: Spent
  readonly largestQuestionBytes: number
  readonly largestPhase: string
  /** The transcript, and what each member keeps of its release; 0 where there is none. */
  readonly transcriptBytes: number
  readonly evidenceBytes: number
  /** The most memory that this process had: aggregator, member and stand-ins. */
  readonly peakBytes: number
}

/**
 * Runs it. Above 256 members the round is whole but for its last signatures: what survivors sign
 * for the ledger names them by the bits of one word.
 *
 * @param members 3 to 1,000
 */
export async function measureRound(members: number): Promise<RoundCost> {
  const stage: Stage = { ...sumStage, shape: { length: vectorWords, wordsPerElement: 1 } }
  const plain = sumTerms(3)
  // Terms take no more; that more members than they name take part is for the ledger to refuse.
  const terms: Terms = { ...plain, cohort: { ...plain.cohort, max: studyMembersMax } }
  let watched: MemberId | undefined
  const dropped = new Set<MemberId>()
  const counts = countRound(
    () => watched,
    (member) => dropped.has(member)
  )
  const clock = createManualClock()
  const store = createMemoryBlobStore({ crypto: nodeCrypto, clock, limits: { bytesMax: 2 ** 36 } })
  const network = await openRoundNetwork({
    members,
    terms,
    stage,
    contribution: async (index) => Uint32Array.from({ length: vectorWords }, (_, at) => at * index),
    peers: counts.open,
    store
  })
  try {
    watched = network.aggregatorAt(1).member
    // The last in rank: neither who aggregates nor who is watched.
    for (let from = 1; from <= Math.floor(members / 20); from++) {
      dropped.add(network.aggregatorAt(members - from).member)
    }
    const before = now()
    const outcome = await network.aggregate(0)
    const after = now()
    const { releases } = network.aggregatorAt(1).deps
    const released = releases.find(network.record.model)
    const lost = network.lost.find(({ member }) => !dropped.has(member))
    const { bytes, phase, transcript } = counts.seen
    const { contents } = network.aggregatorAt(0).own
    return {
      members,
      dropped: dropped.size,
      outcome: outcome.kind,
      why: outcome.kind === 'final' ? undefined : `"${lost?.phase}": ${lost?.code}`,
      member: counts.spentBy(network.aggregatorAt(1).member),
      aggregator: {
        sentBytes: counts.all.receivedBytes,
        receivedBytes: counts.all.sentBytes,
        processorMs: after.processorMs - before.processorMs - counts.all.processorMs,
        wallMs: after.wallMs - before.wallMs - counts.all.wallMs
      },
      largestQuestionBytes: bytes,
      largestPhase: phase,
      transcriptBytes: transcript === undefined ? 0 : ((await contents.size(transcript)) ?? 0),
      evidenceBytes: released === undefined ? 0 : ((await store.size(released.evidence)) ?? 0),
      peakBytes: process.resourceUsage().maxRSS * 1024
    }
  } finally {
    await network.close()
  }
}
