/**
 * What a survivor of a round signs, and who signed it: the same digest and the same rules as the
 * Studies contract, without a chain. So a member knows before it pays for a transaction whether
 * the signatures it gathered will be accepted.
 *
 * Signatures are ECDSA over secp256k1 with the public key recovered (SEC 1, 4.1.6), 65 bytes
 * r ‖ s ‖ v with v 27 or 28. Only the lower of the two possible s is accepted (EIP-2), as
 * OpenZeppelin's ECDSA does: one signer has one valid signature of one document.
 */
import {
  type Bytes32,
  CommonholdError,
  fromHex,
  type Hex,
  type MemberId,
  parseMemberId,
  toHex
} from '@commonhold/base'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import type { LedgerDomain, RoundResult } from './ledger.ts'
import { hashTypedData } from './typed-data.ts'

/** The struct that survivors sign, as EIP-712 writes it. */
export const roundResultType =
  'RoundResult(uint256 study,uint32 round,uint32 epoch,bytes32 previousModel,' +
  'bytes32 model,bytes32 transcript,uint256 survivors)'

/**
 * The digest of a result on one chain and contract; equal to `IStudies.hashResult`.
 *
 * @throws {CommonholdError} `PROTOCOL_BAD_TYPED_DATA` where a number is out of its field's range
 */
export function hashRoundResult(domain: LedgerDomain, result: RoundResult): Bytes32 {
  const { study, round, epoch, previousModel, model, transcript, survivors } = result
  return hashTypedData({
    domain: {
      name: 'Commonhold',
      version: '1',
      chainId: domain.chainId,
      verifyingContract: domain.studies
    },
    type: roundResultType,
    values: { study, round, epoch, previousModel, model, transcript, survivors }
  })
}

/** The account that signed the result; undefined where the signature is none that can count. */
export function recoverResultSigner(
  domain: LedgerDomain,
  result: RoundResult,
  signature: Hex
): MemberId | undefined {
  return recoverSigner(hashRoundResult(domain, result), signature)
}

const signatureBytes = 65

/** The account whose key made `signature` (r ‖ s ‖ v) over `digest`; undefined where none did. */
export function recoverSigner(digest: Bytes32, signature: Hex): MemberId | undefined {
  if (signature.length !== 2 + 2 * signatureBytes) return undefined
  try {
    const bytes = fromHex(signature)
    const recovery = bytes[signatureBytes - 1]! - 27
    if (recovery !== 0 && recovery !== 1) return undefined
    const parsed = secp256k1.Signature.fromBytes(bytes.slice(0, 64), 'compact')
    if (parsed.hasHighS()) return undefined
    const point = parsed.addRecoveryBit(recovery).recoverPublicKey(fromHex(digest))
    return accountOfKey(point.toBytes(false))
  } catch (cause) {
    if (cause instanceof CommonholdError && cause.code !== 'BASE_BAD_HEX') throw cause
    return undefined
  }
}

/** The account of an uncompressed public key (0x04, then 64 bytes). */
function accountOfKey(publicKey: Uint8Array): MemberId {
  return parseMemberId(toHex(keccak_256(publicKey.subarray(1)).subarray(12)))
}
