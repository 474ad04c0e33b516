/** Content in memory, for tests and simulation: the same behaviour as on disk, and as forgetful. */
import {
  type BlobStore,
  type BlobWriter,
  type Cid,
  type Clock,
  type Crypto,
  cidOfDigest,
  concatBytes
} from '@commonhold/base'
import { networkError } from '../network-error.ts'
import { blobTooLarge, noSuchBlob } from './disk-blob-reader.ts'
import { createSpaceBudget, type SpaceBudget } from './space-budget.ts'

type Entry = { readonly bytes: Uint8Array<ArrayBuffer>; writtenAtMs: number }

type State = {
  readonly crypto: Pick<Crypto, 'sha256'>
  readonly clock: Pick<Clock, 'nowMs'>
  readonly space: SpaceBudget
  readonly entries: Map<Cid, Entry>
  readonly partials: Map<Cid, Uint8Array[]>
}

const pieceBytes = 256 * 1024

/** An empty store of at most `limits.bytesMax` bytes in all. */
export function createMemoryBlobStore(options: {
  readonly crypto: Pick<Crypto, 'sha256'>
  readonly clock: Pick<Clock, 'nowMs'>
  readonly limits: { readonly bytesMax: number }
}): BlobStore {
  const { crypto, clock } = options
  const space = createSpaceBudget(options.limits.bytesMax, 0)
  const state: State = { crypto, clock, space, entries: new Map(), partials: new Map() }
  const { entries } = state
  const keeps = new Map<string, ReadonlySet<Cid>>()
  const need = (cid: Cid): Entry => {
    const entry = entries.get(cid)
    if (entry === undefined) throw noSuchBlob(cid)
    return entry
  }

  const store: BlobStore = {
    async has(cid) {
      return entries.has(cid)
    },
    async size(cid) {
      return entries.get(cid)?.bytes.length
    },
    async get(cid, { bytesMax }) {
      const { bytes } = need(cid)
      if (bytes.length > bytesMax) throw blobTooLarge(cid, bytesMax)
      return bytes.slice()
    },
    async *read(cid, { offset = 0, length } = {}) {
      const { bytes } = need(cid)
      const end = Math.min(offset + (length ?? bytes.length), bytes.length)
      for (let from = offset; from < end; from += pieceBytes) {
        yield bytes.slice(from, Math.min(from + pieceBytes, end))
      }
    },
    async put(bytes) {
      const writer = openMemoryWriter(state, undefined, bytes.length)
      await writer.write(bytes)
      return (await writer.finish()).cid
    },
    async openWriter({ expected, bytesMax }) {
      return openMemoryWriter(state, expected, bytesMax)
    },
    async keep(owner, cids) {
      keeps.set(owner, new Set(cids))
    },
    async collectGarbage({ graceMs }) {
      const before = clock.nowMs() - graceMs
      let freedBytes = 0
      for (const [cid, { bytes, writtenAtMs }] of entries) {
        if (writtenAtMs > before || [...keeps.values()].some((set) => set.has(cid))) continue
        entries.delete(cid)
        space.release(bytes.length)
        freedBytes += bytes.length
      }
      return freedBytes
    }
  }
  return store
}

function openMemoryWriter(
  { crypto, clock, space, entries, partials }: State,
  expected: Cid | undefined,
  bytesMax: number
): BlobWriter {
  const parts = (expected === undefined ? undefined : partials.get(expected)) ?? []
  if (expected !== undefined) partials.delete(expected)
  let sizeBytes = parts.reduce((size, part) => size + part.length, 0)
  let isOpen = true
  const drop = (): void => {
    isOpen = false
    space.release(sizeBytes)
  }
  if (sizeBytes > bytesMax) {
    drop()
    throw blobTooLarge(expected, bytesMax)
  }
  const claimOpen = (): void => {
    if (!isOpen) throw networkError('NETWORK_CLOSED', 'The content writer has ended.')
  }
  return {
    get sizeBytes() {
      return sizeBytes
    },
    async write(chunk) {
      claimOpen()
      if (sizeBytes + chunk.length > bytesMax) throw blobTooLarge(expected, bytesMax)
      space.take(chunk.length)
      sizeBytes += chunk.length
      parts.push(new Uint8Array(chunk))
    },
    async finish() {
      claimOpen()
      const bytes = concatBytes(...parts)
      const cid = cidOfDigest(crypto.sha256(bytes))
      if (expected !== undefined && cid !== expected) {
        drop()
        const message = `The content has id ${cid}, not ${expected}.`
        throw networkError('NETWORK_BAD_CONTENT', message, { details: { cid, expected } })
      }
      if (entries.has(cid)) drop()
      isOpen = false
      entries.set(cid, { bytes, writtenAtMs: clock.nowMs() })
      return { cid, sizeBytes }
    },
    async abort() {
      if (!isOpen) return
      if (expected === undefined || partials.has(expected)) return drop()
      isOpen = false
      partials.set(expected, parts)
    },
    async discard() {
      if (isOpen) drop()
    }
  }
}
