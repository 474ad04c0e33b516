/**
 * Content on disk, one file an id, in 1,024 folders by the id's last two characters.
 *
 * Content is hashed while it is written to a file of its own and becomes visible by an atomic
 * rename after a flush, so what is visible was whole and right when it was written. Disks forget:
 * whoever reads a content from its first byte to its last has it hashed again on the way, and
 * damaged content is removed, so that it can be fetched once more. One process owns the folder.
 * An index of sizes is held in memory: about 200 bytes a content.
 */
import { join } from 'node:path'
import {
  type BlobStore,
  type Cid,
  type Clock,
  type Crypto,
  type Disk,
  parseCid
} from '@commonhold/base'
import { hasCode, networkError } from '../network-error.ts'
import { createBlobReader } from './disk-blob-reader.ts'
import { openDiskBlobWriter } from './disk-blob-writer.ts'
import { openKeepSets } from './keep-sets.ts'
import { createSpaceBudget } from './space-budget.ts'

/** What the store needs to know of each content. */
export type BlobEntry = { readonly sizeBytes: number; writtenAtMs: number }

/** A store on disk, and what only a disk needs. */
export type DiskBlobStore = BlobStore & {
  /** Reads everything and removes what is damaged. Answers the ids removed. */
  verify(): Promise<readonly Cid[]>
  /** Bytes of all contents and unfinished writers. */
  usedBytes(): number
  close(): Promise<void>
}

/** How to open a store. */
export type DiskBlobStoreOptions = {
  readonly folder: string
  readonly disk: Disk
  readonly crypto: Pick<Crypto, 'sha256' | 'openSha256'>
  readonly clock: Pick<Clock, 'nowMs'>
  /** `bytesMax`: of all contents together. */
  readonly limits: { readonly bytesMax: number }
}

const staleMs = 7 * 24 * 3600 * 1000

/**
 * Opens the store in `folder`, which it makes where it is missing; removes what a crash left over.
 * @throws {CommonholdError} `NETWORK_BLOB_DAMAGED` where a set of kept ids cannot be read
 */
export async function openDiskBlobStore(options: DiskBlobStoreOptions): Promise<DiskBlobStore> {
  const { folder, disk, crypto, clock } = options
  const paths = pathsOf(folder)
  await Promise.all([paths.content, paths.partial].map((path) => disk.makeFolder(path)))
  const keeps = await openKeepSets(disk, join(folder, 'keeps'), crypto)
  const index = await readIndex(disk, paths.content, clock.nowMs())
  const partialBytes = await cleanPartials(disk, paths.partial, clock.nowMs())
  const space = createSpaceBudget(options.limits.bytesMax, partialBytes + sumOfSizes(index))
  let isClosed = false

  const remove = async (cid: Cid): Promise<void> => {
    const entry = index.get(cid)
    if (entry === undefined) return
    index.delete(cid)
    await disk.remove(paths.of(cid))
    space.release(entry.sizeBytes)
  }
  const touch = async (cid: Cid): Promise<boolean> => {
    const entry = index.get(cid)
    if (entry === undefined) return false
    entry.writtenAtMs = clock.nowMs()
    await disk.touch(paths.of(cid), entry.writtenAtMs)
    return true
  }
  const reader = createBlobReader({ disk, paths, index, crypto, remove })
  const busy = new Set<string>()

  const store: DiskBlobStore = {
    ...reader,
    async has(cid) {
      return index.has(cid)
    },
    async size(cid) {
      return index.get(cid)?.sizeBytes
    },
    async put(bytes) {
      const writer = await store.openWriter({ bytesMax: bytes.length })
      try {
        await writer.write(bytes)
        return (await writer.finish()).cid
      } catch (cause) {
        await writer.discard()
        throw cause
      }
    },
    async openWriter(writing) {
      if (isClosed) throw networkError('NETWORK_CLOSED', 'The content store is closed.')
      const parts = { disk, paths, index, space, busy, crypto, clock, touch }
      return openDiskBlobWriter({ ...writing, ...parts })
    },
    keep: keeps.set,
    async collectGarbage({ graceMs }) {
      const before = clock.nowMs() - graceMs
      return removeLoose(index, keeps.kept(), before, remove)
    },
    async verify() {
      return removeDamaged(reader, [...index.keys()])
    },
    usedBytes: space.usedBytes,
    async close() {
      isClosed = true
    }
  }
  return store
}

/** Where things lie within the store's folder. */
export type BlobPaths = {
  readonly content: string
  readonly partial: string
  /** The folder of a content. */
  folderOf(cid: Cid): string
  of(cid: Cid): string
}

function pathsOf(folder: string): BlobPaths {
  const content = join(folder, 'content')
  const folderOf = (cid: Cid) => join(content, cid.slice(-2))
  return {
    content,
    partial: join(folder, 'partial'),
    folderOf,
    of: (cid) => join(folderOf(cid), cid)
  }
}

/** A name that was given longer ago is durable, whatever became of who gave it. */
const durableAfterMs = 24 * 60 * 60 * 1000

/**
 * What is there. An earlier process may have died after it gave a content its name, and before the
 * name was durable: nobody may rely on one that a loss of power would take back.
 */
async function readIndex(disk: Disk, content: string, nowMs: number): Promise<Map<Cid, BlobEntry>> {
  const index = new Map<Cid, BlobEntry>()
  for (const shard of await disk.list(content)) {
    let isFresh = false
    for (const name of await disk.list(join(content, shard))) {
      const found = await disk.stat(join(content, shard, name))
      if (found === undefined) continue
      index.set(parseCid(name), { sizeBytes: found.sizeBytes, writtenAtMs: found.changedAtMs })
      isFresh ||= found.changedAtMs > nowMs - durableAfterMs
    }
    if (isFresh) await disk.syncFolder(join(content, shard))
  }
  return index
}

/** Removes what nobody can resume, or did not for a week. Answers the bytes left. */
async function cleanPartials(disk: Disk, partial: string, nowMs: number): Promise<number> {
  let leftBytes = 0
  for (const name of await disk.list(partial)) {
    const path = join(partial, name)
    const found = await disk.stat(path)
    if (found === undefined) continue
    const isStale = nowMs - found.changedAtMs > staleMs
    if (name.endsWith('.tmp') || isStale) await disk.remove(path)
    else leftBytes += found.sizeBytes
  }
  return leftBytes
}

/** Removes what nobody keeps and was written before. Answers the bytes freed. */
async function removeLoose(
  index: ReadonlyMap<Cid, BlobEntry>,
  kept: ReadonlySet<Cid>,
  beforeMs: number,
  remove: (cid: Cid) => Promise<void>
): Promise<number> {
  let freedBytes = 0
  for (const [cid, entry] of [...index]) {
    if (kept.has(cid) || entry.writtenAtMs > beforeMs) continue
    freedBytes += entry.sizeBytes
    await remove(cid)
  }
  return freedBytes
}

/** Reads everything, which removes what is damaged. */
async function removeDamaged(reader: Pick<BlobStore, 'read'>, cids: readonly Cid[]) {
  const removed: Cid[] = []
  for (const cid of cids) {
    try {
      for await (const _ of reader.read(cid));
    } catch (cause) {
      if (!hasCode(cause, 'NETWORK_BLOB_DAMAGED')) throw cause
      removed.push(cid)
    }
  }
  return removed
}

function sumOfSizes(index: ReadonlyMap<Cid, BlobEntry>): number {
  let bytes = 0
  for (const { sizeBytes } of index.values()) bytes += sizeBytes
  return bytes
}
