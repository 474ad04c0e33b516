/**
 * The Merkle tree of the accounts that a study invites. The ledger holds its root alone, and who is
 * invited shows a proof when joining; so an invitation of any size costs one word.
 *
 * Compatible with OpenZeppelin's MerkleProof: leaves are hashed twice, so that an inner node can
 * never be passed off as a leaf, and pairs are sorted before hashing, so that a proof needs no
 * directions. Leaves are put in order, so that a set of accounts has one root, and an unpaired
 * node moves up unchanged.
 */
import {
  assert,
  type Bytes32,
  CommonholdError,
  compareBytes,
  concatBytes,
  fromHex,
  type MemberId,
  parseBytes32,
  toHex
} from '@commonhold/base'
import { keccak_256 } from '@noble/hashes/sha3.js'

/** The root for the ledger, and the proof for each invited account. */
export type InvitationTree = {
  readonly root: Bytes32
  /** @throws {CommonholdError} `PROTOCOL_NOT_INVITED` where the account is not in the tree */
  proofOf(account: MemberId): readonly Bytes32[]
}

/** The most accounts of one tree: no study has more members, and few invite many times as many. */
export const invitedMax = 65_536

/**
 * @param accounts who is invited: 1 to 65,536 accounts; order and repetition make no difference
 * @throws {CommonholdError} `PROTOCOL_BAD_INVITATION` where there are none, or too many
 */
export function invitationTree(accounts: readonly MemberId[]): InvitationTree {
  const distinct = [...new Set(accounts)]
  if (distinct.length === 0 || distinct.length > invitedMax) throw badInvitation(distinct.length)
  const leaves = distinct.map(leafOf).sort(compareBytes)
  const indexOf = new Map(leaves.map((leaf, index) => [toHex(leaf), index]))
  const levels = levelsFrom(leaves)
  return {
    root: parseBytes32(toHex(levels.at(-1)![0]!)),
    proofOf(account) {
      const index = indexOf.get(toHex(leafOf(account)))
      if (index === undefined) throw notInvited(account)
      return proofAt(levels, index)
    }
  }
}

/** Whether `proof` leads from the account to the root, as the contract decides it. */
export function isInvited(root: Bytes32, account: MemberId, proof: readonly Bytes32[]): boolean {
  const top = proof.reduce((node, sibling) => hashPair(node, fromHex(sibling)), leafOf(account))
  return toHex(top) === root
}

/** keccak256(keccak256(abi.encode(account))). */
function leafOf(account: MemberId): Uint8Array {
  return keccak_256(keccak_256(concatBytes(new Uint8Array(12), fromHex(account))))
}

/** The leaves, then each level above, up to the root. */
function levelsFrom(leaves: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const levels = [leaves]
  for (let below = leaves; below.length > 1; ) {
    const above: Uint8Array[] = []
    for (let index = 0; index < below.length; index += 2) {
      const right = below[index + 1]
      above.push(right === undefined ? below[index]! : hashPair(below[index]!, right))
    }
    levels.push(above)
    below = above
  }
  return levels
}

function proofAt(levels: readonly (readonly Uint8Array[])[], leaf: number): readonly Bytes32[] {
  const proof: Bytes32[] = []
  let index = leaf
  for (const level of levels) {
    const sibling = level[index ^ 1]
    if (sibling !== undefined) proof.push(parseBytes32(toHex(sibling)))
    index >>= 1
  }
  assert(index === 0, 'a proof ends at the root')
  return proof
}

function hashPair(left: Uint8Array, right: Uint8Array): Uint8Array {
  const [low, high] = compareBytes(left, right) <= 0 ? [left, right] : [right, left]
  return keccak_256(concatBytes(low, high))
}

function badInvitation(count: number): CommonholdError {
  return new CommonholdError({
    code: 'PROTOCOL_BAD_INVITATION',
    fault: 'caller',
    message: `An invitation names ${count} accounts.`,
    hint: `Name 1 to ${invitedMax} accounts, or invite every member with a root of zero.`
  })
}

function notInvited(account: MemberId): CommonholdError {
  return new CommonholdError({
    code: 'PROTOCOL_NOT_INVITED',
    fault: 'caller',
    message: `${account} is not among the invited accounts.`,
    hint: 'Ask the proposer to invite this account; the root then changes, in a new study.',
    details: { account }
  })
}
