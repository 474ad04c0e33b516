/**
 * Deals a member's two secrets to its neighbours, and opens what others dealt.
 *
 * Each neighbour gets one parcel under a key that only the two can agree: X25519 and ML-KEM-768
 * together. Commitments to every share are published beside it, so that a holder who later tells
 * another value, and a dealer who dealt another value, are both found out. Salts make the
 * commitments hide.
 */
import {
  assert,
  type Bytes32,
  type Crypto,
  concatBytes,
  fromHex,
  type Hex,
  type MemberId,
  type Random,
  toHex
} from '@commonhold/base'
import { agreeX25519, deriveHybridSecretKey, type HybridSecretKey } from './hybrid-key.ts'
import { commitTo, deriveKey } from './key-schedule.ts'
import { holdersOf } from './mask-graph.ts'
import type {
  KeyAdvert,
  MaskBlame,
  MaskGraph,
  ParcelDigests,
  ParcelList,
  RoundSecrets,
  ShareParcel
} from './masking.ts'
import { encapsulateMask } from './pair-mask.ts'
import { digestParcel, maskCiphertextBytes, sealedSharesBytes } from './parcel-list.ts'
import { splitSecret } from './shamir.ts'

/** What a holder keeps, secret, of one member's secrets until the survivors are settled. */
export type HeldShare = {
  /** Whose secrets these are shares of. */
  readonly of: MemberId
  /** 32 bytes each. */
  readonly selfShare: Hex
  readonly selfSalt: Hex
  readonly maskShare: Hex
  readonly maskSalt: Hex
}

type SealContext = {
  readonly crypto: Crypto
  readonly binding: Uint8Array
  readonly from: MemberId
  readonly to: MemberId
}

/**
 * The parcels of this member in the order of their receivers, what it signs of them, and the share
 * that it keeps itself. Deal once an attempt and keep the result: every call makes new ones. About
 * 1 ms a neighbour.
 *
 * @param options.adverts of every neighbour, as `parseKeyAdvert` accepted them
 */
export function dealParcels(options: {
  readonly crypto: Crypto
  readonly random: Random
  readonly binding: Uint8Array
  readonly self: MemberId
  readonly secrets: RoundSecrets
  readonly adverts: ReadonlyMap<MemberId, KeyAdvert>
  readonly graph: MaskGraph
}): {
  readonly parcels: readonly ShareParcel[]
  readonly list: ParcelList
  readonly own: HeldShare
} {
  const { crypto, random, binding, self, secrets, adverts, graph } = options
  const holders = holdersOf(graph, self)
  const deal = (secret: Uint8Array) =>
    splitSecret({ secret, threshold: graph.threshold, holders: holders.length, random })
  const selfShares = deal(secrets.selfSeed)
  const maskShares = deal(secrets.maskSeed)
  const sealKey = sealKeyOf(crypto, secrets, binding)
  const held = holders.map((_, index) => ({
    of: self,
    selfShare: toHex(selfShares[index]!),
    selfSalt: toHex(random.bytes(32)),
    maskShare: toHex(maskShares[index]!),
    maskSalt: toHex(random.bytes(32))
  }))
  const dealt = holders.flatMap((to, index) => {
    if (to === self) return []
    const advert = adverts.get(to)
    assert(advert !== undefined, 'every neighbour published keys')
    const context = { crypto, binding, from: self, to }
    const share = held[index]!
    const parcel = dealParcel(context, { secrets, sealKey, advert, share })
    return [{ parcel, digests: digestDealt(context, parcel, share) }]
  })
  const listOf = (name: keyof ParcelDigests) => dealt.map(({ digests }) => digests[name])
  return {
    parcels: dealt.map(({ parcel }) => parcel),
    list: {
      maskCiphertexts: listOf('maskCiphertext'),
      sealedShares: listOf('sealedShares'),
      selfShares: listOf('selfShare'),
      maskShares: listOf('maskShare')
    },
    own: held[holders.indexOf(self)]!
  }
}

function digestDealt(context: SealContext, parcel: ShareParcel, share: HeldShare): ParcelDigests {
  return {
    ...digestParcel(context.crypto, parcel),
    selfShare: commitToShare(context, 'self', share.selfShare, share.selfSalt),
    maskShare: commitToShare(context, 'mask', share.maskShare, share.maskSalt)
  }
}

function dealParcel(
  context: SealContext,
  parts: {
    readonly secrets: RoundSecrets
    readonly sealKey: HybridSecretKey
    readonly advert: KeyAdvert
    readonly share: HeldShare
  }
): ShareParcel {
  const { crypto, binding, from, to } = context
  const { secrets, sealKey, advert, share } = parts
  // Fresh randomness: dealing twice must never give one seal key for two contents.
  const outer = crypto.mlKem768.encapsulateFresh(fromHex(advert.seal.mlKem768))
  const agreed = agreeX25519(crypto, sealKey, advert.seal)
  assert(agreed !== undefined, 'a parsed advert has no key of low order')
  const mask = encapsulateMask(crypto, {
    binding,
    maskSeed: secrets.maskSeed,
    from,
    to,
    toKey: advert.mask
  })
  const plaintext = concatBytes(
    fromHex(share.selfShare),
    fromHex(share.selfSalt),
    fromHex(share.maskShare),
    fromHex(share.maskSalt)
  )
  const secret = concatBytes(agreed, outer.sharedSecret)
  const sealed = crypto.seal({ ...sealOptions(context, secret, outer.ciphertext), plaintext })
  return {
    to,
    maskCiphertext: new Uint8Array(mask.ciphertext),
    sealedShares: concatBytes(outer.ciphertext, sealed)
  }
}

/**
 * The shares within a parcel to this member, or blame for its sender. Tell the two apart with
 * `isBlame`.
 * @param options.advertOf the keys that `from` published
 * @param options.parcel its parts have the digests that `from` signed
 * @param options.digests all that `from` signed of it
 */
export function openParcel(options: {
  readonly crypto: Crypto
  readonly binding: Uint8Array
  readonly self: MemberId
  readonly secrets: RoundSecrets
  readonly from: MemberId
  readonly advertOf: KeyAdvert
  readonly parcel: Pick<ShareParcel, 'maskCiphertext' | 'sealedShares'>
  readonly digests: ParcelDigests
}): HeldShare | MaskBlame {
  const { crypto, binding, self, secrets, from, advertOf, parcel, digests } = options
  const context = { crypto, binding, from, to: self }
  const blame = (reason: MaskBlame['reason'], detail: string): MaskBlame => ({
    member: from,
    reason,
    detail: `the parcel to ${self}: ${detail}`
  })
  const { maskCiphertext, sealedShares } = parcel
  if (maskCiphertext.length !== maskCiphertextBytes || sealedShares.length !== sealedSharesBytes) {
    return blame('parcel-does-not-open', 'a part of it has another length')
  }
  const sealKey = sealKeyOf(crypto, secrets, binding)
  const agreed = agreeX25519(crypto, sealKey, advertOf.seal)
  if (agreed === undefined) return blame('bad-key', 'its seal key is of low order')
  const ciphertext = sealedShares.subarray(0, maskCiphertextBytes)
  const sealed = sealedShares.subarray(maskCiphertextBytes)
  const inner = crypto.mlKem768.decapsulate(sealKey.mlKem768, ciphertext)
  const secret = concatBytes(agreed, inner)
  const plaintext = crypto.unseal({ ...sealOptions(context, secret, ciphertext), sealed })
  if (plaintext?.length !== 128) return blame('parcel-does-not-open', 'its seal does not hold')
  const part = (index: number) => toHex(plaintext.subarray(32 * index, 32 * (index + 1)))
  const held: HeldShare = {
    of: from,
    selfShare: part(0),
    selfSalt: part(1),
    maskShare: part(2),
    maskSalt: part(3)
  }
  const selfShare = commitToShare(context, 'self', held.selfShare, held.selfSalt)
  const maskShare = commitToShare(context, 'mask', held.maskShare, held.maskSalt)
  if (selfShare !== digests.selfShare || maskShare !== digests.maskShare) {
    const which = selfShare === digests.selfShare ? 'mask' : 'self'
    return blame('share-differs-from-commitment', `its ${which} share is another one`)
  }
  return held
}

/** Whether a parcel gave blame, not shares. */
export function isBlame(opened: HeldShare | MaskBlame): opened is MaskBlame {
  return 'reason' in opened
}

/** The published commitment to one share that `from` dealt to `to`. */
export function commitToShare(
  context: SealContext,
  secret: 'self' | 'mask',
  share: Hex,
  salt: Hex
): Bytes32 {
  return commitTo(context.crypto, {
    binding: context.binding,
    purpose: `${secret}-share`,
    parts: [fromHex(context.from), fromHex(context.to), fromHex(share), fromHex(salt)]
  })
}

function sealKeyOf(crypto: Crypto, secrets: RoundSecrets, binding: Uint8Array): HybridSecretKey {
  return deriveHybridSecretKey(crypto, { seed: secrets.sealSeed, binding, purpose: 'seal-pair' })
}

function sealOptions(context: SealContext, secret: Uint8Array, ciphertext: Uint8Array) {
  const { crypto, binding, from, to } = context
  const direction = concatBytes(fromHex(from), fromHex(to))
  const key = deriveKey(crypto, {
    secret,
    binding,
    purpose: 'parcel',
    parts: [direction, crypto.sha256(ciphertext)],
    length: 32
  })
  return { key, associatedData: concatBytes(binding, direction) }
}
