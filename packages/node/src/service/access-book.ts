/**
 * Who may read which content: a study's files are for its members and the auditors that its terms
 * name, and for everybody only where the terms say so. Terms and profiles are for all members.
 */
import {
  type BlobStore,
  type Cid,
  type Disk,
  type MemberId,
  parseCid,
  parseStudyId,
  type StudyId
} from '@commonhold/base'
import { openLineFile } from '@commonhold/platform'
import type { StudyRecord, Terms } from '@commonhold/protocol'

/** What the book has to know of a study. */
export type StudyReaders = {
  readonly record: Pick<StudyRecord, 'members'>
  readonly terms: Pick<Terms, 'transcripts'> | undefined
}

/** The book. */
export type AccessBook = {
  /** Content of a study. Durable when it resolves, through a loss of power too. */
  grantStudy(study: StudyId, cids: readonly Cid[]): Promise<void>
  /** Content that every member may read. Durable as the other. */
  grantMembers(cid: Cid): Promise<void>
  /** Whether this content was granted to the study's readers. */
  isGranted(study: StudyId, cid: Cid): boolean
  /** @param member undefined for somebody who did not say who */
  mayRead(cid: Cid, member: MemberId | undefined): Promise<boolean>
}

/** What the book is made of. */
export type AccessBookDeps = {
  readonly file: string
  readonly readersOf: (study: StudyId) => Promise<StudyReaders | undefined>
  readonly isActive: (member: MemberId) => boolean
  /** Default the machine's own. */
  readonly disk?: Disk
}

const everyMember = 'members'
const bytesMax = 1024 * 1024 * 1024

/** Opens the book at `file`; a line that a crash cut short is passed over. */
export async function openAccessBook(deps: AccessBookDeps): Promise<AccessBook> {
  const grants = new Map<Cid, Set<StudyId | typeof everyMember>>()
  const isNoted = (cid: Cid, to: StudyId | typeof everyMember) => grants.get(cid)?.has(to) ?? false
  const note = (cid: Cid, to: StudyId | typeof everyMember): void => {
    grants.set(cid, (grants.get(cid) ?? new Set()).add(to))
  }
  const { file, disk } = deps
  const lines = await openLineFile(file, {
    access: 'private',
    bytesMax,
    ...(disk === undefined ? {} : { disk })
  })
  for (const line of lines.before) {
    const [to, cid] = line.split(' ')
    try {
      note(parseCid(cid ?? ''), to === everyMember ? everyMember : parseStudyId(Number(to)))
    } catch {}
  }
  const write = async (to: StudyId | typeof everyMember, cids: readonly Cid[]): Promise<void> => {
    const fresh = cids.filter((cid) => !isNoted(cid, to))
    if (fresh.length === 0) return
    await lines.append(fresh.map((cid) => `${to} ${cid}`))
    for (const cid of fresh) note(cid, to)
  }
  return {
    grantStudy: (study, cids) => write(study, cids),
    grantMembers: (cid) => write(everyMember, [cid]),
    isGranted: (study, cid) => isNoted(cid, study),
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

/**
 * The store as a study sees it: what comes in through it may be read by the study's readers, and
 * only that is in it. Members name contents by id in signed documents, and whoever names one of
 * another study must not open it: so what this study did not make or get from its own members is
 * fetched again, whether or not the node has it.
 */
export function storeOfStudy(store: BlobStore, access: AccessBook, study: StudyId): BlobStore {
  return {
    has: async (cid) => access.isGranted(study, cid) && (await store.has(cid)),
    size: async (cid) => (access.isGranted(study, cid) ? await store.size(cid) : undefined),
    get: (cid, options) => store.get(cid, options),
    read: (cid, options) => store.read(cid, options),
    collectGarbage: (options) => store.collectGarbage(options),
    keep: (owner, cids) => store.keep(owner, cids),
    async put(bytes) {
      const cid = await store.put(bytes)
      await access.grantStudy(study, [cid])
      return cid
    },
    async openWriter(options) {
      const writer = await store.openWriter(options)
      return {
        get sizeBytes() {
          return writer.sizeBytes
        },
        write: (chunk) => writer.write(chunk),
        async finish() {
          const finished = await writer.finish()
          await access.grantStudy(study, [finished.cid])
          return finished
        },
        abort: () => writer.abort(),
        discard: () => writer.discard()
      }
    }
  }
}
