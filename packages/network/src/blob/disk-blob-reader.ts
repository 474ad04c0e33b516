/**
 * Reading content from disk. A reading of the whole is hashed as it passes (about 1 ms a
 * megabyte), and one that does not match removes the file: the store never keeps what it knows to
 * be wrong.
 */
import {
  asCommonholdError,
  type BlobStore,
  type Cid,
  type Crypto,
  cidOfDigest,
  concatBytes,
  type Disk,
  type DiskFile
} from '@commonhold/base'
import { networkError } from '../network-error.ts'
import type { BlobEntry, BlobPaths } from './disk-blob-store.ts'

const pieceBytes = 256 * 1024

/** The reading half of a store. */
export function createBlobReader(store: {
  readonly disk: Disk
  readonly paths: BlobPaths
  readonly index: ReadonlyMap<Cid, BlobEntry>
  readonly crypto: Pick<Crypto, 'openSha256'>
  remove(cid: Cid): Promise<void>
}): Pick<BlobStore, 'get' | 'read'> {
  const { paths, index } = store
  const damaged = async (cid: Cid, why: string): Promise<never> => {
    await store.remove(cid)
    throw networkError('NETWORK_BLOB_DAMAGED', `Content ${cid} is damaged: ${why}.`)
  }

  async function* read(cid: Cid, range: { offset?: number; length?: number } = {}) {
    const entry = index.get(cid)
    if (entry === undefined) throw noSuchBlob(cid)
    const offset = Math.min(range.offset ?? 0, entry.sizeBytes)
    const end = Math.min(offset + (range.length ?? entry.sizeBytes), entry.sizeBytes)
    const isWhole = offset === 0 && end === entry.sizeBytes
    const hasher = isWhole ? store.crypto.openSha256() : undefined
    const file = await openContent(store.disk, paths.of(cid))
    if (file === undefined) return damaged(cid, 'its file is missing')
    try {
      for (let position = offset; position < end; ) {
        const piece = new Uint8Array(Math.min(pieceBytes, end - position))
        const bytesRead = await file.read(piece, position)
        if (bytesRead === 0) return damaged(cid, 'its file is too short')
        const filled = bytesRead === piece.length ? piece : piece.slice(0, bytesRead)
        position += bytesRead
        hasher?.update(filled)
        const isLast = position === end
        if (isLast && hasher !== undefined && cidOfDigest(hasher.digest()) !== cid) {
          return damaged(cid, 'its hash differs')
        }
        yield filled
      }
    } finally {
      await file.close()
    }
  }

  return {
    read,
    async get(cid, { bytesMax }) {
      const sizeBytes = index.get(cid)?.sizeBytes
      if (sizeBytes === undefined) throw noSuchBlob(cid)
      if (sizeBytes > bytesMax) throw blobTooLarge(cid, bytesMax)
      const pieces: Uint8Array[] = []
      for await (const piece of read(cid)) pieces.push(piece)
      return concatBytes(...pieces)
    }
  }
}

async function openContent(disk: Disk, path: string): Promise<DiskFile | undefined> {
  try {
    return await disk.open(path, 'read')
  } catch (cause) {
    if (asCommonholdError(cause).code === 'PLATFORM_NO_SUCH_FILE') return undefined
    throw networkError('NETWORK_BLOB_DAMAGED', `The file ${path} cannot be opened.`, { cause })
  }
}

/** The store has not got it. */
export function noSuchBlob(cid: Cid) {
  return networkError('NETWORK_NO_SUCH_BLOB', `Content ${cid} is not in the store.`)
}

/** It is, or would become, larger than the caller allows. */
export function blobTooLarge(cid: Cid | undefined, bytesMax: number) {
  const name = cid === undefined ? 'Content' : `Content ${cid}`
  const details = { cid, bytesMax }
  return networkError('NETWORK_BLOB_TOO_LARGE', `${name} is over ${bytesMax} bytes.`, { details })
}
