/** A whole masking round in one process, step by step, so that a test can bend any step. */
import assert from 'node:assert/strict'
import { type Bytes32, type MemberId, type Random, toHex } from '@commonhold/base'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import { maskGraph, sortMembers } from '../mask-graph.ts'
import { maskVector } from '../mask-vector.ts'
import type {
  KeyAdvert,
  MaskGraph,
  ParcelList,
  RevealedShare,
  RoundSecrets,
  ShareParcel
} from '../masking.ts'
import { digestParcel, digestsOf, parseParcelList } from '../parcel-list.ts'
import { parseRevealedShares, revealShares } from '../reveal.ts'
import { addInto } from '../ring.ts'
import { advertiseKeys, drawRoundSecrets, parseKeyAdvert } from '../round-keys.ts'
import { dealParcels, type HeldShare, isBlame, openParcel } from '../share-parcels.ts'
import { maskCorrection, openSeeds, type SeedsOutcome } from '../unmask.ts'

/** Members that have published keys and parcels; everything is honest until a test changes it. */
export type MaskRound = {
  readonly binding: Uint8Array
  readonly graph: MaskGraph
  readonly secrets: Map<MemberId, RoundSecrets>
  readonly adverts: Map<MemberId, KeyAdvert>
  readonly parcelLists: Map<MemberId, ParcelList>
  /** By dealer. */
  readonly parcels: Map<MemberId, readonly ShareParcel[]>
  /** Of all parcels, by digest. */
  readonly maskCiphertexts: Map<Bytes32, Uint8Array>
  readonly own: Map<MemberId, HeldShare>
}

/** `count` different member ids, sorted. */
export function drawMembers(random: Random, count: number): MemberId[] {
  return sortMembers(Array.from({ length: count }, () => toHex(random.bytes(20)) as MemberId))
}

/** Keys of `members` and parcels of `dealers`, on `maskGraph`'s graph or the given one. */
export function dealRound(
  seed: string | number,
  members: readonly MemberId[],
  dealers: readonly MemberId[] = members,
  sparse?: MaskGraph
): MaskRound {
  const random = createSeededRandom(seed)
  const binding = random.bytes(32)
  const graph = sparse ?? maskGraph(members, random.bytes(32))
  const secrets = new Map(members.map((member) => [member, drawRoundSecrets(random)]))
  const adverts = new Map(
    [...secrets].map(([member, own]) => [member, overWire(advertiseKeys(nodeCrypto, own, binding))])
  )
  for (const [member, advert] of adverts) adverts.set(member, parseKeyAdvert(advert))
  const round: MaskRound = {
    binding,
    graph,
    secrets,
    adverts,
    parcelLists: new Map(),
    parcels: new Map(),
    maskCiphertexts: new Map(),
    own: new Map()
  }
  for (const self of dealers) {
    const dealt = dealParcels({
      crypto: nodeCrypto,
      random,
      binding,
      self,
      secrets: secrets.get(self)!,
      adverts,
      graph
    })
    publish(round, self, dealt)
  }
  return round
}

/** Makes what a member dealt known, its list as it arrives. */
export function publish(
  round: MaskRound,
  self: MemberId,
  { parcels, list, own }: ReturnType<typeof dealParcels>
): void {
  round.parcelLists.set(self, parseParcelList(overWire(list)))
  round.parcels.set(self, parcels)
  round.own.set(self, own)
  for (const parcel of parcels) {
    const { maskCiphertext } = digestParcel(nodeCrypto, parcel)
    round.maskCiphertexts.set(maskCiphertext, parcel.maskCiphertext)
  }
}

/** The shares that `self` holds after it opened every dealer's parcel. */
export function heldBy(round: MaskRound, self: MemberId): Map<MemberId, HeldShare> {
  const held = new Map([[self, round.own.get(self)!]])
  for (const [from, parcels] of round.parcels) {
    const parcel = parcels.find(({ to }) => to === self)
    const digests = digestsOf(round.graph, round.parcelLists, from, self)
    if (parcel === undefined || digests === undefined) continue
    const opened = openParcel({
      crypto: nodeCrypto,
      binding: round.binding,
      self,
      secrets: round.secrets.get(self)!,
      from,
      advertOf: round.adverts.get(from)!,
      parcel,
      digests
    })
    if (!isBlame(opened)) held.set(from, opened)
  }
  return held
}

/** One member's masked vector; everyone with published parcels takes part. */
export function maskFor(
  round: MaskRound,
  self: MemberId,
  vector: Uint32Array,
  wordsPerElement: number
): Promise<Uint32Array<ArrayBuffer>> {
  return maskVector({
    crypto: nodeCrypto,
    binding: round.binding,
    self,
    secrets: round.secrets.get(self)!,
    adverts: round.adverts,
    parcelLists: round.parcelLists,
    maskCiphertexts: round.maskCiphertexts,
    graph: round.graph,
    participants: [...round.parcelLists.keys()],
    vector,
    wordsPerElement
  })
}

/** What every one of `holders` tells when `survivors` are settled. */
export function revealFor(
  round: MaskRound,
  survivors: readonly MemberId[],
  holders: readonly MemberId[]
): Map<MemberId, readonly RevealedShare[]> {
  const participants = [...round.parcelLists.keys()]
  return new Map(
    holders.map((self) => {
      const told = revealShares({ held: heldBy(round, self), survivors, participants, self })
      return [self, parseRevealedShares(overWire(told))]
    })
  )
}

/** Opens seeds from what was told. */
export function openFor(
  round: MaskRound,
  survivors: readonly MemberId[],
  reveals: ReadonlyMap<MemberId, readonly RevealedShare[]>
): SeedsOutcome {
  return openSeeds({
    crypto: nodeCrypto,
    binding: round.binding,
    adverts: round.adverts,
    parcelLists: round.parcelLists,
    graph: round.graph,
    survivors,
    participants: [...round.parcelLists.keys()],
    reveals
  })
}

/** The sum of `masked` (of the survivors) with its masks taken off. */
export async function unmaskFor(
  round: MaskRound,
  masked: ReadonlyMap<MemberId, Uint32Array>,
  opened: SeedsOutcome & { readonly ok: true },
  wordsPerElement: number
): Promise<Uint32Array> {
  const sum = sumOf([...masked.values()], wordsPerElement)
  await maskCorrection({
    crypto: nodeCrypto,
    binding: round.binding,
    adverts: round.adverts,
    parcelLists: round.parcelLists,
    maskCiphertexts: round.maskCiphertexts,
    graph: round.graph,
    survivors: [...masked.keys()],
    participants: [...round.parcelLists.keys()],
    selfSeeds: opened.selfSeeds,
    maskSeeds: opened.maskSeeds,
    sum,
    wordsPerElement
  })
  return sum
}

/** The sum of at least one vector, one after the other. */
export function sumOf(vectors: readonly Uint32Array[], wordsPerElement: number): Uint32Array {
  const sum = new Uint32Array(vectors[0]!.length)
  for (const vector of vectors) addInto(sum, vector, wordsPerElement)
  return sum
}

/** `length` uniform words. */
export function drawWords(random: Random, length: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array(random.bytes(4 * length).buffer)
}

/** What arrives of a document that went through JSON. */
export function overWire<Document>(document: Document) {
  return JSON.parse(JSON.stringify(document))
}

/** Fails at the first word that differs: a whole difference of long vectors takes minutes. */
export function assertSameWords(actual: Uint32Array, expected: Uint32Array): void {
  assert.equal(actual.length, expected.length)
  const place = actual.findIndex((word, index) => word !== expected[index])
  assert.equal(place, -1, `word ${place} differs`)
}
