/** A small file written so that a crash leaves the old content or the new, never half of one. */
import type { Disk } from '@commonhold/base'

let written = 0

/** Writes, flushes to the disk and renames into place: some milliseconds on most disks. */
export async function writeDurably(
  disk: Disk,
  { folder, name }: { readonly folder: string; readonly name: string },
  bytes: Uint8Array
): Promise<void> {
  written += 1
  const path = `${folder}/${name}`
  const draft = `${path}.${written}.tmp`
  await disk.remove(draft)
  const file = await disk.open(draft, 'new')
  try {
    await file.append(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await disk.rename(draft, path)
  await disk.syncFolder(folder)
}
