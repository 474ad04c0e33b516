/**
 * A member's two keys. The ledger key (secp256k1) signs transactions and round results and is the
 * member; the node key (Ed25519, RFC 8032) signs what the node says to other nodes and is named on
 * the ledger, so that a stolen node key can be replaced there without a new member.
 */
import {
  type Bytes32,
  CommonholdError,
  type Crypto,
  type MemberId,
  parseBytes32,
  type Random,
  Secret,
  toHex
} from '@commonhold/base'
import { accountOf } from '@commonhold/protocol/ledger/account'

/** Both keys, and the public names that follow from them. */
export type MemberKeys = {
  /** 32 bytes. */
  readonly ledgerKey: Secret<Uint8Array<ArrayBuffer>>
  /** The account of `ledgerKey`. */
  readonly member: MemberId
  /** The 32-byte seed. */
  readonly nodeKey: Secret<Uint8Array<ArrayBuffer>>
  readonly nodePublicKey: Bytes32
}

/** Fresh keys. */
export function createMemberKeys(random: Random, crypto: Crypto): MemberKeys {
  // A random 32-byte string is no key with a chance of 2^-128; then another one is drawn.
  for (;;) {
    const ledgerKey = random.bytes(32)
    if (accountOf(ledgerKey) !== undefined) {
      return memberKeysOf({ ledgerKey, nodeKey: random.bytes(32) }, crypto)
    }
  }
}

/**
 * The keys with these secret bytes.
 * @throws {CommonholdError} `NODE_BAD_KEY_STORE` where the ledger key is none
 */
export function memberKeysOf(
  secrets: {
    readonly ledgerKey: Uint8Array<ArrayBuffer>
    readonly nodeKey: Uint8Array<ArrayBuffer>
  },
  crypto: Crypto
): MemberKeys {
  const member = accountOf(secrets.ledgerKey)
  if (member === undefined || secrets.nodeKey.length !== 32) {
    throw new CommonholdError({
      code: 'NODE_BAD_KEY_STORE',
      fault: 'caller',
      message: 'The key store holds bytes that are no keys.',
      hint: 'Restore keys/key-store.json from a backup.'
    })
  }
  return {
    ledgerKey: new Secret(secrets.ledgerKey),
    member,
    nodeKey: new Secret(secrets.nodeKey),
    nodePublicKey: parseBytes32(toHex(crypto.ed25519.publicKey(secrets.nodeKey)))
  }
}
