/**
 * Writing content to disk: hashed while it is written to `partial/`, flushed, then renamed to its
 * place. A writer for an expected id writes to a file with that id's name; aborted or cut off, the
 * file stays, and the next writer for the same id reads it once to take its hash up again.
 */
import { join } from 'node:path'
import {
  asCommonholdError,
  type BlobWriter,
  type Cid,
  type Clock,
  type Crypto,
  cidOfDigest,
  type Disk,
  type DiskFile,
  type Hasher
} from '@commonhold/base'
import { networkError } from '../network-error.ts'
import { blobTooLarge } from './disk-blob-reader.ts'
import type { BlobEntry, BlobPaths } from './disk-blob-store.ts'
import type { SpaceBudget } from './space-budget.ts'

const pieceBytes = 1024 * 1024

/** A store's inner parts, and what to write. */
export type DiskBlobWriterOptions = {
  readonly expected?: Cid
  readonly bytesMax: number
  readonly disk: Disk
  readonly paths: BlobPaths
  readonly index: Map<Cid, BlobEntry>
  readonly space: SpaceBudget
  /** Names of partial files in use. */
  readonly busy: Set<string>
  readonly crypto: Pick<Crypto, 'openSha256'>
  readonly clock: Pick<Clock, 'nowMs'>
  /** Makes content that is there count as new. Answers whether it is there. */
  touch(cid: Cid): Promise<boolean>
}

let opened = 0

/** Opens a writer. A second one for the same id at the same time gets a file that ends with it. */
export async function openDiskBlobWriter(options: DiskBlobWriterOptions): Promise<BlobWriter> {
  const { expected, bytesMax, disk, paths, space, busy, crypto } = options
  opened += 1
  const isResumable = expected !== undefined && !busy.has(expected)
  const name = isResumable ? expected : `${opened}.tmp`
  const path = join(paths.partial, name)
  busy.add(name)
  const hasher = crypto.openSha256()
  const opening = openPartial(options, path, isResumable ? 'append' : 'new', hasher)
  opening.catch(() => busy.delete(name))
  const partial = await opening
  const { file } = partial
  let { sizeBytes } = partial
  let isOpen = true

  const end = async (): Promise<boolean> => {
    if (!isOpen) return false
    isOpen = false
    await file.close()
    return true
  }
  const drop = async (): Promise<void> => {
    await disk.remove(path)
    space.release(sizeBytes)
    busy.delete(name)
  }
  return {
    get sizeBytes() {
      return sizeBytes
    },
    async write(chunk) {
      if (!isOpen) throw networkError('NETWORK_CLOSED', 'The content writer has ended.')
      if (sizeBytes + chunk.length > bytesMax) throw blobTooLarge(expected, bytesMax)
      space.take(chunk.length)
      sizeBytes += chunk.length
      hasher.update(chunk)
      try {
        await file.append(chunk)
      } catch (cause) {
        if (await end()) await drop()
        throw networkError('NETWORK_STORE_FULL', 'The disk took no more bytes.', { cause })
      }
    },
    async finish() {
      if (!isOpen) throw networkError('NETWORK_CLOSED', 'The content writer has ended.')
      const cid = cidOfDigest(hasher.digest())
      if (expected !== undefined && cid !== expected) {
        await end()
        await drop()
        const message = `The content has id ${cid}, not ${expected}.`
        throw networkError('NETWORK_BAD_CONTENT', message, { details: { cid, expected } })
      }
      await file.sync()
      await end()
      if (await options.touch(cid)) await drop()
      else await reveal(options, path, cid, sizeBytes)
      busy.delete(name)
      return { cid, sizeBytes }
    },
    async abort() {
      if (!(await end())) return
      if (isResumable && sizeBytes > 0) busy.delete(name)
      else await drop()
    },
    async discard() {
      if (await end()) await drop()
    }
  }
}

async function openPartial(
  { expected, bytesMax, disk, space }: DiskBlobWriterOptions,
  path: string,
  how: 'append' | 'new',
  hasher: Hasher
): Promise<{ readonly file: DiskFile; readonly sizeBytes: number }> {
  const file = await disk.open(path, how)
  try {
    const sizeBytes = how === 'new' ? 0 : await takeUp(file, hasher)
    if (sizeBytes <= bytesMax) return { file, sizeBytes }
    await file.empty()
    space.release(sizeBytes)
    throw blobTooLarge(expected, bytesMax)
  } catch (cause) {
    await file.close()
    throw cause
  }
}

/** Hashes what an earlier writer left. Answers its size; the store has counted it already. */
async function takeUp(file: DiskFile, hasher: Hasher): Promise<number> {
  const size = await file.sizeBytes()
  const piece = new Uint8Array(Math.min(size, pieceBytes))
  let position = 0
  while (position < size) {
    const bytesRead = await file.read(piece, position)
    if (bytesRead === 0) break
    hasher.update(piece.slice(0, bytesRead))
    position += bytesRead
  }
  return position
}

async function reveal(
  { disk, paths, index, clock, space }: DiskBlobWriterOptions,
  path: string,
  cid: Cid,
  sizeBytes: number
): Promise<void> {
  const folder = paths.folderOf(cid)
  try {
    await disk.rename(path, paths.of(cid))
  } catch (cause) {
    if (asCommonholdError(cause).code !== 'PLATFORM_NO_SUCH_FILE') throw cause
    await disk.makeFolder(folder)
    await disk.rename(path, paths.of(cid))
  }
  await disk.syncFolder(folder)
  if (index.has(cid)) space.release(sizeBytes)
  index.set(cid, { sizeBytes, writtenAtMs: clock.nowMs() })
}
