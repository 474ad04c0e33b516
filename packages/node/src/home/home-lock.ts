/**
 * One process at a time on one home. Two would answer for the same member with two memories, and
 * could release both halves of a peer's secrets.
 *
 * The operating system drops the lock when its process is gone, however it went. The file beside it
 * that names the owner is for people only.
 */
import { rm } from 'node:fs/promises'
import { CommonholdError, fromUtf8 } from '@commonhold/base'
import {
  type FileLock,
  readFileIfPresent,
  tryLockFile,
  writeFileAtomic
} from '@commonhold/platform'
import { z } from 'zod'
import type { HomePaths } from './home-paths.ts'

const ownerBytesMax = 4096
const ownerSchema = z.object({ pid: z.int().min(1), startedAtMs: z.number() })

/** Who runs on a home. */
export type HomeOwner = z.infer<typeof ownerSchema>

/** The right to run on a home, until it is closed. */
export type HomeLock = { close(): Promise<void> }

/**
 * @throws {CommonholdError} `NODE_HOME_IN_USE` with `details.pid` where another process holds it
 */
export async function openHomeLock(paths: HomePaths, owner: HomeOwner): Promise<HomeLock> {
  const held = tryLock(paths)
  if (held === undefined) throw inUse(paths, await readOwner(paths))
  await writeFileAtomic(paths.lockOwner, JSON.stringify(owner))
  return {
    async close() {
      await rm(paths.lockOwner, { force: true })
      held.release()
    }
  }
}

/** Who runs on this home now; undefined where nobody does. */
export async function homeOwner(paths: HomePaths): Promise<Partial<HomeOwner> | undefined> {
  const free = tryLock(paths)
  if (free !== undefined) {
    free.release()
    return undefined
  }
  return (await readOwner(paths)) ?? {}
}

function tryLock({ lock, root }: HomePaths): FileLock | undefined {
  try {
    return tryLockFile(lock)
  } catch (cause) {
    throw new CommonholdError({
      code: 'NODE_BAD_HOME',
      fault: 'caller',
      message: `The home folder ${root} cannot be locked: ${(cause as Error).message}`,
      hint: 'Check that the folder is there, on a local disk, and that you may write to it.',
      cause
    })
  }
}

async function readOwner(paths: HomePaths): Promise<HomeOwner | undefined> {
  const bytes = await readFileIfPresent(paths.lockOwner, { bytesMax: ownerBytesMax })
  if (bytes === undefined) return undefined
  try {
    return ownerSchema.parse(JSON.parse(fromUtf8(bytes)))
  } catch {
    return undefined
  }
}

function inUse({ root }: HomePaths, owner: HomeOwner | undefined): CommonholdError {
  const by = owner === undefined ? 'another process' : `process ${owner.pid}`
  return new CommonholdError({
    code: 'NODE_HOME_IN_USE',
    fault: 'caller',
    message: `A node already runs on ${root}: ${by}.`,
    hint: 'Use that one, stop it with `commonhold down`, or give another folder with --home.',
    details: { home: root, ...(owner === undefined ? {} : { pid: owner.pid }) }
  })
}
