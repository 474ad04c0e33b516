/**
 * One key pair of X25519 and ML-KEM-768 together, from one 32-byte seed: whoever wants what it
 * protects has to break both. Everything derives from the seed, so revealing it reveals the pair.
 */
import { assert, type Crypto, equalBytes, fromHex, toHex } from '@commonhold/base'
import { deriveKey } from './key-schedule.ts'
import type { HybridPublicKey } from './masking.ts'

/** Private halves of one hybrid key. */
export type HybridSecretKey = {
  /** 32 bytes. */
  readonly x25519: Uint8Array<ArrayBuffer>
  /** The 64 bytes (d, z) of FIPS 203. */
  readonly mlKem768: Uint8Array<ArrayBuffer>
}

/** The key pair that belongs to `seed` (32 bytes) in the round of `binding` (32 bytes). */
export function deriveHybridSecretKey(
  crypto: Crypto,
  options: {
    readonly seed: Uint8Array
    readonly binding: Uint8Array
    readonly purpose: 'seal-pair' | 'mask-pair'
  }
): HybridSecretKey {
  const { seed, binding, purpose } = options
  assert(seed.length === 32, 'a seed has 32 bytes')
  const bytes = deriveKey(crypto, { secret: seed, binding, purpose, length: 96 })
  const known = derivedKeys.get(seed)?.[purpose]
  if (known !== undefined && equalBytes(known.bytes, bytes)) return known.key
  const key = { x25519: bytes.slice(0, 32), mlKem768: bytes.slice(32) }
  derivedKeys.set(seed, { ...derivedKeys.get(seed), [purpose]: { bytes, key } })
  return key
}

/**
 * The pairs derived last from a seed, by the memory that holds it: the same pair is then the same
 * memory, whose import the crypto port may keep. Forgotten with the seed.
 */
const derivedKeys = new WeakMap<
  Uint8Array,
  { readonly [purpose: string]: { readonly bytes: Uint8Array; readonly key: HybridSecretKey } }
>()

/** What others need to agree a secret with the holder of `key`. */
export function hybridPublicKeyOf(crypto: Crypto, key: HybridSecretKey): HybridPublicKey {
  return {
    x25519: toHex(crypto.x25519.publicKey(key.x25519)),
    mlKem768: toHex(crypto.mlKem768.publicKey(key.mlKem768))
  }
}

/** The X25519 secret of both, 32 bytes; undefined where the other's key is of low order. */
export function agreeX25519(
  crypto: Crypto,
  ours: HybridSecretKey,
  theirs: HybridPublicKey
): Uint8Array<ArrayBuffer> | undefined {
  return crypto.x25519.sharedSecret(ours.x25519, fromHex(theirs.x25519))
}
