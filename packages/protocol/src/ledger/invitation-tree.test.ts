import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  compareBytes,
  concatBytes,
  fromHex,
  type MemberId,
  parseBytes32,
  parseMemberId,
  toHex
} from '@commonhold/base'
import { keccak_256 } from '@noble/hashes/sha3.js'
import fc from 'fast-check'
import { invitationTree, invitedMax, isInvited } from './invitation-tree.ts'

function accountOf(number: number): MemberId {
  return parseMemberId(`0x${number.toString(16).padStart(40, '0')}`)
}

const accountSets = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 40 }), {
  minLength: 1,
  maxLength: 40
})

test('whoever is invited can prove it, and nobody else with any proof of theirs', () => {
  fc.assert(
    fc.property(accountSets, (numbers) => {
      const { root, proofOf } = invitationTree(numbers.map(accountOf))
      for (const number of numbers) {
        const proof = proofOf(accountOf(number))
        assert.ok(isInvited(root, accountOf(number), proof))
        assert.ok(!isInvited(root, accountOf(0), proof))
      }
    }),
    { numRuns: 50 }
  )
})

test('leaves and pairs are hashed as OpenZeppelin does', () => {
  const leafOf = (account: MemberId) =>
    keccak_256(keccak_256(concatBytes(new Uint8Array(12), fromHex(account))))
  const [one, two] = [accountOf(1), accountOf(2)]
  assert.equal(invitationTree([one]).root, toHex(leafOf(one)))
  const pair = [leafOf(one), leafOf(two)].sort(compareBytes)
  assert.equal(invitationTree([one, two]).root, toHex(keccak_256(concatBytes(...pair))))
  assert.deepEqual(invitationTree([one, two]).proofOf(one), [toHex(leafOf(two))])
})

test('order and repetition do not change the root; another account does', () => {
  const [one, two, three] = [accountOf(1), accountOf(2), accountOf(3)]
  const { root } = invitationTree([one, two, three])
  assert.equal(invitationTree([three, one, two, one]).root, root)
  assert.notEqual(invitationTree([one, two]).root, root)
  assert.notEqual(invitationTree([one, two, accountOf(4)]).root, root)
})

test('an inner node is not taken for an account, and a shortened proof does not hold', () => {
  const { root, proofOf } = invitationTree([1, 2, 3, 4].map(accountOf))
  const proof = proofOf(accountOf(1))
  assert.equal(proof.length, 2)
  assert.ok(!isInvited(root, accountOf(1), proof.slice(0, 1)))
  assert.ok(!isInvited(root, accountOf(1), []))
  assert.ok(!isInvited(parseBytes32(proof[1]!), accountOf(1), proof.slice(0, 1)))
})

test('no account, too many accounts, and an account that is not invited are refused', () => {
  const many = Array.from({ length: invitedMax + 1 }, (_, index) => accountOf(index))
  assert.throws(() => invitationTree([]), { code: 'PROTOCOL_BAD_INVITATION' })
  assert.throws(() => invitationTree(many), { code: 'PROTOCOL_BAD_INVITATION' })
  assert.throws(() => invitationTree([accountOf(1)]).proofOf(accountOf(2)), {
    code: 'PROTOCOL_NOT_INVITED'
  })
})
