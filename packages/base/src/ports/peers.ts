/**
 * Other members' nodes. An implementation authenticates whoever it talks to: a `MemberId` given to
 * a handler has proven that it holds the node key that the ledger names for that member.
 */
import type { Payload } from '../bytes.ts'
import type { Cid } from '../cid.ts'
import type { MemberId } from '../units.ts'
import type { BlobStore } from './blob-store.ts'

/** A question that another node asked. */
export type PeerRequest = {
  readonly from: MemberId
  readonly body: Uint8Array<ArrayBuffer>
  readonly signal: AbortSignal
}

/** Bounds on what one topic accepts from one peer. */
export type TopicLimits = {
  readonly requestBytesMax: number
  readonly requestsPerMinuteMax: number
}

/** Requests, gossip and content between members. */
export type Peers = {
  readonly self: MemberId
  /**
   * Asks one member and waits for its answer.
   * @throws {CommonholdError} `NETWORK_UNREACHABLE`, `NETWORK_TIMEOUT`, `NETWORK_TOO_LARGE`, or
   * `NETWORK_REFUSED` with the other side's code in `details.peerCode`
   */
  request(
    to: MemberId,
    topic: string,
    body: Payload,
    options: {
      readonly timeoutMs: number
      readonly responseBytesMax: number
      readonly signal?: AbortSignal
    }
  ): Promise<Uint8Array<ArrayBuffer>>
  /** Answers requests on `topic`. Throwing a CommonholdError refuses with its code. */
  handle(
    topic: string,
    limits: TopicLimits,
    answer: (request: PeerRequest) => Promise<Uint8Array>
  ): void
  /** Tells everyone who listens; best effort. */
  publish(topic: string, body: Uint8Array): Promise<void>
  /** Hears what members tell. Content is from `from`, proven by signature. */
  subscribe(
    topic: string,
    limits: TopicLimits,
    hear: (message: { readonly from: MemberId; readonly body: Uint8Array }) => void
  ): void
  /** Brings content into `store` from the first of `from` that has it; verified, resumable. */
  fetch(
    cid: Cid,
    options: {
      readonly from: readonly MemberId[]
      readonly store: BlobStore
      readonly bytesMax: number
      readonly timeoutMs: number
      readonly signal?: AbortSignal
    }
  ): Promise<{ readonly sizeBytes: number; readonly via: 'store' | 'http' | 'stream' }>
  /** Members reachable now. */
  connected(): readonly MemberId[]
}
