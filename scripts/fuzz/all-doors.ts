/** All doors, opened with a folder for the files of those that read files. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Door } from './door.ts'
import { openDocumentDoors } from './doors/document-doors.ts'
import { openHomeDoors } from './doors/home-doors.ts'
import { openHttpDoors } from './doors/http-doors.ts'
import { openMemberDoor } from './doors/member-door.ts'
import { openPeerDoors } from './doors/peer-doors.ts'
import { openRoundDoors } from './doors/round-doors.ts'

/** Open doors, until they are closed. */
export type OpenDoors = { readonly doors: readonly Door[]; close(): Promise<void> }

/** Takes a second or two: a small study is run for its files. */
export async function openDoors(): Promise<OpenDoors> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-fuzz-'))
  const doors = [
    ...openRoundDoors(),
    await openMemberDoor(),
    ...(await openPeerDoors()),
    ...(await openDocumentDoors()),
    ...(await openHomeDoors(folder)),
    ...(await openHttpDoors())
  ]
  return {
    doors,
    async close() {
      for (const door of doors) await door.close?.()
      await rm(folder, { recursive: true })
    }
  }
}
