/**
 * Which contents somebody still needs, on disk: one file an owner, replaced as a whole by an
 * atomic rename, so that a crash leaves the old set or the new one. Owners are few (studies,
 * assets), sets are at most some thousand ids.
 */
import { join } from 'node:path'
import {
  type Cid,
  type Crypto,
  type Disk,
  decodeCanonical,
  encodeCanonical,
  parseCid,
  toHex,
  utf8
} from '@commonhold/base'
import { networkError } from '../network-error.ts'
import { writeDurably } from './write-durably.ts'

const fileBytesMax = 64 * 1024 * 1024

/** Sets of content ids by owner. */
export type KeepSets = {
  /** Replaces the owner's set; an empty one removes the owner. */
  set(owner: string, cids: readonly Cid[]): Promise<void>
  /** Everything that anybody keeps. */
  kept(): ReadonlySet<Cid>
}

/**
 * Reads the sets in `folder`, which it makes where it is missing.
 * @throws {CommonholdError} `NETWORK_BLOB_DAMAGED` where a set cannot be read: without it garbage
 * collection would remove what is needed
 */
export async function openKeepSets(
  disk: Disk,
  folder: string,
  crypto: Pick<Crypto, 'sha256'>
): Promise<KeepSets> {
  await disk.makeFolder(folder)
  const byFile = new Map<string, readonly Cid[]>()
  for (const file of await disk.list(folder)) {
    const path = join(folder, file)
    if (file.endsWith('.json')) byFile.set(file, parseSet(await readSet(disk, path), file))
    else await disk.remove(path)
  }
  // What an earlier process kept, and died before the set's name was durable, stays kept.
  if (byFile.size > 0) await disk.syncFolder(folder)
  let last: Promise<void> = Promise.resolve()
  const replace = async (owner: string, cids: readonly Cid[]): Promise<void> => {
    const file = `${toHex(crypto.sha256(utf8(owner))).slice(2)}.json`
    if (cids.length === 0) {
      byFile.delete(file)
      await disk.remove(join(folder, file))
      return
    }
    const before = byFile.get(file) ?? []
    byFile.set(file, [...before, ...cids])
    const bytes = encodeCanonical({ owner, cids: [...cids] })
    await writeDurably(disk, { folder, name: file }, bytes)
    byFile.set(file, [...cids])
  }
  const sets: KeepSets = {
    set(owner, cids) {
      const done = last.then(() => replace(owner, cids))
      last = done.catch(() => {})
      return done
    },
    kept() {
      return new Set([...byFile.values()].flat())
    }
  }
  return sets
}

async function readSet(disk: Disk, path: string): Promise<Uint8Array> {
  const file = await disk.open(path, 'read')
  try {
    const bytes = new Uint8Array(Math.min(await file.sizeBytes(), fileBytesMax + 1))
    let position = 0
    while (position < bytes.length) {
      const count = await file.read(bytes.subarray(position), position)
      if (count === 0) break
      position += count
    }
    return bytes.subarray(0, position)
  } finally {
    await file.close()
  }
}

function parseSet(bytes: Uint8Array, file: string): readonly Cid[] {
  try {
    const document = decodeCanonical(bytes, fileBytesMax) as { readonly cids: readonly string[] }
    return document.cids.map(parseCid)
  } catch (cause) {
    throw networkError('NETWORK_BLOB_DAMAGED', `The keep set ${file} cannot be read.`, { cause })
  }
}
