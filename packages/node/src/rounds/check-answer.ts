/** What an aggregator holds a member's answer to, before it passes it on. */
import { cidOfDigest, type Json, type MemberId } from '@commonhold/base'
import { maskGraph } from '@commonhold/learning/masking/mask-graph'
import { blameParcelSet, parseParcelSet } from '@commonhold/learning/masking/parcel-set'
import { parseKeyAdvert } from '@commonhold/learning/masking/round-keys'
import {
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
import type { Gathering } from './aggregate-attempt.ts'
import { nodeKeysOf } from './node-keys.ts'
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
      checkParcels(gathering, member, answer.document.body.parcels)
      keep(gathering, 'shares', answer.document)
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
  const shown = setDigest(gathering.deps.crypto, [...gathering.documents[purpose].values()])
  if (shown !== claimed) throw badDocument('answer', `it is for another set of "${purpose}"`)
}

function expectNames({ deps, documents }: Gathering, answer: Signed<'survivors'>): void {
  const masked = [...documents.masked.values()]
  if (certificateOf(deps.crypto, masked, [answer]).length === 1) return
  throw badDocument('answer', 'it names other survivors than it signs')
}

/** What a third party can see of parcels: their form, and that there is one for each neighbour. */
function checkParcels(gathering: Gathering, member: MemberId, parcels: readonly Json[]): void {
  const { context, documents } = gathering
  const graph = maskGraph([...documents.keys.keys()], roundSeed(context))
  const blame = blameParcelSet(graph, member, parseParcelSet(parcels))
  if (blame !== undefined) throw badDocument('set of parcels', blame.detail, { member })
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
    format: 'commonhold-transcript/1',
    ...context,
    aggregator: deps.peers.self,
    model: cidOfDigest(setDigest(deps.crypto, masked)),
    keys,
    shares,
    masked,
    survivors,
    unmask: [unmask as Signed<'unmask'>]
  }).find(({ ok }) => !ok)
  if (broken !== undefined) throw badDocument('evidence', `${broken.name}: ${broken.detail}`)
  deps.store.take(
    contents,
    masked.map(({ body }) => body.vector)
  )
  return { context, keys, shares, masked, survivors }
}

/** Goes on with the attempt of `lock`, whose documents are now this aggregator's. */
export function takeOver(gathering: Gathering, lock: ProvenLock): void {
  gathering.context = lock.context
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
