/**
 * What a member signs of the parcels that it deals: digests and commitments, one of each for each
 * of its neighbours. The parcels themselves travel beside signed documents, each to its receiver
 * alone, so that a round of n members with k neighbours does not send n · k of them to everyone.
 */
import {
  type Bytes32,
  CommonholdError,
  type Crypto,
  type Json,
  type MemberId,
  toHex
} from '@commonhold/base'
import { z } from 'zod'
import { bytesAsHex, reasonsOf } from './mask-document.ts'
import { maskNeighboursMax } from './mask-graph.ts'
import type { MaskBlame, MaskGraph, ParcelDigests, ParcelList, ShareParcel } from './masking.ts'

/** Bytes of a mask ciphertext: one of ML-KEM-768. */
export const maskCiphertextBytes = 1088

/**
 * Bytes of a parcel's sealed shares: a ciphertext of ML-KEM-768, then under its key two shares and
 * two salts of 32 bytes, and a tag of 16.
 */
export const sealedSharesBytes = 1088 + 144

const digestsSchema = z.array(bytesAsHex(32)).min(1).max(maskNeighboursMax)
const parcelListSchema = z
  .strictObject({
    maskCiphertexts: digestsSchema,
    sealedShares: digestsSchema,
    selfShares: digestsSchema,
    maskShares: digestsSchema
  })
  .refine(
    ({ maskCiphertexts: { length }, ...others }) =>
      Object.values(others).every((list) => list.length === length),
    'its lists have not the same length'
  )

/** @throws {CommonholdError} `LEARNING_BAD_PARCELS` for another shape, or unlike lengths */
export function parseParcelList(json: Json): ParcelList {
  const parsed = parcelListSchema.safeParse(json)
  if (!parsed.success) throw badParcels(reasonsOf(parsed.error))
  return parsed.data as unknown as ParcelList
}

/** Blame where a member's list has not one entry for each of its neighbours; else undefined. */
export function blameParcelList(
  graph: MaskGraph,
  from: MemberId,
  list: ParcelList
): MaskBlame | undefined {
  const neighbours = graph.neighbours.get(from)?.length ?? 0
  const parcels = list.maskCiphertexts.length
  if (parcels === neighbours && neighbours > 0) return undefined
  const detail = `${parcels} parcels for ${neighbours} neighbours`
  return { member: from, reason: 'missing-parcel', detail }
}

/**
 * What the member `from` signed of its parcel to `to`; undefined where it dealt none.
 * @param lists by dealer
 */
export function digestsOf(
  graph: MaskGraph,
  lists: ReadonlyMap<MemberId, ParcelList>,
  from: MemberId,
  to: MemberId
): ParcelDigests | undefined {
  const at = graph.neighbours.get(from)?.indexOf(to) ?? -1
  const list = lists.get(from)
  const maskCiphertext = list?.maskCiphertexts[at]
  const sealedShares = list?.sealedShares[at]
  const selfShare = list?.selfShares[at]
  const maskShare = list?.maskShares[at]
  return maskCiphertext === undefined ||
    sealedShares === undefined ||
    selfShare === undefined ||
    maskShare === undefined
    ? undefined
    : { maskCiphertext, sealedShares, selfShare, maskShare }
}

/** The digests of a parcel's two parts, as its dealer signs them. */
export function digestParcel(
  crypto: Pick<Crypto, 'sha256'>,
  { maskCiphertext, sealedShares }: ShareParcel
): Pick<ParcelDigests, 'maskCiphertext' | 'sealedShares'> {
  return {
    maskCiphertext: toHex(crypto.sha256(maskCiphertext)) as Bytes32,
    sealedShares: toHex(crypto.sha256(sealedShares)) as Bytes32
  }
}

/**
 * The mask ciphertexts without which the masks of those who dropped do not come off: what each
 * survivor encapsulated to each neighbour that is a participant and no survivor. By their digests,
 * in the order of those who dropped and, for each, of its neighbours.
 *
 * @param options.survivors a subset of `participants`
 */
export function ciphertextsToOpen(options: {
  readonly graph: MaskGraph
  readonly parcelLists: ReadonlyMap<MemberId, ParcelList>
  readonly participants: readonly MemberId[]
  readonly survivors: readonly MemberId[]
}): Bytes32[] {
  const { graph, parcelLists, participants } = options
  const survivors = new Set(options.survivors)
  const dropped = new Set(participants.filter((member) => !survivors.has(member)))
  return graph.members
    .filter((member) => dropped.has(member))
    .flatMap((to) => graph.neighbours.get(to)!.map((from) => ({ from, to })))
    .filter(({ from }) => survivors.has(from))
    .flatMap(({ from, to }) => digestsOf(graph, parcelLists, from, to)?.maskCiphertext ?? [])
}

/** Digits and quotes of one parcel's entry, and of one advert, in canonical JSON. */
const entryTextBytes = 4 * 69
const namesTextBytes = 72
const advertTextBytes = 5029

/**
 * Bytes that one member sends for masking besides its masked vector: its advert and its list in
 * canonical JSON, without their envelopes, and its parcels.
 */
export function dealtSizeBytes(neighbours: number): number {
  const listTextBytes = namesTextBytes + neighbours * entryTextBytes - 4
  return advertTextBytes + listTextBytes + neighbours * (maskCiphertextBytes + sealedSharesBytes)
}

function badParcels(why: string): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_BAD_PARCELS',
    fault: 'peer',
    message: `A list of share parcels was refused: ${why}.`,
    hint: 'Leave its sender out of this round; it may take part in the next one.'
  })
}
