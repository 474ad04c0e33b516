/**
 * A ledger account for tests: signs round results as a member's wallet does, without a chain.
 * The key is a test's own choice and public; nothing of value may ever belong to it.
 */
import { fromHex, type Hex, type MemberId, parseMemberId, toHex } from '@commonhold/base'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import type { LedgerDomain, RoundResult } from '../ledger/ledger.ts'
import { hashRoundResult } from '../ledger/round-result-hash.ts'

/** An account that signs. */
export type SigningAccount = {
  readonly member: MemberId
  /** 65 bytes, r ‖ s ‖ v. */
  signResult(domain: LedgerDomain, result: RoundResult): Hex
}

/** @param privateKey 32 bytes, a number of secp256k1's order */
export function createSigningAccount(privateKey: Uint8Array): SigningAccount {
  const publicKey = secp256k1.getPublicKey(privateKey, false)
  const member = parseMemberId(toHex(keccak_256(publicKey.subarray(1)).subarray(12)))
  return {
    member,
    signResult(domain, result) {
      const digest = fromHex(hashRoundResult(domain, result))
      const options = { prehash: false, format: 'recovered' } as const
      const [recovery, ...rest] = secp256k1.sign(digest, privateKey, options)
      return toHex(Uint8Array.from([...rest, 27 + recovery!]))
    }
  }
}
