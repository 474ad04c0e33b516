/** The port's `fetch`: one running fetch a content, and members who sent wrong bytes come last. */
import {
  asCommonholdError,
  type BlobStore,
  type Cid,
  type Clock,
  type Crypto,
  type Log,
  type MemberId,
  type Peers,
  type Random
} from '@commonhold/base'
import type { ArtefactSource } from '../artefact/artefact-source.ts'
import { createStreamSource } from '../artefact/artefact-stream.ts'
import { makeArtefactToken } from '../artefact/artefact-token.ts'
import { type FetchResult, fetchArtefact } from '../artefact/fetch-artefact.ts'
import { createHttpSource } from '../artefact/http-source.ts'
import type { Connector } from './connector.ts'
import { startDeadline } from './deadline.ts'
import { openChannel } from './request-client.ts'
import type { Tap } from './tap.ts'

const distrustMs = 600_000
/** Content this small costs less over a stream of a connection that is open than over HTTP. */
const smallBytesMax = 64 * 1024

type ContentOptions = {
  readonly self: MemberId
  readonly crypto: Pick<Crypto, 'sha256' | 'ed25519'>
  readonly random: Random
  readonly clock: Clock
  readonly log: Log
  readonly tap: Tap
  readonly stallMsMax: number
  readonly stopped: AbortSignal
  readonly connector: Connector
  nodeKey(): Uint8Array
  /** Empty where the member announces none. */
  urlOf(member: MemberId): string
}

/** @param options.stopped aborts when the node stops */
export function createContentFetcher(options: ContentOptions): Pick<Peers, 'fetch'> {
  const { self, clock, log, stallMsMax } = options
  const distrustedUntilMs = new Map<MemberId, number>()
  const running = new Map<BlobStore, Map<Cid, Promise<FetchResult>>>()
  const http = httpSourceOf(options)
  const stream = streamSourceOf(options)
  const isDistrusted = (member: MemberId): number =>
    (distrustedUntilMs.get(member) ?? 0) > clock.monotonicMs() ? 1 : 0

  const fetchNow = async (cid: Cid, fetching: Parameters<Peers['fetch']>[1]) => {
    const { store, bytesMax, timeoutMs } = fetching
    const caller = fetching.signal === undefined ? [] : [fetching.signal]
    const outer = AbortSignal.any([options.stopped, ...caller])
    const deadline = startDeadline(clock, timeoutMs, `Fetching ${cid}`, outer)
    const from = fetching.from.filter((member) => member !== self)
    from.sort((left, right) => isDistrusted(left) - isDistrusted(right))
    const { signal } = deadline
    const sourcesOf = (member: MemberId) =>
      bytesMax <= smallBytesMax && options.connector.isConnected(member)
        ? [stream, http]
        : [http, stream]
    try {
      const common = { cid, from, store, bytesMax, clock, log, stallMsMax, signal }
      return await fetchArtefact({
        ...common,
        sourcesOf,
        onBadContent(member) {
          log.warn('member sent wrong content', { member, cid })
          distrustedUntilMs.set(member, clock.monotonicMs() + distrustMs)
        }
      })
    } finally {
      deadline.end()
    }
  }
  return {
    async fetch(cid, fetching) {
      const ofStore = running.get(fetching.store) ?? new Map<Cid, Promise<FetchResult>>()
      running.set(fetching.store, ofStore)
      // Whoever comes second waits, then finds it in the store, or tries with its own arguments.
      for (let other = ofStore.get(cid); other !== undefined; other = ofStore.get(cid)) {
        await other.catch((cause) =>
          log.debug('another fetch failed', { cid, code: asCommonholdError(cause).code })
        )
      }
      const fetched = fetchNow(cid, fetching).finally(() => {
        ofStore.delete(cid)
        if (ofStore.size === 0) running.delete(fetching.store)
      })
      ofStore.set(cid, fetched)
      return fetched
    }
  }
}

function httpSourceOf(options: ContentOptions): ArtefactSource {
  const { self, crypto, random, clock } = options
  return createHttpSource({
    clock,
    urlOf: options.urlOf,
    token: (cid, audience) =>
      makeArtefactToken({
        crypto,
        random,
        nodeKey: options.nodeKey(),
        nowMs: clock.nowMs(),
        member: self,
        cid,
        audience
      })
  })
}

function streamSourceOf({ tap, connector }: ContentOptions): ArtefactSource {
  return createStreamSource({
    tap,
    openChannel: async (member, protocol, signal) =>
      openChannel(await connector.connectTo(member, signal), protocol, signal)
  })
}
