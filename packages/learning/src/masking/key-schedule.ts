/**
 * How every key and commitment of masking derives: HKDF-SHA-256 (RFC 5869) with the round's
 * binding as salt and a purpose in the info, so that no two uses can share a key, and none
 * outlives the round and the incoming model that it was made for.
 */
import { assert, type Bytes32, type Crypto, concatBytes, toHex, utf8 } from '@commonhold/base'

/** What a derived value is for. Each string stands in the derivation itself. */
export type MaskPurpose =
  | 'seal-pair'
  | 'mask-pair'
  | 'mask-encapsulation'
  | 'parcel'
  | 'pair-mask'
  | 'self-mask'
  | 'self-commitment'
  | 'self-share'
  | 'mask-share'

const domain = 'commonhold/masking/1/'

/**
 * A key for one purpose in one round.
 * @param options.binding 32 bytes: the round, see `masking.ts`
 * @param options.parts of fixed length each for a given purpose, so that they cannot run together
 * @param options.length in bytes
 */
export function deriveKey(
  crypto: Crypto,
  options: {
    readonly secret: Uint8Array
    readonly binding: Uint8Array
    readonly purpose: MaskPurpose
    readonly parts?: readonly Uint8Array[]
    readonly length: number
  }
): Uint8Array<ArrayBuffer> {
  const { secret, binding, purpose, parts = [], length } = options
  assert(binding.length === 32, 'a binding has 32 bytes')
  const info = concatBytes(utf8(`${domain}${purpose}\0`), ...parts)
  return crypto.hkdf({ secret, salt: binding, info, length })
}

/** A SHA-256 commitment to `parts` for one purpose in one round. Hides what has 256 random bits. */
export function commitTo(
  crypto: Crypto,
  options: {
    readonly binding: Uint8Array
    readonly purpose: MaskPurpose
    readonly parts: readonly Uint8Array[]
  }
): Bytes32 {
  const { binding, purpose, parts } = options
  assert(binding.length === 32, 'a binding has 32 bytes')
  const input = concatBytes(utf8(`${domain}${purpose}\0`), binding, ...parts)
  return toHex(crypto.sha256(input)) as Bytes32
}
