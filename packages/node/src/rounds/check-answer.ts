/** What an aggregator holds a member's answer to, before it passes it on. */
import { type Bytes32, cidOfDigest, type MemberId, toHex } from '@commonhold/base'
import { canUnmask, maskGraph } from '@commonhold/learning/masking/mask-graph'
import {
  blameParcelList,
  maskCiphertextBytes,
  parseParcelList,
  sealedSharesBytes
} from '@commonhold/learning/masking/parcel-list'
import { parseKeyAdvert } from '@commonhold/learning/masking/round-keys'
import {
  authorsOf,
  badDocument,
  badSignature,
  certificateOf,
  checkTranscript,
  isAuthentic,
  openDocuments,
  type Phase,
  type Purpose,
  type RoundContext,
  roundSeed,
  type Signed,
  setDigest
} from '@commonhold/protocol'
import { type Gathering, graphOf } from './gathering.ts'
import { nodeKeysOf } from './node-keys.ts'
import { contentsOfSum, heldCiphertexts } from './parcel-contents.ts'
import type { RoundAnswer } from './round-messages.ts'

/**
 * Keeps an answer's document where it is its sender's, of this phase and for the sets shown.
 * @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT`, `PROTOCOL_BAD_SIGNATURE`,
 * `LEARNING_BAD_ADVERT`, `LEARNING_BAD_PARCELS`
 */
export function checkAnswer(
  gathering: Gathering,
  member: MemberId,
  phase: Phase,
  answer: Exclude<RoundAnswer, { kind: 'result' | 'locked' }>
): void {
  const { documents } = gathering
  if (answer.kind !== phase) throw badDocument(answer.kind, `"${phase}" was asked`)
  if (answer.document.member !== member) throw badDocument(answer.kind, 'its author is another')
  switch (answer.kind) {
    case 'keys':
      parseKeyAdvert(answer.document.body.advert)
      keep(gathering, 'keys', answer.document)
      break
    case 'shares':
      expectSet(gathering, 'keys', answer.document.body.keys)
      keepShares(gathering, answer)
      break
    case 'masked':
      expectSet(gathering, 'shares', answer.document.body.participants)
      keep(gathering, 'masked', answer.document)
      break
    case 'survivors':
      expectSet(gathering, 'masked', answer.document.body.survivors)
      expectNames(gathering, answer.document)
      keep(gathering, 'survivors', answer.document)
      break
    case 'unmask':
      expectSet(gathering, 'masked', answer.document.body.survivors)
      documents.unmask.delete(member)
      keep(gathering, 'unmask', answer.document)
      break
  }
}

function keep<P extends Purpose>(gathering: Gathering, purpose: P, value: unknown): void {
  const document = value as Signed<P>
  const { deps, context, round } = gathering
  if (!isAuthentic(deps.crypto, context, purpose, document, nodeKeysOf(round))) {
    throw badSignature(purpose, document.member)
  }
  gathering.documents[purpose].set(document.member, document)
}

function expectSet(gathering: Gathering, purpose: Purpose, claimed: string): void {
  const { deps, documents, digests } = gathering
  const shown = digests.get(purpose) ?? setDigest(deps.crypto, [...documents[purpose].values()])
  digests.set(purpose, shown)
  if (shown !== claimed) throw badDocument('answer', `it is for another set of "${purpose}"`)
}

function expectNames({ deps, documents }: Gathering, answer: Signed<'survivors'>): void {
  const masked = [...documents.masked.values()]
  if (certificateOf(deps.crypto, masked, [answer]).length === 1) return
  throw badDocument('answer', 'it names other survivors than it signs')
}

function keepShares(gathering: Gathering, answer: Extract<RoundAnswer, { kind: 'shares' }>): void {
  const parts = checkParcels(gathering, answer)
  keep(gathering, 'shares', answer.document)
  for (const [digest, part] of parts) gathering.parcels.set(digest, part)
}

/**
 * What a third party can see of parcels: that there is one for each neighbour, and that each came
 * along as it was signed.
 * @returns their parts, by digest
 */
function checkParcels(
  gathering: Gathering,
  { document, contents = [] }: Extract<RoundAnswer, { kind: 'shares' }>
): ReadonlyMap<Bytes32, Uint8Array<ArrayBuffer>> {
  const { member, body } = document
  const { sha256 } = gathering.deps.crypto
  const list = parseParcelList(body.parcels)
  const blame = blameParcelList(graphOf(gathering), member, list)
  if (blame !== undefined) throw badDocument('list of parcels', blame.detail, { member })
  const came = new Map(contents.map((part) => [toHex(sha256(part)) as Bytes32, part]))
  const isHere = (digests: readonly Bytes32[], length: number): boolean =>
    digests.every((digest) => came.get(digest)?.length === length)
  if (
    !isHere(list.maskCiphertexts, maskCiphertextBytes) ||
    !isHere(list.sealedShares, sealedSharesBytes)
  ) {
    throw badDocument('list of parcels', 'a parcel did not come along', { member })
  }
  const listed = [...list.maskCiphertexts, ...list.sealedShares]
  return new Map(listed.map((digest) => [digest, came.get(digest)!]))
}

/** An attempt in which shares were released, as proven by one who released. */
export type ProvenLock = {
  readonly context: RoundContext
  readonly keys: readonly Signed<'keys'>[]
  readonly shares: readonly Signed<'shares'>[]
  readonly masked: readonly Signed<'masked'>[]
  readonly survivors: readonly Signed<'survivors'>[]
}

/**
 * Holds what a member says of a release to the rules of a transcript. A member that cannot prove
 * it is lost like any other that lies, and stops nobody.
 * @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT`, `PROTOCOL_BAD_SIGNATURE`
 */
export function proveLock(
  gathering: Gathering,
  member: MemberId,
  { evidence, contents = [] }: Extract<RoundAnswer, { kind: 'locked' }>
): ProvenLock {
  const { deps, round } = gathering
  const { attempt, unmask } = evidence
  const context = { ...round.opening, attempt }
  const nodeKeys = nodeKeysOf(round)
  const load = <P extends Exclude<Purpose, 'unmask'>>(purpose: P): readonly Signed<P>[] =>
    openDocuments(deps.crypto, context, purpose, evidence[purpose], nodeKeys)
  const [keys, shares, masked] = [load('keys'), load('shares'), load('masked')] as const
  const survivors = certificateOf(deps.crypto, masked, load('survivors'))
  if (unmask.member !== member) throw badDocument('evidence', 'the released shares are another’s')
  const broken = checkTranscript(deps.crypto, context, round.record.members, {
    format: 'commonhold-transcript/2',
    ...context,
    aggregator: deps.peers.self,
    model: cidOfDigest(setDigest(deps.crypto, masked)),
    keys,
    shares,
    masked,
    survivors,
    unmask: [unmask as Signed<'unmask'>],
    maskCiphertexts: []
  }).find(({ ok }) => !ok)
  if (broken !== undefined) throw badDocument('evidence', `${broken.name}: ${broken.detail}`)
  const documents = { graph: maskGraph(authorsOf(keys), roundSeed(context)), shares, masked }
  if (!canUnmask(documents.graph, authorsOf(shares), authorsOf(survivors))) {
    throw badDocument('evidence', 'those who signed the survivors hold too few shares')
  }
  deps.store.take(contents, contentsOfSum(documents))
  if (heldCiphertexts(deps.store, documents) === undefined) {
    throw badDocument('evidence', 'it lacks a mask ciphertext that the sum opens with')
  }
  return { context, keys, shares, masked, survivors }
}

/** Goes on with the attempt of `lock`, whose documents are now this aggregator's. */
export function takeOver(gathering: Gathering, lock: ProvenLock): void {
  gathering.context = lock.context
  gathering.graph = undefined
  replace(gathering, 'keys', lock.keys)
  replace(gathering, 'shares', lock.shares)
  replace(gathering, 'masked', lock.masked)
  replace(gathering, 'survivors', lock.survivors)
  gathering.documents.unmask.clear()
}

function replace<P extends Purpose>(
  gathering: Gathering,
  purpose: P,
  documents: readonly Signed<P>[]
): void {
  const map = gathering.documents[purpose] as Map<MemberId, Signed<P>>
  map.clear()
  for (const document of documents) map.set(document.member, document)
}
