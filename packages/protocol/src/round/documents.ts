/**
 * The signed documents of a round: what each holds, and how one is signed and checked.
 *
 * A document is a body in canonical JSON and the author's Ed25519 signature over an EIP-712 digest
 * of its SHA-256 and of everything that the round is (`context.ts`). Set digests name a list of
 * documents by authors and bodies, so that agreeing to a set is agreeing to its contents.
 */
import {
  type Bytes32,
  type Crypto,
  canonicalText,
  encodeCanonical,
  type Hex,
  type Json,
  type MemberId,
  toHex,
  utf8
} from '@commonhold/base'
import { z } from 'zod'
import { badDocument, badSignature } from '../errors.ts'
import { parseWith } from '../parse-with.ts'
import { bytes32Schema, cidSchema, hexSchema, memberIdSchema } from '../primitives.ts'
import { documentDigest, type Purpose, type RoundContext, wordsOfDocument } from './context.ts'
import { isSignedBy } from './known-signatures.ts'

/**
 * The most members whose documents a list may have: as many as masks can be made among. The ledger
 * takes fewer to a study.
 */
export const membersMax = 1000

const hybridKey = z.strictObject({ x25519: hexSchema(32), mlKem768: hexSchema(1184) })

const digests = z.array(bytes32Schema).max(membersMax).readonly()

/** Digests and commitments of what a member dealt, one of each for each of its neighbours. */
const parcels = z.strictObject({
  maskCiphertexts: digests,
  sealedShares: digests,
  selfShares: digests,
  maskShares: digests
})

const reveal = z.strictObject({
  of: memberIdSchema,
  secret: z.enum(['self', 'mask']),
  share: z
    .string()
    .max(2 + 2 * 64)
    .regex(/^0x(?:[0-9a-f]{2})*$/)
    .transform((text) => text as Hex),
  salt: z
    .string()
    .max(2 + 2 * 64)
    .regex(/^0x(?:[0-9a-f]{2})*$/)
    .transform((text) => text as Hex)
})

/** The body of each kind of document. */
export const bodySchemas = {
  keys: z.strictObject({
    advert: z.strictObject({ seal: hybridKey, mask: hybridKey, selfCommitment: bytes32Schema }),
    /** What computes this member's model: results of unlike engines may differ in the last bit. */
    engine: z.string().max(200)
  }),
  shares: z.strictObject({
    /** Set digest of the key documents. */
    keys: bytes32Schema,
    parcels
  }),
  masked: z.strictObject({
    /** Set digest of the share documents: the participants. */
    participants: bytes32Schema,
    vector: cidSchema,
    sizeBytes: z.number().int().min(4).max(0xffff_ffff)
  }),
  survivors: z.strictObject({
    /** Set digest of the survivors' masked documents. */
    survivors: bytes32Schema,
    members: z.array(memberIdSchema).min(2).max(membersMax)
  }),
  unmask: z.strictObject({
    survivors: bytes32Schema,
    reveals: z.array(reveal).max(2 * membersMax)
  })
} as const

/** The body of a document of this purpose. */
export type Body<P extends Purpose> = Readonly<z.output<(typeof bodySchemas)[P]>>

/** A body, who wrote it, and the proof. */
export type Signed<P extends Purpose> = {
  readonly member: MemberId
  readonly body: Body<P>
  /** Ed25519, 64 bytes. */
  readonly signature: Hex
}

/** The schema of a signed document, for those who embed it in their own. */
export function signedSchema<P extends Purpose>(purpose: P) {
  return z.strictObject({
    member: memberIdSchema,
    body: bodySchemas[purpose],
    signature: hexSchema(64)
  })
}

const listSchemas = {
  keys: z.array(signedSchema('keys')).max(membersMax),
  shares: z.array(signedSchema('shares')).max(membersMax),
  masked: z.array(signedSchema('masked')).max(membersMax),
  survivors: z.array(signedSchema('survivors')).max(membersMax),
  unmask: z.array(signedSchema('unmask')).max(membersMax)
} as const

/** Digests and texts of bodies met before; a body is read-only, and forgotten with its document. */
const knownDigests = new WeakMap<object, Bytes32>()
const knownTexts = new WeakMap<object, string>()

/** SHA-256 of a body's canonical bytes. */
export function bodyDigest(crypto: Pick<Crypto, 'sha256'>, body: object): Bytes32 {
  const known = knownDigests.get(body)
  if (known !== undefined) return known
  const text = canonicalText(body as Json)
  const digest = toHex(crypto.sha256(utf8(text))) as Bytes32
  knownDigests.set(body, digest)
  knownTexts.set(body, text)
  return digest
}

/** Canonical JSON of what holds documents: the text of a body that was met is not made again. */
export function encodeDocuments(holding: object): Uint8Array<ArrayBuffer> {
  return encodeCanonical(holding as Json, knownTexts)
}

/** Signs a body as `member`, with its node's private key. */
export function signDocument<P extends Purpose>(
  crypto: Pick<Crypto, 'sha256' | 'ed25519'>,
  context: RoundContext,
  purpose: P,
  author: { readonly member: MemberId; readonly nodeKey: Uint8Array },
  body: Body<P>
): Signed<P> {
  const digest = documentDigest(context, purpose, author.member, bodyDigest(crypto, body))
  const signature = toHex(crypto.ed25519.sign(author.nodeKey, digest))
  return { member: author.member, body, signature }
}

/** Whether the document is its author's, for this context and purpose. */
export function isAuthentic<P extends Purpose>(
  crypto: Pick<Crypto, 'sha256' | 'ed25519'>,
  context: RoundContext,
  purpose: P,
  document: Signed<P>,
  nodeKeyOf: ReadonlyMap<MemberId, Bytes32>
): boolean {
  const nodeKey = nodeKeyOf.get(document.member)
  if (nodeKey === undefined) return false
  const body = bodyDigest(crypto, document.body)
  const signed = wordsOfDocument(context, purpose, document.member, body)
  return isSignedBy(crypto.ed25519, { signed, nodeKey, signature: document.signature }, () =>
    documentDigest(context, purpose, document.member, body)
  )
}

/**
 * Reads documents that came from outside: form, authors each once and sorted, every signature.
 * @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT`, `PROTOCOL_BAD_SIGNATURE`
 */
export function openDocuments<P extends Purpose>(
  crypto: Pick<Crypto, 'sha256' | 'ed25519'>,
  context: RoundContext,
  purpose: P,
  value: unknown,
  nodeKeyOf: ReadonlyMap<MemberId, Bytes32>
): readonly Signed<P>[] {
  const list = parseWith(listSchemas[purpose], value, (why, path) =>
    badDocument(`list of ${purpose} documents`, `${path} ${why}`)
  ) as unknown as readonly Signed<P>[]
  list.forEach((document, index) => {
    const before = list[index - 1]
    if (before !== undefined && before.member >= document.member) {
      throw badDocument(`list of ${purpose} documents`, 'its authors are not sorted, each once')
    }
    if (!isAuthentic(crypto, context, purpose, document, nodeKeyOf)) {
      throw badSignature(purpose, document.member)
    }
  })
  return list
}

/** The one digest that names these documents: their authors and bodies, sorted by author. */
export function setDigest(
  crypto: Pick<Crypto, 'sha256'>,
  documents: readonly Signed<Purpose>[]
): Bytes32 {
  const entries = [...documents]
    .sort((left, right) => (left.member < right.member ? -1 : 1))
    .map(({ member, body }) => [member, bodyDigest(crypto, body)])
  return toHex(crypto.sha256(encodeCanonical(entries))) as Bytes32
}

/** Documents as they travel: sorted by author. */
export function sortDocuments<P extends Purpose>(
  documents: Iterable<Signed<P>>
): readonly Signed<P>[] {
  return [...documents].sort((left, right) => (left.member < right.member ? -1 : 1))
}

/**
 * Of signatures on survivors those that count: by survivors, on exactly these, and with their
 * names right. Whatever else a list holds is not passed on, so that what a member keeps to prove
 * its release is a certificate for everyone.
 */
export function certificateOf(
  crypto: Pick<Crypto, 'sha256'>,
  masked: readonly Signed<'masked'>[],
  signed: readonly Signed<'survivors'>[]
): readonly Signed<'survivors'>[] {
  const digest = setDigest(crypto, masked)
  const authors = authorsOf(sortDocuments(masked))
  const survivors = new Set(authors)
  return signed.filter(
    ({ member, body }) =>
      survivors.has(member) &&
      body.survivors === digest &&
      body.members.length === authors.length &&
      body.members.every((each, index) => each === authors[index])
  )
}

/** Authors of documents, in their order. */
export function authorsOf(documents: readonly Signed<Purpose>[]): readonly MemberId[] {
  return documents.map(({ member }) => member)
}
