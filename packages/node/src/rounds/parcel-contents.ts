/**
 * Parcels as contents of a round's messages: each part is known by the digest that its dealer
 * signed, and goes to its receiver alone; mask ciphertexts to who dropped go to all survivors.
 */
import { type Bytes32, type Cid, cidOfDigest, type MemberId } from '@commonhold/base'
import type {
  MaskGraph,
  ParcelDigests,
  ParcelList,
  ShareParcel
} from '@commonhold/learning/masking/masking'
import {
  ciphertextsToOpen,
  digestsOf,
  maskCiphertextBytes
} from '@commonhold/learning/masking/parcel-list'
import { authorsOf, type Signed } from '@commonhold/protocol'
import type { RoundContents } from './round-contents.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What each member signed of its parcels. */
export function parcelListsOf(
  shares: readonly Signed<'shares'>[]
): ReadonlyMap<MemberId, ParcelList> {
  return new Map(shares.map(({ member, body }) => [member, body.parcels]))
}

/** A parcel's parts as contents of the message that it is dealt with. */
export function contentsOfParcels(parcels: readonly ShareParcel[]): readonly Bytes[] {
  return parcels.flatMap(({ maskCiphertext, sealedShares }) => [maskCiphertext, sealedShares])
}

/** What was dealt to one member, by dealer; without dealers whose lists have no entry for it. */
export function dealtTo(
  graph: MaskGraph,
  shares: readonly Signed<'shares'>[],
  to: MemberId
): ReadonlyMap<MemberId, ParcelDigests> {
  const lists = parcelListsOf(shares)
  const dealt = new Map<MemberId, ParcelDigests>()
  for (const from of graph.neighbours.get(to) ?? []) {
    const digests = digestsOf(graph, lists, from, to)
    if (digests !== undefined) dealt.set(from, digests)
  }
  return dealt
}

/** Contents by their digests, of those that the store holds in memory. */
export function heldContents(
  store: Pick<RoundContents, 'held'>,
  digests: Iterable<Bytes32>
): ReadonlyMap<Bytes32, Bytes> {
  const held = new Map<Bytes32, Bytes>()
  for (const digest of digests) {
    const [bytes] = store.held([cidOfDigest(digest)])
    if (bytes !== undefined) held.set(digest, bytes)
  }
  return held
}

/** Content ids of digests. */
export function cidsOf(digests: Iterable<Bytes32>): readonly Cid[] {
  return [...digests].map((digest) => cidOfDigest(digest))
}

/** An attempt's graph, and its documents from which follows what its sum opens with. */
export type SumDocuments = {
  readonly graph: MaskGraph
  readonly shares: readonly Signed<'shares'>[]
  readonly masked: readonly Signed<'masked'>[]
}

/** Digests of the mask ciphertexts that the sum opens with, in the order of a transcript. */
export function neededCiphertexts({ graph, shares, masked }: SumDocuments): readonly Bytes32[] {
  return ciphertextsToOpen({
    graph,
    parcelLists: parcelListsOf(shares),
    participants: authorsOf(shares),
    survivors: authorsOf(masked)
  })
}

/**
 * The mask ciphertexts that the sum opens with, in the order of a transcript; undefined where one
 * of them is not in memory, or has another length than any has.
 */
export function heldCiphertexts(
  store: Pick<RoundContents, 'held'>,
  documents: SumDocuments
): readonly Bytes[] | undefined {
  const needed = neededCiphertexts(documents)
  const held = heldContents(store, needed)
  const found = needed.flatMap((digest) => held.get(digest) ?? [])
  const isWhole = found.every(({ length }) => length === maskCiphertextBytes)
  return found.length === needed.length && isWhole ? found : undefined
}

/** Ids of what a sum rests on besides documents: vectors, and what their masks come off with. */
export function contentsOfSum(documents: SumDocuments): readonly Cid[] {
  const vectors = documents.masked.map(({ body }) => body.vector)
  return [...vectors, ...cidsOf(neededCiphertexts(documents))]
}
