/**
 * A round's transcript: every signed document of the attempt that became final, in one file whose
 * digest is on the ledger. With the masked vectors and the incoming artefact it is all that a
 * stranger needs to recompute the round.
 */
import {
  type Bytes32,
  type Cid,
  type Crypto,
  decodeCanonical,
  fromHex,
  type Hex,
  type MemberId,
  toHex
} from '@commonhold/base'
import { z } from 'zod'
import { badDocument } from '../errors.ts'
import type { StudyMember } from '../ledger/ledger.ts'
import { parseWith } from '../parse-with.ts'
import {
  bytes32Schema,
  cidSchema,
  hexSchema,
  memberIdSchema,
  studyIdSchema,
  uint32Schema
} from '../primitives.ts'
import { isQuorum, type Purpose, type RoundContext } from './context.ts'
import {
  authorsOf,
  certificateOf,
  encodeDocuments,
  isAuthentic,
  membersMax,
  type Signed,
  setDigest,
  signedSchema
} from './documents.ts'

/** The largest accepted transcript: 1,000 members with 98 neighbours each, a third dropped. */
export const transcriptBytesMax = 256 * 1024 * 1024

/** A third of 1,000 members with 98 neighbours each. */
const maskCiphertextsMax = 33_000

function documents<P extends Purpose>(purpose: P) {
  return z.array(signedSchema(purpose)).min(1).max(membersMax)
}

const transcriptSchema = z.strictObject({
  format: z.literal('commonhold-transcript/2'),
  study: studyIdSchema,
  round: uint32Schema,
  epoch: uint32Schema,
  attempt: uint32Schema,
  previousModel: bytes32Schema,
  aggregator: memberIdSchema,
  /** The artefact that the survivors signed. */
  model: cidSchema,
  keys: documents('keys'),
  shares: documents('shares'),
  masked: documents('masked'),
  survivors: documents('survivors'),
  unmask: documents('unmask'),
  maskCiphertexts: z.array(hexSchema(1088)).max(maskCiphertextsMax)
})

/** A round's transcript. */
export type Transcript = {
  readonly format: 'commonhold-transcript/2'
  readonly study: RoundContext['study']
  readonly round: number
  readonly epoch: number
  readonly attempt: number
  readonly previousModel: Bytes32
  readonly aggregator: MemberId
  readonly model: Cid
  readonly keys: readonly Signed<'keys'>[]
  readonly shares: readonly Signed<'shares'>[]
  readonly masked: readonly Signed<'masked'>[]
  readonly survivors: readonly Signed<'survivors'>[]
  readonly unmask: readonly Signed<'unmask'>[]
  /**
   * What survivors encapsulated to those who dropped, 1,088 bytes each, whose digests are in
   * `shares`: in the order of who dropped and, for each, of who encapsulated.
   */
  readonly maskCiphertexts: readonly Hex[]
}

/** The bytes whose digest goes to the ledger. */
export function encodeTranscript(transcript: Transcript): Uint8Array<ArrayBuffer> {
  return encodeDocuments(transcript)
}

/** @throws {CommonholdError} `BASE_NOT_CANONICAL`, `PROTOCOL_BAD_DOCUMENT` */
export function decodeTranscript(bytes: Uint8Array): Transcript {
  const document = decodeCanonical(bytes, transcriptBytesMax)
  return parseWith(transcriptSchema, document, (why, path) =>
    badDocument('transcript', `${path} ${why}`)
  ) as unknown as Transcript
}

/** One check of a transcript: a claim, whether it holds, and whom it implicates if not. */
export type TranscriptCheck = {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  readonly implicates?: readonly MemberId[]
}

/**
 * Holds a transcript's documents to the rules of a round: places, signatures, sets and quorum.
 * Masks are not opened here. All checks are made; none throws.
 */
export function checkTranscript(
  crypto: Pick<Crypto, 'sha256' | 'ed25519'>,
  context: RoundContext,
  members: readonly StudyMember[],
  transcript: Transcript
): readonly TranscriptCheck[] {
  const { aggregator, keys, shares, masked, survivors, unmask } = transcript
  const checkSet = setChecker(aggregator)
  const nodeKeys = new Map(members.map(({ member, nodeKey }) => [member, nodeKey]))
  return [
    checkPlace(context, members, transcript),
    ...(['keys', 'shares', 'masked', 'survivors', 'unmask'] as const).map((purpose) =>
      checkSignatures(crypto, context, purpose, transcript[purpose], nodeKeys)
    ),
    checkSet(
      'shares were dealt for the published keys',
      shares,
      keys,
      setDigest(crypto, keys),
      (body) => body.keys
    ),
    checkSet(
      'vectors were masked for the published participants',
      masked,
      shares,
      setDigest(crypto, shares),
      (body) => body.participants
    ),
    checkSet(
      'survivors signed the published vectors',
      survivors,
      masked,
      setDigest(crypto, masked),
      (body) => body.survivors
    ),
    checkNames(crypto, masked, survivors),
    checkSet(
      'shares were released for the signed survivors',
      unmask,
      masked,
      setDigest(crypto, masked),
      (body) => body.survivors
    ),
    checkQuorum(survivors.length, shares.length),
    checkReveals(shares, masked, unmask),
    checkCiphertexts(crypto, transcript)
  ]
}

function checkPlace(
  context: RoundContext,
  members: readonly StudyMember[],
  transcript: Transcript
): TranscriptCheck {
  const names = ['study', 'round', 'epoch', 'attempt', 'previousModel'] as const
  const isMember = members.some(({ member }) => member === transcript.aggregator)
  const wrong: string[] = names.filter((name) => transcript[name] !== context[name])
  if (!isMember) wrong.push('aggregator')
  return {
    name: 'the transcript is of this round',
    ok: wrong.length === 0,
    detail: wrong.length === 0 ? `attempt ${transcript.attempt}` : `differs in ${wrong.join(', ')}`,
    ...(wrong.length === 0 ? {} : { implicates: [transcript.aggregator] })
  }
}

function checkSignatures<P extends Purpose>(
  crypto: Pick<Crypto, 'sha256' | 'ed25519'>,
  context: RoundContext,
  purpose: P,
  list: readonly Signed<P>[],
  nodeKeys: ReadonlyMap<MemberId, Bytes32>
): TranscriptCheck {
  const authors = authorsOf(list)
  const isSorted = authors.every((member, index) => index === 0 || authors[index - 1]! < member)
  const forged = list.filter(
    (document) => !isAuthentic(crypto, context, purpose, document, nodeKeys)
  )
  return {
    name: `every "${purpose}" document is signed by its author`,
    ok: isSorted && forged.length === 0,
    detail: isSorted
      ? forged.length === 0
        ? `${list.length} signatures hold`
        : `${forged.length} of ${list.length} signatures do not hold`
      : 'the authors are not sorted, each once',
    ...(forged.length === 0 ? {} : { implicates: authorsOf(forged) })
  }
}

/**
 * Holds what documents say of a set to the set that was published. One who says otherwise than the
 * others is implicated; where most do, it is the published set that is another, and the aggregator
 * who published it.
 */
function setChecker(aggregator: MemberId) {
  return <P extends Purpose>(
    name: string,
    list: readonly Signed<P>[],
    of: readonly Signed<Purpose>[],
    digest: Bytes32,
    claimed: (body: Signed<P>['body']) => Bytes32
  ): TranscriptCheck => {
    const allowed = new Set(authorsOf(of))
    const wrong = list.filter(
      (document) => claimed(document.body) !== digest || !allowed.has(document.member)
    )
    if (wrong.length === 0) return { name, ok: true, detail: `${list.length} agree` }
    const implicates = 2 * wrong.length > list.length ? [aggregator] : authorsOf(wrong)
    return { name, ok: false, detail: `${wrong.length} of ${list.length} do not`, implicates }
  }
}

/** The names in what survivors signed are for readers; whoever reads them must not be misled. */
function checkNames(
  crypto: Pick<Crypto, 'sha256'>,
  masked: readonly Signed<'masked'>[],
  survivors: readonly Signed<'survivors'>[]
): TranscriptCheck {
  const name = 'the survivors that were signed are named as they are'
  const right = new Set(certificateOf(crypto, masked, survivors))
  const digest = setDigest(crypto, masked)
  // Who signed another set, or is no survivor, fails the check of the sets.
  const wrong = survivors.filter(
    (each) =>
      !right.has(each) &&
      each.body.survivors === digest &&
      masked.some(({ member }) => member === each.member)
  )
  if (wrong.length === 0) return { name, ok: true, detail: `${survivors.length} agree` }
  const detail = `${wrong.length} of ${survivors.length} are not`
  return { name, ok: false, detail, implicates: authorsOf(wrong) }
}

function checkQuorum(signers: number, participants: number): TranscriptCheck {
  return {
    name: 'more than two thirds of the participants signed the survivors',
    ok: isQuorum(signers, participants),
    detail: `${signers} of ${participants}`
  }
}

/** Nobody told both halves of a member's secrets, or a half that the survivors did not call for. */
function checkReveals(
  shares: readonly Signed<'shares'>[],
  masked: readonly Signed<'masked'>[],
  unmask: readonly Signed<'unmask'>[]
): TranscriptCheck {
  const survivors = new Set(authorsOf(masked))
  const participants = new Set(authorsOf(shares))
  const wrong = unmask.filter(({ body }) =>
    body.reveals.some(
      ({ of, secret }) => !participants.has(of) || (secret === 'self') !== survivors.has(of)
    )
  )
  return {
    name: 'only self seeds of survivors and mask seeds of the dropped were opened',
    ok: wrong.length === 0,
    detail:
      wrong.length === 0 ? `${unmask.length} members released` : `${wrong.length} released more`,
    ...(wrong.length === 0 ? {} : { implicates: authorsOf(wrong) })
  }
}

/** Which of them the sum opens with is for who recomputes it to say; all are survivors' own. */
function checkCiphertexts(
  crypto: Pick<Crypto, 'sha256'>,
  { aggregator, shares, masked, maskCiphertexts }: Transcript
): TranscriptCheck {
  const survivors = new Set(authorsOf(masked))
  const dealt = new Set(
    shares.flatMap(({ member, body }) =>
      survivors.has(member) ? body.parcels.maskCiphertexts : []
    )
  )
  const others = maskCiphertexts.filter(
    (hex) => !dealt.has(toHex(crypto.sha256(fromHex(hex))) as Bytes32)
  )
  return {
    name: 'every mask ciphertext is one that a survivor dealt',
    ok: others.length === 0,
    detail: `${maskCiphertexts.length - others.length} of ${maskCiphertexts.length} are`,
    ...(others.length === 0 ? {} : { implicates: [aggregator] })
  }
}

/** Content ids that the round rests on: what a recomputation has to fetch. */
export function contentOf(transcript: Transcript): readonly Cid[] {
  return [...transcript.masked.map(({ body }) => body.vector), transcript.model]
}
