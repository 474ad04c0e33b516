/** Documents that the ledger names by their digest: terms and profiles, from whoever has them. */
import {
  type BlobStore,
  type Bytes32,
  type Cid,
  cidOfDigest,
  decodeCanonical,
  encodeCanonical,
  type Json,
  type MemberId,
  type Peers
} from '@commonhold/base'
import {
  badDocument,
  openTerms,
  parseWith,
  type SealedTerms,
  termsBytesMax
} from '@commonhold/protocol'
import { z } from 'zod'
import type { AccessBook } from './access-book.ts'

const profileBytesMax = 16 * 1024
const fetchTimeoutMs = 5_000

const profileSchema = z.strictObject({
  format: z.literal('commonhold-profile/1'),
  name: z.string().min(1).max(120)
})

/** What a member tells of itself. */
export type Profile = z.output<typeof profileSchema>

/** The library. */
export type DocumentLibrary = {
  /** Undefined while nobody who is reachable has them. @throws where they are not valid */
  terms(digest: Bytes32, from: readonly MemberId[]): Promise<SealedTerms | undefined>
  /** The terms that were read before, without asking anybody. */
  knownTerms(digest: Bytes32): SealedTerms | undefined
  addTerms(sealed: SealedTerms): Promise<void>
  addProfile(profile: Profile): Promise<Cid>
  /** A member's name, where its profile was read before; asks for it where it was not. */
  nameOf(member: MemberId, digest: Bytes32): string | undefined
}

/** What the library is made of. */
export type DocumentLibraryDeps = {
  readonly store: BlobStore
  readonly access: AccessBook
  readonly peers: Pick<Peers, 'fetch' | 'self'>
}

/** Opens the library over the node's store. */
export function createDocumentLibrary(deps: DocumentLibraryDeps): DocumentLibrary {
  const terms = new Map<Bytes32, SealedTerms>()
  const names = new Map<Bytes32, string>()
  const asking = new Set<Bytes32>()

  // Only what proved to be such a document: a member may have put the digest of any content on the
  // ledger as its profile's, and must not open it so to everyone.
  const publish = async (cid: Cid): Promise<void> => {
    await deps.store.keep(`document-${cid}`, [cid])
    await deps.access.grantMembers(cid)
  }
  const put = async (bytes: Uint8Array): Promise<Cid> => {
    const cid = await deps.store.put(bytes)
    await publish(cid)
    return cid
  }
  const readName = async (member: MemberId, digest: Bytes32): Promise<void> => {
    const bytes = await fetchDocument(deps, digest, [member], profileBytesMax)
    if (bytes === undefined) return
    const document = decodeCanonical(bytes, profileBytesMax)
    const profile = parseWith(profileSchema, document, (why) => badDocument('profile', why))
    await publish(cidOfDigest(digest))
    names.set(digest, profile.name)
  }

  return {
    knownTerms: (digest) => terms.get(digest),
    async terms(digest, from) {
      const known = terms.get(digest)
      if (known !== undefined) return known
      const bytes = await fetchDocument(deps, digest, from, termsBytesMax)
      if (bytes === undefined) return undefined
      const sealed = openTerms(bytes)
      await publish(sealed.cid)
      terms.set(digest, sealed)
      return sealed
    },
    async addTerms(sealed) {
      await put(sealed.bytes)
      terms.set(sealed.digest, sealed)
    },
    addProfile: (profile) => put(encodeCanonical(profile as Json)),
    nameOf(member, digest) {
      const known = names.get(digest)
      if (known === undefined && !asking.has(digest)) {
        asking.add(digest)
        readName(member, digest)
          .catch(() => {})
          .finally(() => asking.delete(digest))
      }
      return known
    }
  }
}

async function fetchDocument(
  { store, peers }: Pick<DocumentLibraryDeps, 'store' | 'peers'>,
  digest: Bytes32,
  from: readonly MemberId[],
  bytesMax: number
): Promise<Uint8Array | undefined> {
  const cid = cidOfDigest(digest)
  if (!(await store.has(cid))) {
    const others = from.filter((member) => member !== peers.self)
    try {
      await peers.fetch(cid, { from: others, store, bytesMax, timeoutMs: fetchTimeoutMs })
    } catch {
      return undefined
    }
  }
  return await store.get(cid, { bytesMax })
}
