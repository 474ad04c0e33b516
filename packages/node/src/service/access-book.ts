/**
 * Who may read which content: a study's files are for its members and the auditors that its terms
 * name, and for everybody only where the terms say so. Terms and profiles are for all members.
 */
import { appendFile } from 'node:fs/promises'
import { type BlobStore, type Cid, type MemberId, parseCid, type StudyId } from '@commonhold/base'
import { readFileIfPresent } from '@commonhold/platform'
import type { StudyRecord, Terms } from '@commonhold/protocol'

/** What the book has to know of a study. */
export type StudyReaders = {
  readonly record: Pick<StudyRecord, 'members'>
  readonly terms: Pick<Terms, 'transcripts'> | undefined
}

/** The book. */
export type AccessBook = {
  /** Content of a study. Durable when it resolves. */
  grantStudy(study: StudyId, cids: readonly Cid[]): Promise<void>
  /** Content that every member may read. */
  grantMembers(cid: Cid): Promise<void>
  /** @param member undefined for somebody who did not say who */
  mayRead(cid: Cid, member: MemberId | undefined): Promise<boolean>
}

/** What the book is made of. */
export type AccessBookDeps = {
  readonly file: string
  readonly readersOf: (study: StudyId) => Promise<StudyReaders | undefined>
  readonly isActive: (member: MemberId) => boolean
}

const everyMember = 'members'

/** Opens the book at `file`; a line that a crash cut short is passed over. */
export async function openAccessBook(deps: AccessBookDeps): Promise<AccessBook> {
  const grants = new Map<Cid, Set<StudyId | typeof everyMember>>()
  const note = (cid: Cid, to: StudyId | typeof everyMember): boolean => {
    const known = grants.get(cid) ?? new Set()
    if (known.has(to)) return false
    grants.set(cid, known.add(to))
    return true
  }
  for (const line of await readLines(deps.file)) {
    const [to, cid] = line.split(' ')
    const study = Number(to)
    try {
      note(parseCid(cid ?? ''), to === everyMember ? everyMember : (study as StudyId))
    } catch {}
  }
  const write = async (to: StudyId | typeof everyMember, cids: readonly Cid[]): Promise<void> => {
    const fresh = cids.filter((cid) => note(cid, to))
    if (fresh.length === 0) return
    await appendFile(deps.file, fresh.map((cid) => `${to} ${cid}\n`).join(''), { mode: 0o600 })
  }
  return {
    grantStudy: (study, cids) => write(study, cids),
    grantMembers: (cid) => write(everyMember, [cid]),
    async mayRead(cid, member) {
      for (const to of grants.get(cid) ?? []) {
        if (to === everyMember) {
          if (member !== undefined && deps.isActive(member)) return true
          continue
        }
        const readers = await deps.readersOf(to)
        if (readers !== undefined && isReader(readers, member)) return true
      }
      return false
    }
  }
}

function isReader({ record, terms }: StudyReaders, member: MemberId | undefined): boolean {
  if (terms?.transcripts.readers === 'everyone') return true
  if (member === undefined) return false
  if (terms?.transcripts.auditors.includes(member)) return true
  return record.members.some((each) => each.member === member)
}

async function readLines(file: string): Promise<readonly string[]> {
  const bytes = await readFileIfPresent(file, { bytesMax: 1024 * 1024 * 1024 })
  return bytes === undefined ? [] : new TextDecoder().decode(bytes).split('\n')
}

/** The store as a study sees it: what is put through it may be read by the study's readers. */
export function storeOfStudy(store: BlobStore, access: AccessBook, study: StudyId): BlobStore {
  return {
    has: (cid) => store.has(cid),
    size: (cid) => store.size(cid),
    get: (cid, options) => store.get(cid, options),
    read: (cid, options) => store.read(cid, options),
    collectGarbage: (options) => store.collectGarbage(options),
    async keep(owner, cids) {
      await access.grantStudy(study, cids)
      await store.keep(owner, cids)
    },
    async put(bytes) {
      const cid = await store.put(bytes)
      await access.grantStudy(study, [cid])
      return cid
    },
    openWriter: (options) => store.openWriter(options)
  }
}
