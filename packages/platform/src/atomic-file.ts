/**
 * Files that are either the old ones or the new ones, never half of each, whatever kills us.
 *
 * The new bytes go to a neighbouring file, are forced to the disk, take the old file's name, and
 * then the folder is forced too, since a rename lives in the folder. Cost: two fsyncs, 1 to 10 ms.
 */
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import {
  asCommonholdError,
  CommonholdError,
  type Disk,
  type DiskFile,
  type FileAccess,
  utf8
} from '@commonhold/base'
import { nodeDisk } from './node-disk.ts'

/**
 * Replaces the file at `path`. When it returns, the bytes survive a loss of power.
 * @param options.disk default the machine's own
 * @throws {CommonholdError} `PLATFORM_WRITE_FAILED` (the old file is then as it was)
 */
export async function writeFileAtomic(
  path: string,
  bytes: Uint8Array | string,
  options: { readonly access?: FileAccess; readonly disk?: Disk } = {}
): Promise<void> {
  const { disk = nodeDisk, access } = options
  const draftPath = `${path}.${randomBytes(6).toString('hex')}.draft`
  try {
    const draft = await disk.open(draftPath, 'new', access)
    try {
      await draft.append(typeof bytes === 'string' ? utf8(bytes) : bytes)
      await draft.sync()
    } finally {
      await draft.close()
    }
    await disk.rename(draftPath, path)
    await disk.syncFolder(dirname(path))
  } catch (cause) {
    await disk.remove(draftPath).catch(() => {})
    throw new CommonholdError({
      code: 'PLATFORM_WRITE_FAILED',
      fault: 'self',
      message: `The file ${path} could not be written: ${reasonOf(cause)}.`,
      hint: 'Check that the folder exists, is writable, and that the disk has room.',
      cause
    })
  }
}

/**
 * The bytes of the file at `path`, or undefined where there is none.
 * @param options.bytesMax the largest accepted size, in bytes
 * @param options.disk default the machine's own
 * @throws {CommonholdError} `PLATFORM_READ_FAILED`
 */
export async function readFileIfPresent(
  path: string,
  options: { readonly bytesMax: number; readonly disk?: Disk }
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { disk = nodeDisk, bytesMax } = options
  try {
    const file = await disk.open(path, 'read')
    try {
      const size = await file.sizeBytes()
      if (size > bytesMax) throw tooLarge(path, size, bytesMax)
      return await readWhole(file, size)
    } finally {
      await file.close()
    }
  } catch (cause) {
    const { code } = asCommonholdError(cause)
    if (code === 'PLATFORM_NO_SUCH_FILE') return undefined
    if (code === 'PLATFORM_READ_FAILED') throw cause
    throw readFailed(path, reasonOf(cause), bytesMax, cause)
  }
}

async function readWhole(file: DiskFile, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size)
  let position = 0
  while (position < size) {
    const count = await file.read(bytes.subarray(position), position)
    if (count === 0) break
    position += count
  }
  return position === size ? bytes : bytes.slice(0, position)
}

/** What its owner put there, and not what the machine failed to do. */
function tooLarge(path: string, size: number, bytesMax: number): CommonholdError {
  const { code, message, hint } = readFailed(path, `it has ${size} bytes`, bytesMax)
  return new CommonholdError({ code, fault: 'caller', message, hint })
}

function readFailed(path: string, why: string, bytesMax: number, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'PLATFORM_READ_FAILED',
    fault: 'self',
    message: `The file ${path} could not be read: ${why}.`,
    hint: `Check that it is a file of at most ${bytesMax} bytes that this user may read.`,
    cause
  })
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
