/** What an aggregator has gathered of an attempt: documents, parcels, signatures. */
import type { Bytes32, Cid, Hex, MemberId } from '@commonhold/base'
import { maskGraph } from '@commonhold/learning/masking/mask-graph'
import type { MaskGraph } from '@commonhold/learning/masking/masking'
import {
  type Purpose,
  type RoundContext,
  roundSeed,
  type Signed,
  type Transcript
} from '@commonhold/protocol'
import type { MemberDeps } from './member-attempt.ts'
import type { MemberRound } from './member-round.ts'
import type { OpenRound, RoundDeps, RoundProgress } from './open-round.ts'
import type { RoundAsk } from './round-messages.ts'

/** An attempt in progress: the documents gathered so far. */
export type Gathering = {
  readonly deps: MemberDeps
  readonly round: OpenRound
  readonly own: MemberRound
  readonly signal: AbortSignal
  readonly onProgress: (progress: RoundProgress) => void
  /** Changes when a locked attempt is taken over. */
  context: RoundContext
  /** The attempt whose aggregator this node is. */
  readonly turn: number
  readonly documents: { [P in Purpose]: Map<MemberId, Signed<P>> }
  readonly signatures: Map<MemberId, Hex>
  /** Of those who gave keys; and digests of sets, while no more documents are added to them. */
  graph: MaskGraph | undefined
  readonly digests: Map<Purpose, Bytes32>
  /** Parts of the parcels that were dealt, by digest. */
  readonly parcels: Map<Bytes32, Uint8Array<ArrayBuffer>>
  transcript: Transcript | undefined
  transcriptCid: Cid | undefined
  /** Shares of the attempt taken over that prove who cheated in it. */
  proof: Extract<RoundAsk, { kind: 'keys' }>['proof']
  /** Resolves when the transcript and what it names are on this node's disk. */
  kept: Promise<void>
}

/** Nothing gathered yet. */
export function beginGathering(
  deps: RoundDeps,
  own: MemberRound,
  turn: number,
  onProgress: (progress: RoundProgress) => void,
  signal: AbortSignal
): Gathering {
  const { round } = own
  return {
    deps: { ...deps, store: own.contents },
    round,
    own,
    signal,
    onProgress,
    context: { ...round.opening, attempt: turn },
    turn,
    documents: {
      keys: new Map(),
      shares: new Map(),
      masked: new Map(),
      survivors: new Map(),
      unmask: new Map()
    },
    signatures: new Map(),
    graph: undefined,
    digests: new Map(),
    parcels: new Map(),
    transcript: undefined,
    transcriptCid: undefined,
    proof: undefined,
    kept: Promise.resolve()
  }
}

/** The graph over everyone whose keys this attempt has; made once, when they are all here. */
export function graphOf(gathering: Gathering): MaskGraph {
  const { context, documents } = gathering
  gathering.graph ??= maskGraph([...documents.keys.keys()], roundSeed(context))
  return gathering.graph
}
