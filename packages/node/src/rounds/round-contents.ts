/**
 * The contents of one opening of a round: the node's store, and before it a memory of small ones.
 *
 * A small round would spend more time on files than on cryptography if every member wrote every
 * other's vector when it comes. So small contents stay in memory until something rests on them:
 * with a release they go to disk together with its documents, and with a final round to the store.
 */
import { type BlobStore, type Cid, type Crypto, cidOfDigest } from '@commonhold/base'
import { inlineBytesMax } from './message-frame.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The node's store, with what is held in memory for the round. */
export type RoundContents = BlobStore & {
  /** Holds in memory those of `offered` that are `wanted`. Anything else is not looked at again. */
  take(offered: readonly Bytes[], wanted: Iterable<Cid>): void
  /** Takes content that this node made: small, into memory until `persist`; else to the store. */
  place(bytes: Bytes): Promise<Cid>
  /** What is held in memory of these. */
  held(cids: Iterable<Cid>): readonly Bytes[]
  /** Writes to the store what it lacks of these and memory holds. */
  persist(cids: Iterable<Cid>): Promise<void>
}

/** Bytes taken from others at most; beyond them the oldest go, and are fetched where needed. */
const takenBytesMax = 64 * 1024 * 1024

/** The largest content that waits in memory to be written. */
const placedBytesMax = 1024 * 1024

/** Holds nothing yet. */
export function createRoundContents(
  store: BlobStore,
  crypto: Pick<Crypto, 'sha256'>
): RoundContents {
  const taken = new Map<Cid, Bytes>()
  const placed = new Map<Cid, Bytes>()
  let takenBytes = 0
  const cidOf = (bytes: Bytes): Cid => cidOfDigest(crypto.sha256(bytes))
  const find = (cid: Cid): Bytes | undefined => placed.get(cid) ?? taken.get(cid)
  const add = (cid: Cid, bytes: Bytes): void => {
    taken.set(cid, bytes)
    takenBytes += bytes.length
    for (const [oldest, { length }] of taken) {
      if (takenBytes <= takenBytesMax) break
      taken.delete(oldest)
      takenBytes -= length
    }
  }
  return {
    take(offered, wanted) {
      const missing = new Set([...wanted].filter((cid) => find(cid) === undefined))
      for (const bytes of missing.size === 0 ? [] : offered) {
        const cid = cidOf(bytes)
        if (missing.delete(cid)) add(cid, bytes)
      }
    },
    async place(bytes) {
      if (bytes.length > placedBytesMax) return await store.put(bytes)
      const cid = cidOf(bytes)
      placed.set(cid, bytes)
      return cid
    },
    held: (cids) => [...cids].flatMap((cid) => find(cid) ?? []),
    async persist(cids) {
      await Promise.all(
        [...cids].map(async (cid) => {
          const bytes = find(cid)
          if (bytes !== undefined && !(await store.has(cid))) await store.put(bytes)
        })
      )
    },
    has: async (cid) => find(cid) !== undefined || (await store.has(cid)),
    size: async (cid) => find(cid)?.length ?? (await store.size(cid)),
    async get(cid, options) {
      const bytes = find(cid)
      return bytes !== undefined && bytes.length <= options.bytesMax
        ? bytes.slice()
        : await store.get(cid, options)
    },
    async *read(cid, range = {}) {
      const bytes = find(cid)
      if (bytes === undefined) return yield* store.read(cid, range)
      const { offset = 0, length = bytes.length } = range
      yield bytes.slice(offset, offset + length)
    },
    async put(bytes) {
      const cid = await store.put(bytes)
      if (bytes.length <= inlineBytesMax && find(cid) === undefined) add(cid, new Uint8Array(bytes))
      return cid
    },
    openWriter: (options) => store.openWriter(options),
    keep: (owner, cids) => store.keep(owner, cids),
    collectGarbage: (options) => store.collectGarbage(options)
  }
}
