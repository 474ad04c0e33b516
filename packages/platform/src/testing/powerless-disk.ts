/**
 * The machine's disk, with what was not forced onto it known, so that a test can lose it as a loss
 * of power would, and with writes that fail halfway.
 */
import { truncate } from 'node:fs/promises'
import type { Disk } from '@commonhold/base'
import { diskFailed } from '../disk-error.ts'
import { nodeDisk } from '../node-disk.ts'

/** A disk and a test's hands on it. */
export type PowerlessDisk = {
  readonly disk: Disk
  /** How often files and folders were forced to the disk. */
  readonly synced: { files: number; folders: number }
  /** Cuts every file that was appended to back to what was forced to the disk. */
  losePower(): Promise<void>
  /** The next append writes two bytes and fails. */
  tearNext(): void
}

/** Files that are there before count as forced to the disk. */
export function createPowerlessDisk(): PowerlessDisk {
  const synced = { files: 0, folders: 0 }
  const safeBytes = new Map<string, number>()
  let isTorn = false
  const disk: Disk = {
    ...nodeDisk,
    async open(path, how, access) {
      const file = await nodeDisk.open(path, how, access)
      if (!safeBytes.has(path)) safeBytes.set(path, how === 'new' ? 0 : await file.sizeBytes())
      return {
        ...file,
        async append(bytes) {
          if (!isTorn) return await file.append(bytes)
          isTorn = false
          await file.append(bytes.subarray(0, 2))
          throw diskFailed(path, 'torn')
        },
        async sync() {
          await file.sync()
          safeBytes.set(path, await file.sizeBytes())
          synced.files++
        }
      }
    },
    async rename(from, to) {
      await nodeDisk.rename(from, to)
      safeBytes.set(to, safeBytes.get(from) ?? 0)
      safeBytes.delete(from)
    },
    async syncFolder(path) {
      await nodeDisk.syncFolder(path)
      synced.folders++
    }
  }
  return {
    disk,
    synced,
    async losePower() {
      for (const [path, length] of safeBytes) await truncate(path, length)
    },
    tearNext() {
      isTorn = true
    }
  }
}
