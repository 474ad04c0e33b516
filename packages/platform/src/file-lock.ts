/**
 * An exclusive lock of a file, between processes.
 *
 * It is an exclusive transaction on a small SQLite file: the operating system holds it for the
 * process, on every platform, and drops it when the process is gone, however it went. So there is
 * no stale lock to clean up, and no guessing from process numbers. Node itself offers no lock; this
 * one costs an empty file and well under a millisecond. A folder on a network disk may not lock.
 */
import { DatabaseSync } from 'node:sqlite'
import { CommonholdError } from '@commonhold/base'

const sqliteBusy = 5

/** A lock that is held until it is let go of, or the process ends. */
export type FileLock = { release(): void }

/**
 * Takes the lock without waiting; undefined where another holds it, in this process or elsewhere.
 *
 * @param path a file of the lock's own, made where it is missing; its folder must be there
 * @throws {CommonholdError} `PLATFORM_CANNOT_LOCK` where no lock can be there
 */
export function tryLockFile(path: string): FileLock | undefined {
  let database: DatabaseSync | undefined
  try {
    const opened = new DatabaseSync(path, { timeout: 0 })
    database = opened
    opened.exec('BEGIN EXCLUSIVE')
    return { release: () => opened.close() }
  } catch (cause) {
    database?.close()
    if ((cause as { errcode?: number }).errcode === sqliteBusy) return undefined
    throw new CommonholdError({
      code: 'PLATFORM_CANNOT_LOCK',
      fault: 'caller',
      message: `The file ${path} cannot be locked: ${(cause as Error).message}.`,
      hint: 'Check that its folder is there, is on a local disk, and that you may write to it.',
      details: { path },
      cause
    })
  }
}
