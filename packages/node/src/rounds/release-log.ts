/**
 * What this node released, kept on disk before it is said: the memory behind rule R7, that for one
 * incoming model shares go out for one attempt and one set of survivors only, whatever crashes.
 */

import { join } from 'node:path'
import { type Cid, CommonholdError, type Disk, parseCid, type StudyId } from '@commonhold/base'
import { nodeDisk, readFileIfPresent, writeFileAtomic } from '@commonhold/platform'
import {
  bytes32Schema,
  cidSchema,
  mayRelease,
  type ReleaseRecord,
  refused,
  uint32Schema
} from '@commonhold/protocol'
import { z } from 'zod'

const entrySchema = z.strictObject({
  previousModel: bytes32Schema,
  round: uint32Schema,
  epoch: uint32Schema,
  attempt: uint32Schema,
  survivors: bytes32Schema,
  /** The attempt's documents, so that a new aggregator can finish it. */
  evidence: cidSchema
})
const fileSchema = z.strictObject({
  format: z.literal('commonhold-releases/1'),
  entries: z.array(entrySchema)
})

/** A release, and where its documents are. */
export type ReleaseEntry = ReleaseRecord & { readonly evidence: Cid }

/** One study's releases. */
export type ReleaseLog = {
  /** What was released for this incoming model, if anything. */
  find(previousModel: ReleaseRecord['previousModel']): ReleaseEntry | undefined
  /**
   * Durable when it resolves. The same release may be noted again.
   * @throws {CommonholdError} `PROTOCOL_REFUSED` where rule R7 forbids it
   */
  note(entry: ReleaseEntry): Promise<void>
}

/**
 * @param folder one of the node's home, for this purpose alone
 * @param disk default the machine's own
 * @throws {CommonholdError} `NODE_DAMAGED_FILE` rather than forget what was released
 */
export async function openReleaseLog(
  folder: string,
  study: StudyId,
  disk: Disk = nodeDisk
): Promise<ReleaseLog> {
  const file = join(folder, `study-${study}.json`)
  let entries = await readEntries(disk, file)
  // An earlier process may have died before the file's name was durable. Nothing is said because
  // of what is read here until it is: a loss of power must not take it back.
  if (entries.length > 0) await disk.syncFolder(folder)
  let writing: Promise<unknown> = Promise.resolve()
  async function write(entry: ReleaseEntry): Promise<void> {
    if (!mayRelease(entries, entry)) {
      throw refused('R7', 'shares were released for other survivors of the same incoming model')
    }
    if (entries.some((known) => known.previousModel === entry.previousModel)) return
    const next = [...entries, entry]
    const text = JSON.stringify({ format: 'commonhold-releases/1', entries: next })
    await writeFileAtomic(file, text, { access: 'private', disk })
    entries = next
  }
  return {
    find(previousModel) {
      return entries.find((entry) => entry.previousModel === previousModel)
    },
    // One after the other: a skipped opening may still be writing when the next one begins.
    note(entry) {
      const mine = writing.then(() => write(entry))
      writing = mine.catch(() => {})
      return mine
    }
  }
}

async function readEntries(disk: Disk, file: string): Promise<readonly ReleaseEntry[]> {
  const bytes = await readFileIfPresent(file, { bytesMax: 64 * 1024 * 1024, disk })
  if (bytes === undefined) return []
  try {
    const { entries } = fileSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    return entries.map((entry) => ({ ...entry, evidence: parseCid(entry.evidence) }))
  } catch (cause) {
    throw new CommonholdError({
      code: 'NODE_DAMAGED_FILE',
      fault: 'self',
      message: `${file} cannot be read.`,
      hint: 'Restore it from a backup; without it this node takes no part in the study.',
      details: { file },
      cause
    })
  }
}
