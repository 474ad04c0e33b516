/**
 * The key of the mask that two members share, made from both directions:
 * HKDF(X25519 ‖ what the lower encapsulated ‖ what the higher encapsulated).
 *
 * Everything here follows from one member's mask seed and published documents. So the same code
 * serves the member itself and whoever takes its masks off after it dropped.
 */
import {
  assert,
  type Bytes32,
  CommonholdError,
  type Crypto,
  concatBytes,
  fromHex,
  type MemberId,
  toHex
} from '@commonhold/base'
import { agreeX25519, deriveHybridSecretKey } from './hybrid-key.ts'
import { deriveKey } from './key-schedule.ts'
import type { HybridPublicKey, KeyAdvert, MaskGraph, ParcelList } from './masking.ts'
import { digestsOf } from './parcel-list.ts'

/** Published documents of a round, by member, and contents by their digests. */
export type PublishedKeys = {
  /** Over everyone who published keys. */
  readonly graph: MaskGraph
  /** Of everyone who published keys. */
  readonly adverts: ReadonlyMap<MemberId, KeyAdvert>
  /** Of every participant. */
  readonly parcelLists: ReadonlyMap<MemberId, ParcelList>
  /** By SHA-256, which whoever fills this has computed; 1,088 bytes each. */
  readonly maskCiphertexts: ReadonlyMap<Bytes32, Uint8Array>
}

/**
 * What the member `from` encapsulates to `to`'s mask key: repeatable by whoever has `maskSeed`.
 * The receiver's key is part of the derivation, so another key never sees the same message.
 */
export function encapsulateMask(
  crypto: Crypto,
  options: {
    readonly binding: Uint8Array
    readonly maskSeed: Uint8Array
    readonly from: MemberId
    readonly to: MemberId
    readonly toKey: HybridPublicKey
  }
): ReturnType<Crypto['mlKem768']['encapsulate']> {
  const { binding, maskSeed, from, to, toKey } = options
  const publicKey = fromHex(toKey.mlKem768)
  const message = deriveKey(crypto, {
    secret: maskSeed,
    binding,
    purpose: 'mask-encapsulation',
    parts: [fromHex(from), fromHex(to), crypto.sha256(publicKey)],
    length: 32
  })
  const ofSeed = encapsulated.get(maskSeed) ?? new Map<string, Encapsulated>()
  // The message follows from the seed, the place and both keys, and nothing else does.
  const name = toHex(message)
  const made = ofSeed.get(name) ?? crypto.mlKem768.encapsulate(publicKey, message)
  encapsulated.set(maskSeed, ofSeed.set(name, made))
  return made
}

type Encapsulated = ReturnType<Crypto['mlKem768']['encapsulate']>

/**
 * What was encapsulated with a seed, by the memory that holds it: a member needs the same when it
 * deals and when it masks, half a millisecond each. Forgotten with the seed; one entry a neighbour.
 */
const encapsulated = new WeakMap<Uint8Array, Map<string, Encapsulated>>()

/**
 * The keys, 32 bytes, that the member with `maskSeed` shares with others. About 1 ms each.
 * Needs the mask ciphertexts that those others encapsulated to it.
 */
export function openPairKeys(
  crypto: Crypto,
  options: PublishedKeys & {
    readonly binding: Uint8Array
    readonly maskSeed: Uint8Array
    readonly self: MemberId
  }
): (other: MemberId) => Uint8Array<ArrayBuffer> {
  const { binding, maskSeed, self, graph, adverts, parcelLists, maskCiphertexts } = options
  const secretKey = deriveHybridSecretKey(crypto, { seed: maskSeed, binding, purpose: 'mask-pair' })
  return (other) => {
    const toKey = adverts.get(other)?.mask
    assert(toKey !== undefined && other !== self, 'the other member published keys')
    const digest = digestsOf(graph, parcelLists, other, self)?.maskCiphertext
    const incoming = digest === undefined ? undefined : maskCiphertexts.get(digest)
    if (incoming === undefined) throw missingParcel(other, self)
    const agreed = agreeX25519(crypto, secretKey, toKey)
    assert(agreed !== undefined, 'a parsed advert has no key of low order')
    const sent = encapsulateMask(crypto, { binding, maskSeed, from: self, to: other, toKey })
    const got = crypto.mlKem768.decapsulate(secretKey.mlKem768, incoming)
    const inOrder = self < other ? [sent.sharedSecret, got] : [got, sent.sharedSecret]
    const [lower, higher] = self < other ? [self, other] : [other, self]
    return deriveKey(crypto, {
      secret: concatBytes(agreed, ...inOrder),
      binding,
      purpose: 'pair-mask',
      parts: [fromHex(lower), fromHex(higher)],
      length: 32
    })
  }
}

function missingParcel(from: MemberId, to: MemberId): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_MISSING_PARCEL',
    fault: 'peer',
    message: `The mask ciphertext of participant ${from} to its neighbour ${to} is not here.`,
    hint: 'Hold lists to blameParcelList, and bring what ciphertextsToOpen names.',
    details: { from, to }
  })
}
