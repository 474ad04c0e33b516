/**
 * A member's keys of one attempt: drawn fresh, published as an advert, never used again.
 *
 * An advert from outside is checked here once and for all: a key that no honest member can agree
 * a secret with (low order, or out of FIPS 203's range) is refused before it can stop others.
 */
import {
  type Bytes32,
  CommonholdError,
  type Crypto,
  fromHex,
  type Json,
  type Random
} from '@commonhold/base'
import { z } from 'zod'
import { deriveHybridSecretKey, hybridPublicKeyOf } from './hybrid-key.ts'
import { commitTo } from './key-schedule.ts'
import { bytesAsHex, reasonsOf } from './mask-document.ts'
import type { HybridPublicKey, KeyAdvert, RoundSecrets } from './masking.ts'

/** Three fresh secrets of 32 bytes. Keep them on disk until the round is over, then delete them. */
export function drawRoundSecrets(random: Random): RoundSecrets {
  return { sealSeed: random.bytes(32), maskSeed: random.bytes(32), selfSeed: random.bytes(32) }
}

/** What to publish of `secrets` in the round of `binding` (32 bytes). Deterministic; about 1 ms. */
export function advertiseKeys(
  crypto: Crypto,
  secrets: RoundSecrets,
  binding: Uint8Array
): KeyAdvert {
  const { sealSeed, maskSeed, selfSeed } = secrets
  const seal = deriveHybridSecretKey(crypto, { seed: sealSeed, binding, purpose: 'seal-pair' })
  const mask = deriveHybridSecretKey(crypto, { seed: maskSeed, binding, purpose: 'mask-pair' })
  return {
    seal: hybridPublicKeyOf(crypto, seal),
    mask: hybridPublicKeyOf(crypto, mask),
    selfCommitment: commitToSelfSeed(crypto, selfSeed, binding)
  }
}

/** The commitment to a self seed that its advert carries. */
export function commitToSelfSeed(
  crypto: Crypto,
  selfSeed: Uint8Array,
  binding: Uint8Array
): Bytes32 {
  return commitTo(crypto, { binding, purpose: 'self-commitment', parts: [selfSeed] })
}

const hybridPublicKeySchema = z.strictObject({
  x25519: bytesAsHex(32),
  mlKem768: bytesAsHex(1184)
})
const keyAdvertSchema = z.strictObject({
  seal: hybridPublicKeySchema,
  mask: hybridPublicKeySchema,
  selfCommitment: bytesAsHex(32)
})

/** @throws {CommonholdError} `LEARNING_BAD_ADVERT` for another shape, or a key of no use */
export function parseKeyAdvert(json: Json): KeyAdvert {
  const parsed = keyAdvertSchema.safeParse(json)
  if (!parsed.success) throw badAdvert(reasonsOf(parsed.error))
  const advert = parsed.data as KeyAdvert
  for (const [name, key] of [
    ['seal', advert.seal],
    ['mask', advert.mask]
  ] as const) {
    if (!isUsable(key)) throw badAdvert(`its ${name} key is none that secrets can be agreed with`)
  }
  return advert
}

function isUsable(key: HybridPublicKey): boolean {
  return !isLowOrder(key.x25519) && isReduced(fromHex(key.mlKem768))
}

/** The u-coordinates of order 8 or less, little-endian, as RFC 7748 reads them. */
const lowOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'
]

function isLowOrder(key: string): boolean {
  const topByte = Number.parseInt(key.slice(-2), 16) & 0x7f
  return lowOrder.includes(key.slice(2, -2) + topByte.toString(16).padStart(2, '0'))
}

/** FIPS 203, section 7.2: the 768 coefficients of 12 bits are below 3,329. */
function isReduced(key: Uint8Array): boolean {
  for (let at = 0; at < 1152; at += 3) {
    const low = key[at]! | ((key[at + 1]! & 0x0f) << 8)
    const high = (key[at + 1]! >> 4) | (key[at + 2]! << 4)
    if (low >= 3329 || high >= 3329) return false
  }
  return true
}

function badAdvert(why: string): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_BAD_ADVERT',
    fault: 'peer',
    message: `A key advert was refused: ${why}.`,
    hint: 'Leave its sender out of this round; it may publish fresh keys for the next one.'
  })
}
