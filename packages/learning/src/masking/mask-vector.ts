/** Hides one member's vector: its own mask, and one with each neighbour that cancels in the sum. */
import { assert, type Crypto, type MemberId } from '@commonhold/base'
import { applyStreams, type MaskStream, selfMaskKey } from './keystream-sum.ts'
import type { RoundSecrets } from './masking.ts'
import { openPairKeys, type PublishedKeys } from './pair-mask.ts'

/**
 * The vector plus this member's masks, in new memory: uniform to whoever lacks its seeds.
 *
 * @param options.participants everyone whose parcels were published and accepted; with this member
 * @param options.vector whole elements of `wordsPerElement` words, as `ring.ts` has them
 * @param options.maskCiphertexts those that neighbours encapsulated to this member
 * @throws {CommonholdError} `LEARNING_MISSING_PARCEL` where one of these is not there
 */
export async function maskVector(
  options: PublishedKeys & {
    readonly crypto: Crypto
    readonly binding: Uint8Array
    readonly self: MemberId
    readonly secrets: RoundSecrets
    readonly participants: readonly MemberId[]
    readonly vector: Uint32Array
    readonly wordsPerElement: number
  }
): Promise<Uint32Array<ArrayBuffer>> {
  const { crypto, binding, self, secrets, graph, wordsPerElement } = options
  const participants = new Set(options.participants)
  const neighbours = graph.neighbours.get(self)
  assert(neighbours !== undefined && participants.has(self), 'this member takes part')
  const pairKey = openPairKeys(crypto, { ...options, maskSeed: secrets.maskSeed })
  const streams: MaskStream[] = [
    { key: selfMaskKey(crypto, secrets.selfSeed, binding), sign: 'add' }
  ]
  for (const other of neighbours) {
    if (!participants.has(other)) continue
    streams.push({ key: pairKey(other), sign: pairSign(self, other) })
  }
  const masked = new Uint32Array(options.vector)
  await applyStreams(crypto, { vector: masked, wordsPerElement, streams })
  return masked
}

/** What `self` does with the mask of a pair: the lower id adds it, the higher subtracts it. */
export function pairSign(self: MemberId, other: MemberId): MaskStream['sign'] {
  return self < other ? 'add' : 'subtract'
}
