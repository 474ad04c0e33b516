/**
 * What this node released, kept on disk before it is said: the memory behind rule R7, that for one
 * incoming model shares go out for one attempt and one set of survivors only, whatever crashes.
 */

import { join } from 'node:path'
import {
  type Cid,
  CommonholdError,
  type Disk,
  type MemberId,
  parseCid,
  type StudyId
} from '@commonhold/base'
import { nodeDisk, readFileIfPresent, writeFileAtomic } from '@commonhold/platform'
import {
  bytes32Schema,
  cidSchema,
  isSameRelease,
  isVoid,
  mayJoin,
  mayRelease,
  memberIdSchema,
  membersMax,
  type ReleaseRecord,
  refused,
  uint32Schema,
  type WantedSum
} from '@commonhold/protocol'
import { z } from 'zod'

const entrySchema = z.strictObject({
  previousModel: bytes32Schema,
  round: uint32Schema,
  epoch: uint32Schema,
  attempt: uint32Schema,
  survivors: bytes32Schema,
  /** The survivors' accounts. */
  members: z.array(memberIdSchema).max(membersMax),
  /** Who cheated in the attempt, as its released shares prove. */
  cheats: z.array(memberIdSchema).max(membersMax),
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
  /** What was released last for this incoming model, if anything. */
  find(previousModel: ReleaseRecord['previousModel']): ReleaseEntry | undefined
  /** What was released and has not come to nothing: it is to be finished before all else. */
  locked(previousModel: ReleaseRecord['previousModel']): ReleaseEntry | undefined
  /** Whether this node may help to open a sum of these members. */
  allows(wanted: WantedSum): boolean
  /**
   * Durable when it resolves. The same release may be noted again.
   * @throws {CommonholdError} `PROTOCOL_REFUSED` where rule R7 forbids it
   */
  note(entry: ReleaseEntry): Promise<void>
  /** Keeps what this member needs to give its shares; replaces what was kept. Durable. */
  saveAgreed(bytes: Uint8Array): Promise<void>
  /** What was kept last and is not let go. */
  readAgreed(bytesMax: number): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Lets it go. */
  forgetAgreed(): Promise<void>
  /** Notes who cheated in a release. Durable when it resolves. */
  noteCheats(entry: ReleaseEntry, cheats: readonly MemberId[]): Promise<void>
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
  const agreedFile = join(folder, `study-${study}-agreed.bin`)
  let entries = await readEntries(disk, file)
  // An earlier process may have died before the file's name was durable. Nothing is said because
  // of what is read here until it is: a loss of power must not take it back.
  if (entries.length > 0) await disk.syncFolder(folder)
  let writing: Promise<unknown> = Promise.resolve()
  async function write(entry: ReleaseEntry): Promise<void> {
    if (!mayRelease(entries, entry)) {
      throw refused('R7', 'shares were released for other survivors of the same incoming model')
    }
    if (entries.some((known) => isSameRelease(known, entry))) return
    await replace([...entries, entry])
  }
  async function replace(next: readonly ReleaseEntry[]): Promise<void> {
    const text = JSON.stringify({ format: 'commonhold-releases/1', entries: next })
    await writeFileAtomic(file, text, { access: 'private', disk })
    entries = next
  }
  // One after the other: a skipped opening may still be writing when the next one begins.
  function inTurn(work: () => Promise<void>): Promise<void> {
    const mine = writing.then(work)
    writing = mine.catch(() => {})
    return mine
  }
  const ofModel = (previousModel: ReleaseRecord['previousModel']) =>
    entries.filter((entry) => entry.previousModel === previousModel)
  return {
    find(previousModel) {
      return ofModel(previousModel).at(-1)
    },
    locked: (previousModel) => ofModel(previousModel).find((entry) => !isVoid(entry)),
    allows: (wanted) => mayJoin(entries, wanted),
    note: (entry) => inTurn(() => write(entry)),
    saveAgreed: (bytes) => writeFileAtomic(agreedFile, bytes, { access: 'private', disk }),
    readAgreed: (bytesMax) => readFileIfPresent(agreedFile, { bytesMax, disk }),
    forgetAgreed: () => disk.remove(agreedFile),
    noteCheats: (entry, cheats) =>
      inTurn(() =>
        replace(
          entries.map((known) =>
            isSameRelease(known, entry) ? { ...known, cheats: [...cheats] } : known
          )
        )
      )
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
