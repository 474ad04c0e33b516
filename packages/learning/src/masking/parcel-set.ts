/** The published form of a member's parcels: how it is read, checked and how large it is. */
import { CommonholdError, type Json, type MemberId } from '@commonhold/base'
import { z } from 'zod'
import { bytesAsHex, memberAsHex, reasonsOf } from './mask-document.ts'
import { maskNeighboursMax } from './mask-graph.ts'
import type { MaskBlame, MaskGraph, ParcelSet } from './masking.ts'

/** Bytes of a parcel's sealed part: two shares and two salts of 32 bytes, and a tag of 16. */
export const sealedBytes = 144

const parcelSchema = z.strictObject({
  to: memberAsHex,
  sealCiphertext: bytesAsHex(1088),
  maskCiphertext: bytesAsHex(1088),
  sealed: bytesAsHex(sealedBytes),
  selfShareCommitment: bytesAsHex(32),
  maskShareCommitment: bytesAsHex(32)
})
const parcelSetSchema = z.array(parcelSchema).min(1).max(maskNeighboursMax)

/** @throws {CommonholdError} `LEARNING_BAD_PARCELS` for another shape, or receivers out of order */
export function parseParcelSet(json: Json): ParcelSet {
  const parsed = parcelSetSchema.safeParse(json)
  if (!parsed.success) throw badParcels(reasonsOf(parsed.error))
  const receivers = parsed.data.map((parcel) => parcel.to)
  for (const [index, receiver] of receivers.entries()) {
    if (index > 0 && receivers[index - 1]! >= receiver) {
      throw badParcels('its receivers are not in ascending order, each once')
    }
  }
  return parsed.data as unknown as ParcelSet
}

/** Blame where a member's parcels are not one for each of its neighbours; else undefined. */
export function blameParcelSet(
  graph: MaskGraph,
  from: MemberId,
  parcels: ParcelSet
): MaskBlame | undefined {
  const neighbours = graph.neighbours.get(from) ?? []
  const isComplete =
    neighbours.length === parcels.length &&
    neighbours.every((neighbour, index) => parcels[index]!.to === neighbour)
  if (isComplete && neighbours.length > 0) return undefined
  const missing = neighbours.find((neighbour) => !parcels.some(({ to }) => to === neighbour))
  const detail =
    missing === undefined ? 'parcels are not one for each neighbour' : `none for ${missing}`
  return { member: from, reason: 'missing-parcel', detail }
}

/** Digits and quotes of one parcel, and of one advert, in canonical JSON. */
const parcelTextBytes = 4931
const advertTextBytes = 5029

/**
 * Bytes that one member publishes for masking besides its masked vector: its advert and its
 * parcels in canonical JSON, without their envelopes.
 */
export function sealedSizeBytes(neighbours: number): number {
  const commas = Math.max(0, neighbours - 1)
  return advertTextBytes + 2 + neighbours * parcelTextBytes + commas
}

function badParcels(why: string): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_BAD_PARCELS',
    fault: 'peer',
    message: `A set of share parcels was refused: ${why}.`,
    hint: 'Leave its sender out of this round; it may take part in the next one.'
  })
}
