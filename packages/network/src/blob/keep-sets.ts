/**
 * Which contents somebody still needs, on disk: one file an owner, replaced as a whole by an
 * atomic rename, so that a crash leaves the old set or the new one. Owners are few (studies,
 * assets), sets are at most some thousand ids.
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Cid,
  type Crypto,
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
  folder: string,
  crypto: Pick<Crypto, 'sha256'>
): Promise<KeepSets> {
  await mkdir(folder, { recursive: true })
  const byFile = new Map<string, readonly Cid[]>()
  for (const file of await readdir(folder)) {
    if (file.endsWith('.json')) byFile.set(file, parseSet(await readFile(join(folder, file)), file))
    else await rm(join(folder, file), { force: true })
  }
  let last: Promise<void> = Promise.resolve()
  const replace = async (owner: string, cids: readonly Cid[]): Promise<void> => {
    const file = `${toHex(crypto.sha256(utf8(owner))).slice(2)}.json`
    if (cids.length === 0) {
      byFile.delete(file)
      await rm(join(folder, file), { force: true })
      return
    }
    const before = byFile.get(file) ?? []
    byFile.set(file, [...before, ...cids])
    await writeDurably(join(folder, file), encodeCanonical({ owner, cids: [...cids] }))
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

function parseSet(bytes: Uint8Array, file: string): readonly Cid[] {
  try {
    const document = decodeCanonical(bytes, fileBytesMax) as { readonly cids: readonly string[] }
    return document.cids.map(parseCid)
  } catch (cause) {
    throw networkError('NETWORK_BLOB_DAMAGED', `The keep set ${file} cannot be read.`, { cause })
  }
}
