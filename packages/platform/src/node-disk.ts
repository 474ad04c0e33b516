/** The machine's own disk, as a port: the calls of `node:fs/promises`, with errors of our own. */
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import type { Disk, DiskFile, FileAccess } from '@commonhold/base'
import { diskFailed } from './disk-error.ts'
import { isErrorWithCode } from './error-code.ts'

const flags = { read: 'r', append: 'a+', new: 'ax+' } as const

const modeOf = (access: FileAccess = 'shared'): number => (access === 'private' ? 0o600 : 0o644)

/** The file system of this machine. */
export const nodeDisk: Disk = {
  open: (path, how, access) =>
    told(path, async () => diskFile(path, await open(path, flags[how], modeOf(access)))),
  rename: (from, to) => told(from, () => rename(from, to)),
  remove: (path) => told(path, () => rm(path, { force: true })),
  makeFolder: (path, access) =>
    told(path, async () => {
      await mkdir(path, { recursive: true, mode: modeOf(access) | 0o111 })
    }),
  list: (folder) => told(folder, async () => (await readdir(folder)).sort()),
  stat: (path) =>
    told(path, async () => {
      try {
        const { size, mtimeMs } = await stat(path)
        return { sizeBytes: size, changedAtMs: mtimeMs }
      } catch (cause) {
        if (isErrorWithCode(cause, 'ENOENT')) return undefined
        throw cause
      }
    }),
  touch: (path, atMs) => told(path, () => utimes(path, atMs / 1000, atMs / 1000)),
  syncFolder: (folder) =>
    told(folder, async () => {
      const opened = await open(folder, 'r')
      try {
        await opened.sync()
      } finally {
        await opened.close()
      }
    })
}

function diskFile(path: string, handle: FileHandle): DiskFile {
  return {
    sizeBytes: () => told(path, async () => (await handle.stat()).size),
    read: (into, position) =>
      told(path, async () => (await handle.read(into, 0, into.length, position)).bytesRead),
    append: (bytes) => told(path, () => handle.appendFile(bytes)),
    empty: () => told(path, () => handle.truncate(0)),
    sync: () => told(path, () => handle.sync()),
    close: () => told(path, () => handle.close())
  }
}

async function told<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (cause) {
    throw diskFailed(path, cause)
  }
}
