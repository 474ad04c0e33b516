/**
 * Files that are either the old ones or the new ones, never half of each, whatever kills us.
 *
 * The new bytes go to a neighbouring file, are forced to the disk, take the old file's name, and
 * then the folder is forced too, since a rename lives in the folder. Cost: two fsyncs, 1 to 10 ms.
 */
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CommonholdError } from '@commonhold/base'
import { isErrorWithCode } from './error-code.ts'

/** Who may read a file: `private` its owner alone (mode 0600), `shared` also others (0644). */
export type FileAccess = 'private' | 'shared'

/**
 * Replaces the file at `path`. When it returns, the bytes survive a loss of power.
 * @throws {CommonholdError} `PLATFORM_WRITE_FAILED` (the old file is then as it was)
 */
export async function writeFileAtomic(
  path: string,
  bytes: Uint8Array | string,
  options: { readonly access?: FileAccess } = {}
): Promise<void> {
  const mode = options.access === 'private' ? 0o600 : 0o644
  const draftPath = `${path}.${randomBytes(6).toString('hex')}.draft`
  try {
    const draft = await open(draftPath, 'wx', mode)
    try {
      await draft.writeFile(bytes)
      await draft.sync()
    } finally {
      await draft.close()
    }
    await rename(draftPath, path)
    await syncFolder(dirname(path))
  } catch (cause) {
    await rm(draftPath, { force: true })
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
 * @throws {CommonholdError} `PLATFORM_READ_FAILED`
 */
export async function readFileIfPresent(
  path: string,
  options: { readonly bytesMax: number }
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > options.bytesMax) throw readFailed(path, `it has ${size} bytes`, options.bytesMax)
      return new Uint8Array(await file.readFile())
    } finally {
      await file.close()
    }
  } catch (cause) {
    if (isErrorWithCode(cause, 'ENOENT')) return undefined
    if (cause instanceof CommonholdError) throw cause
    throw readFailed(path, reasonOf(cause), options.bytesMax, cause)
  }
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

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
