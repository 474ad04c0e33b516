/**
 * The account that a ledger key is: the last 20 bytes of Keccak-256 over the key's public point on
 * secp256k1, without its prefix, as Ethereum names accounts (Yellow Paper, appendix F). About a
 * millisecond.
 */
import { type MemberId, parseMemberId, toHex } from '@commonhold/base'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { keccak_256 } from '@noble/hashes/sha3.js'

/**
 * @param privateKey 32 bytes, big-endian
 * @returns undefined where the bytes are no key: of another length, zero, or the order or above
 */
export function accountOf(privateKey: Uint8Array): MemberId | undefined {
  if (!secp256k1.utils.isValidSecretKey(privateKey)) return undefined
  const point = secp256k1.getPublicKey(privateKey, false)
  return parseMemberId(toHex(keccak_256(point.subarray(1)).slice(12)))
}
