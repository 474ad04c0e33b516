import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type MemberId, parseAssetId, toHex, zeroBytes32 } from '@commonhold/base'
import { createSeededRandom } from '@commonhold/platform'
import fc from 'fast-check'
import type { StudyMember } from '../ledger/ledger.ts'
import {
  aggregatorOf,
  documentDigest,
  isQuorum,
  membersOfBits,
  type RoundContext,
  rankAggregators,
  roundBinding,
  roundSeed,
  survivorBits
} from './context.ts'

const random = createSeededRandom('context')

function membersOf(count: number): readonly StudyMember[] {
  return Array.from({ length: count }, (_, index) => ({
    member: toHex(random.bytes(20)) as MemberId,
    dataset: parseAssetId(index + 1),
    nodeKey: zeroBytes32
  }))
}

const base: RoundContext = {
  domain: { chainId: 84_300, studies: `0x${'5d'.repeat(20)}` },
  study: 3 as RoundContext['study'],
  round: 2,
  epoch: 1,
  attempt: 4,
  previousModel: `0x${'0a'.repeat(32)}` as RoundContext['previousModel']
}

/** The same round but for one component. */
const changes: Record<string, RoundContext> = {
  chain: { ...base, domain: { ...base.domain, chainId: 1 } },
  contract: { ...base, domain: { ...base.domain, studies: `0x${'5e'.repeat(20)}` } },
  study: { ...base, study: 4 as RoundContext['study'] },
  round: { ...base, round: 3 },
  epoch: { ...base, epoch: 2 },
  attempt: { ...base, attempt: 5 },
  model: { ...base, previousModel: `0x${'0b'.repeat(32)}` as RoundContext['previousModel'] }
}

describe('what a round is bound to', () => {
  const member = `0x${'01'.repeat(20)}` as MemberId
  const body = `0x${'0c'.repeat(32)}` as typeof zeroBytes32

  for (const [name, changed] of Object.entries(changes)) {
    it(`differs in another ${name}: binding and every document's digest`, () => {
      assert.notDeepEqual(roundBinding(changed), roundBinding(base))
      for (const purpose of ['keys', 'shares', 'masked', 'survivors', 'unmask'] as const) {
        const digest = documentDigest(base, purpose, member, body)
        assert.notDeepEqual(documentDigest(changed, purpose, member, body), digest)
      }
    })
  }

  it('differs in another purpose, member and body', () => {
    const digests = [
      documentDigest(base, 'keys', member, body),
      documentDigest(base, 'shares', member, body),
      documentDigest(base, 'keys', `0x${'02'.repeat(20)}` as MemberId, body),
      documentDigest(base, 'keys', member, zeroBytes32),
      roundBinding(base)
    ]
    assert.equal(new Set(digests.map(toHex)).size, digests.length)
  })

  it('gives all attempts of an opening one seed, and other openings others', () => {
    assert.deepEqual(roundSeed({ ...base, attempt: 9 } as RoundContext), roundSeed(base))
    assert.notDeepEqual(roundSeed(changes['epoch']!), roundSeed(base))
  })
})

describe('the ranking of aggregators', () => {
  it('is the same whatever order the members are listed in', () => {
    const members = membersOf(9)
    fc.assert(
      fc.property(fc.shuffledSubarray([...members], { minLength: 9 }), (shuffled) => {
        assert.deepEqual(rankAggregators(base, shuffled), rankAggregators(base, members))
      })
    )
  })

  it('ranks each member once, and gives attempts to them in turn', () => {
    const members = membersOf(5)
    const ranked = rankAggregators(base, members)
    assert.deepEqual([...ranked].sort(), members.map(({ member }) => member).sort())
    for (const attempt of [0, 4, 5, 12]) {
      assert.equal(aggregatorOf({ ...base, attempt }, members), ranked[attempt % 5])
    }
  })

  it('gives every member about its share of first places, over rounds and epochs', () => {
    const members = membersOf(5)
    const firsts = new Map<MemberId, number>()
    for (let round = 0; round < 100; round++) {
      for (let epoch = 0; epoch < 5; epoch++) {
        const first = rankAggregators({ ...base, round, epoch }, members)[0]!
        firsts.set(first, (firsts.get(first) ?? 0) + 1)
      }
    }
    // 500 draws of 5: 100 each, with a standard deviation of 9.
    for (const { member } of members) assert.ok(Math.abs(firsts.get(member)! - 100) < 45)
  })
})

describe('survivors as the ledger writes them', () => {
  it('come back from their bits, for any subset of up to 256 members', () => {
    const members = membersOf(256)
    fc.assert(
      fc.property(fc.subarray([...members]), (chosen) => {
        const survivors = chosen.map(({ member }) => member)
        const bits = survivorBits(members, survivors)
        assert.deepEqual(membersOfBits(members, bits), survivors)
        assert.ok(bits < 1n << 256n)
      })
    )
    assert.equal(survivorBits(members, [members[255]!.member]), 1n << 255n)
  })

  it('leave out accounts that are no members', () => {
    const members = membersOf(2)
    assert.equal(survivorBits(members, [`0x${'99'.repeat(20)}` as MemberId]), 0n)
  })
})

describe('a quorum', () => {
  it('is more than two thirds, never exactly two thirds', () => {
    const least = [1, 2, 3, 4, 5, 6, 7, 9, 256].map((whole) => {
      let count = 0
      while (!isQuorum(count, whole)) count++
      return count
    })
    assert.deepEqual(least, [1, 2, 3, 3, 4, 5, 5, 7, 171])
  })
})
