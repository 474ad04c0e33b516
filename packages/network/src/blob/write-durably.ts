/** A small file written so that a crash leaves the old content or the new, never half of one. */
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

let written = 0

/** Writes, flushes to the disk and renames into place: some milliseconds on most disks. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  written += 1
  const temporary = `${path}.${process.pid}-${written}.tmp`
  const file = await open(temporary, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** Makes renames within the folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
