/**
 * A ledger account for tests: signs round results as a member's wallet does, without a chain.
 * The key is a test's own choice and public; nothing of value may ever belong to it.
 */
import { assert, fromHex, type Hex, type MemberId, toHex } from '@commonhold/base'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { accountOf } from '../ledger/account.ts'
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
  const member = accountOf(privateKey)
  assert(member !== undefined, 'a test gives a key that is one')
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
