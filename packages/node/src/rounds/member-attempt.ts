/**
 * One member's part in one attempt: the secrets, the documents seen so far, and the work behind
 * each answer. Whether a question may be answered at all is `replyTo`'s to say; what is said once
 * is said again to the same question, and never otherwise.
 */
import { type Bytes32, bytesOf, type MemberId } from '@commonhold/base'
import { canUnmask, maskGraph } from '@commonhold/learning/masking/mask-graph'
import { maskVector } from '@commonhold/learning/masking/mask-vector'
import type { MaskGraph, RoundSecrets } from '@commonhold/learning/masking/masking'
import { revealShares } from '@commonhold/learning/masking/reveal'
import {
  advertiseKeys,
  drawRoundSecrets,
  parseKeyAdvert
} from '@commonhold/learning/masking/round-keys'
import { dealParcels, type HeldShare, openParcel } from '@commonhold/learning/masking/share-parcels'
import {
  type Ask,
  authorsOf,
  type Body,
  certificateOf,
  type MemberState,
  openDocuments,
  type Purpose,
  type RoundContext,
  refused,
  replyTo,
  roundBinding,
  roundSeed,
  type Signed,
  setDigest,
  signDocument
} from '@commonhold/protocol'
import { saveAgreed } from './agreed-attempt.ts'
import { fetchVectors } from './fetch-vectors.ts'
import { nodeKeysOf } from './node-keys.ts'
import { noteRelease } from './note-release.ts'
import type { OpenRound, RoundDeps } from './open-round.ts'
import {
  cidsOf,
  contentsOfParcels,
  contentsOfSum,
  dealtTo,
  heldCiphertexts,
  heldContents,
  parcelListsOf
} from './parcel-contents.ts'
import type { RoundContents } from './round-contents.ts'
import type { RoundAnswer, RoundAsk, RoundQuestion } from './round-messages.ts'

/** The world of a member within one opening. */
export type MemberDeps = RoundDeps & { readonly store: RoundContents }

/** A member's memory of one attempt. Lost with the process: then it sits the attempt out. */
export type MemberAttempt = {
  readonly context: RoundContext
  readonly binding: Uint8Array
  readonly secrets: RoundSecrets
  readonly answers: Map<RoundAsk['kind'], RoundAnswer>
  readonly held: Map<MemberId, HeldShare>
  /** Members whose shares did not open: left out when this member aggregates. */
  readonly suspects: Set<MemberId>
  state: MemberState
  graph: MaskGraph | undefined
  keys: readonly Signed<'keys'>[]
  shares: readonly Signed<'shares'>[]
  masked: readonly Signed<'masked'>[]
  certificate: readonly Signed<'survivors'>[]
}

/** An attempt at its beginning, with fresh secrets. */
export function beginMemberAttempt(
  deps: MemberDeps,
  context: RoundContext,
  suspects: Set<MemberId>
): MemberAttempt {
  return {
    context,
    binding: roundBinding(context),
    secrets: drawRoundSecrets(deps.random),
    answers: new Map(),
    held: new Map(),
    suspects,
    state: { kind: 'open' },
    graph: undefined,
    keys: [],
    shares: [],
    masked: [],
    certificate: []
  }
}

/** A question of the first five phases, and the small contents that came with it. */
export type MemberAsk = {
  readonly ask: Exclude<RoundAsk, { kind: 'result' }>
  readonly contents?: RoundQuestion['contents']
}

/**
 * The answer to a question of the first five phases.
 * @throws {CommonholdError} `PROTOCOL_REFUSED`, `PROTOCOL_BAD_DOCUMENT`, `PROTOCOL_BAD_SIGNATURE`,
 * `LEARNING_BAD_ADVERT`
 */
export async function answerAsk(
  deps: MemberDeps,
  round: OpenRound,
  attempt: MemberAttempt,
  { ask, contents = [] }: MemberAsk,
  from: MemberId
): Promise<RoundAnswer> {
  switch (ask.kind) {
    case 'keys':
      return await answerKeys(deps, round, attempt)
    case 'shares':
      return await answerShares(deps, round, attempt, ask.keys)
    case 'masked':
      return await answerMasked(deps, round, attempt, { ...ask, contents })
    case 'survivors':
      return await answerSurvivors(deps, round, attempt, { ...ask, contents }, from)
    case 'unmask':
      return await answerUnmask(deps, round, attempt, ask.survivors)
  }
}

async function answerKeys(
  deps: MemberDeps,
  round: OpenRound,
  attempt: MemberAttempt
): Promise<RoundAnswer> {
  return await proceed(round, attempt, { kind: 'keys' }, async () => {
    const advert = advertiseKeys(deps.crypto, attempt.secrets, attempt.binding)
    const body: Body<'keys'> = { advert, engine: round.engine }
    return { kind: 'keys', document: sign(deps, attempt, 'keys', body) }
  })
}

async function answerShares(
  deps: MemberDeps,
  round: OpenRound,
  attempt: MemberAttempt,
  value: unknown
): Promise<RoundAnswer> {
  const keys = open(deps, round, attempt, 'keys', value)
  for (const { body } of keys) parseKeyAdvert(body.advert)
  const digest = setDigest(deps.crypto, keys)
  const fact: Ask = {
    kind: 'shares',
    keys: digest,
    authors: authorsOf(keys),
    hasOwn: hasOwn(deps, attempt, 'keys', keys)
  }
  return await proceed(round, attempt, fact, async () => {
    const graph = maskGraph(authorsOf(keys), roundSeed(attempt.context))
    const { parcels, list, own } = dealParcels({
      crypto: deps.crypto,
      random: deps.random,
      binding: attempt.binding,
      self: deps.peers.self,
      secrets: attempt.secrets,
      adverts: advertsOf(keys),
      graph
    })
    attempt.keys = keys
    attempt.graph = graph
    attempt.held.set(deps.peers.self, own)
    const document = sign(deps, attempt, 'shares', { keys: digest, parcels: list })
    return { kind: 'shares', document, contents: contentsOfParcels(parcels) }
  })
}

async function answerMasked(
  deps: MemberDeps,
  round: OpenRound,
  attempt: MemberAttempt,
  shown: { readonly shares: unknown; readonly contents: NonNullable<MemberAsk['contents']> }
): Promise<RoundAnswer> {
  const shares = open(deps, round, attempt, 'shares', shown.shares)
  const participants = setDigest(deps.crypto, shares)
  const keysDigest = attempt.state.kind === 'dealt' ? attempt.state.keys : undefined
  const fact: Ask = {
    kind: 'masked',
    participants,
    authors: authorsOf(shares),
    hasOwn: hasOwn(deps, attempt, 'shares', shares),
    keysAgree: shares.every(({ body }) => body.keys === keysDigest)
  }
  return await proceed(round, attempt, fact, async () => {
    const maskCiphertexts = openParcels(deps, attempt, shares, shown.contents)
    const vector = await maskVector({
      crypto: deps.crypto,
      binding: attempt.binding,
      self: deps.peers.self,
      secrets: attempt.secrets,
      adverts: advertsOf(attempt.keys),
      parcelLists: parcelListsOf(shares),
      maskCiphertexts,
      graph: attempt.graph!,
      participants: authorsOf(shares),
      vector: await round.contribution(),
      wordsPerElement: round.stage.shape.wordsPerElement
    })
    const bytes = bytesOf(vector)
    const cid = await deps.store.put(bytes)
    attempt.shares = shares
    const body: Body<'masked'> = { participants, vector: cid, sizeBytes: bytes.length }
    const document = sign(deps, attempt, 'masked', body)
    const contents = deps.store.held([cid])
    return { kind: 'masked', document, ...(contents.length === 0 ? {} : { contents }) }
  })
}

/**
 * Opens the parcels that are addressed to this member; one that does not open stops the member.
 * Whose parcel did not come along is not to blame: whoever asks had it, or should not have asked.
 * @returns the mask ciphertexts, by digest
 */
function openParcels(
  deps: MemberDeps,
  attempt: MemberAttempt,
  shares: readonly Signed<'shares'>[],
  contents: NonNullable<MemberAsk['contents']>
): ReadonlyMap<Bytes32, Uint8Array> {
  const { crypto, peers, store } = deps
  const adverts = advertsOf(attempt.keys)
  const dealt = dealtTo(attempt.graph!, shares, peers.self)
  const wanted = [...dealt.values()].flatMap(({ maskCiphertext, sealedShares }) => [
    maskCiphertext,
    sealedShares
  ])
  store.take(contents, cidsOf(wanted))
  const held = heldContents(store, wanted)
  const neighbours = new Set(attempt.graph!.neighbours.get(peers.self))
  for (const { member } of shares) {
    if (!neighbours.has(member)) continue
    const digests = dealt.get(member)
    if (digests === undefined) {
      attempt.suspects.add(member)
      throw refused('R2', `${member} dealt no share to this member`)
    }
    const maskCiphertext = held.get(digests.maskCiphertext)
    const sealedShares = held.get(digests.sealedShares)
    if (maskCiphertext === undefined || sealedShares === undefined) {
      throw refused('R2', `the parcel of ${member} did not come along`)
    }
    const opened = openParcel({
      crypto,
      binding: attempt.binding,
      self: peers.self,
      secrets: attempt.secrets,
      from: member,
      advertOf: adverts.get(member)!,
      parcel: { maskCiphertext, sealedShares },
      digests
    })
    if ('reason' in opened) {
      attempt.suspects.add(member)
      throw refused('R2', `the share of ${member}: ${opened.reason}`)
    }
    attempt.held.set(member, opened)
  }
  return held
}

/**
 * To sign the survivors is also to say that this member holds all that their sum rests on: vectors,
 * and mask ciphertexts to who dropped. So whoever takes over after shares are out can finish the
 * round, whichever node is gone by then.
 */
async function answerSurvivors(
  deps: MemberDeps,
  round: OpenRound,
  attempt: MemberAttempt,
  shown: { readonly masked: unknown; readonly contents: NonNullable<MemberAsk['contents']> },
  from: MemberId
): Promise<RoundAnswer> {
  const masked = open(deps, round, attempt, 'masked', shown.masked)
  const survivors = setDigest(deps.crypto, masked)
  const participants = attempt.state.kind === 'masked' ? attempt.state.participants : undefined
  const fact: Ask = {
    kind: 'survivors',
    survivors,
    authors: authorsOf(masked),
    hasOwn: hasOwn(deps, attempt, 'masked', masked),
    participantsAgree: masked.every(({ body }) => body.participants === participants)
  }
  return await proceed(round, attempt, fact, async () => {
    const { previousModel, epoch, attempt: number } = attempt.context
    if (!deps.releases.allows({ previousModel, epoch, attempt: number, members: fact.authors })) {
      throw refused('R7', 'shares were released for other survivors of the same incoming model')
    }
    if (!canUnmask(attempt.graph!, authorsOf(attempt.shares), fact.authors)) {
      throw refused('R5', 'the survivors hold too few shares to open their sum')
    }
    const documents = { graph: attempt.graph!, shares: attempt.shares, masked }
    deps.store.take(shown.contents, contentsOfSum(documents))
    if (heldCiphertexts(deps.store, documents) === undefined) {
      throw refused('R5', 'a mask ciphertext that the sum opens with did not come along')
    }
    await fetchVectors(deps, round, masked, from)
    attempt.masked = masked
    const body: Body<'survivors'> = { survivors, members: [...authorsOf(masked)] }
    const document = sign(deps, attempt, 'survivors', body)
    await saveAgreed(deps, attempt, document)
    return { kind: 'survivors', document }
  })
}

async function answerUnmask(
  deps: MemberDeps,
  round: OpenRound,
  attempt: MemberAttempt,
  value: unknown
): Promise<RoundAnswer> {
  const shown = open(deps, round, attempt, 'survivors', value)
  const survivors = setDigest(deps.crypto, attempt.masked)
  const certificate = certificateOf(deps.crypto, attempt.masked, shown)
  const fact: Ask = { kind: 'unmask', survivors, signers: authorsOf(certificate) }
  return await proceed(round, attempt, fact, async () => {
    if (!canUnmask(attempt.graph!, authorsOf(attempt.shares), fact.signers)) {
      throw refused('R5', 'those who signed the survivors hold too few shares to open their sum')
    }
    const reveals = revealShares({
      held: attempt.held,
      survivors: authorsOf(attempt.masked),
      participants: authorsOf(attempt.shares),
      self: deps.peers.self
    })
    const document = sign(deps, attempt, 'unmask', { survivors, reveals: [...reveals] })
    attempt.certificate = certificate
    await noteRelease(deps, attempt, document)
    return { kind: 'unmask', document }
  })
}

/** Asks the machine; does the work where it says so; remembers state and answer together. */
async function proceed(
  round: OpenRound,
  attempt: MemberAttempt,
  fact: Ask,
  work: () => Promise<RoundAnswer>
): Promise<RoundAnswer> {
  const reply = replyTo(attempt.state, fact, { cohortMin: round.cohortMin })
  if (reply.kind === 'refuse') throw refused(reply.rule, reply.why)
  if (reply.kind === 'repeat') return attempt.answers.get(fact.kind)!
  const answer = await work()
  attempt.state = reply.state
  attempt.answers.set(fact.kind, answer)
  return answer
}

function open<P extends Purpose>(
  deps: MemberDeps,
  round: OpenRound,
  attempt: MemberAttempt,
  purpose: P,
  value: unknown
): readonly Signed<P>[] {
  return openDocuments(deps.crypto, attempt.context, purpose, value, nodeKeysOf(round))
}

function sign<P extends Purpose>(
  deps: MemberDeps,
  attempt: MemberAttempt,
  purpose: P,
  body: Body<P>
): Signed<P> {
  const author = { member: deps.peers.self, nodeKey: deps.nodeKey.reveal() }
  return signDocument(deps.crypto, attempt.context, purpose, author, body)
}

/** Whether what this member said is in the list, unchanged. */
function hasOwn<P extends 'keys' | 'shares' | 'masked'>(
  deps: MemberDeps,
  attempt: MemberAttempt,
  purpose: P,
  documents: readonly Signed<P>[]
): boolean {
  const own = attempt.answers.get(purpose)
  const shown = documents.find(({ member }) => member === deps.peers.self)
  if (own === undefined || shown === undefined || own.kind !== purpose) return false
  return own.document.signature === shown.signature
}

function advertsOf(keys: readonly Signed<'keys'>[]) {
  return new Map(keys.map(({ member, body }) => [member, body.advert]))
}
