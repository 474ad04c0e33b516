/** Every way to lie about shares and seeds: found out, and blamed on whoever lied. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Bytes32, MemberId } from '@commonhold/base'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import type { RevealedShare } from './masking.ts'
import { ciphertextsToOpen } from './parcel-list.ts'
import { revealShares } from './reveal.ts'
import { advertiseKeys } from './round-keys.ts'
import { dealParcels } from './share-parcels.ts'
import {
  dealRound,
  drawMembers,
  heldBy,
  type MaskRound,
  openFor,
  publish,
  revealFor,
  unmaskFor
} from './testing/mask-round.ts'
import { maskCorrection } from './unmask.ts'

const random = createSeededRandom('unmask')
const members = drawMembers(random, 7)
const [liar, ...honest] = members as [MemberId, ...MemberId[]]
const dropped = members[6]!
const survivors = members.slice(0, 6)

/** Deals `who`'s parcels again from other secrets than it advertised. */
function dealAgain(round: MaskRound, who: MemberId, other: 'selfSeed' | 'maskSeed'): void {
  const dealt = dealParcels({
    crypto: nodeCrypto,
    random,
    binding: round.binding,
    self: who,
    secrets: { ...round.secrets.get(who)!, [other]: random.bytes(32) },
    adverts: round.adverts,
    graph: round.graph
  })
  publish(round, who, dealt)
}

describe('unmasking', () => {
  test('opens exactly what was advertised', () => {
    const round = dealRound('exact', members)
    const opened = openFor(round, survivors, revealFor(round, survivors, survivors))
    assert.ok(opened.ok)
    assert.deepEqual([...opened.selfSeeds.keys()], survivors)
    assert.deepEqual([...opened.maskSeeds.keys()], [dropped])
    for (const [member, seed] of opened.selfSeeds) {
      assert.deepEqual(seed, round.secrets.get(member)!.selfSeed)
    }
    assert.deepEqual(opened.maskSeeds.get(dropped), round.secrets.get(dropped)!.maskSeed)
  })

  test('goes on with good shares and blames the holder of bad ones', () => {
    const round = dealRound('bad-share', members)
    for (const change of changes) {
      const reveals = revealFor(round, survivors, survivors)
      reveals.set(liar, change(reveals.get(liar)!))
      const opened = openFor(round, survivors, reveals)
      assert.ok(opened.ok)
      assert.ok(opened.blame.length > 0)
      for (const { member, reason } of opened.blame) {
        assert.equal(member, liar)
        assert.equal(reason, 'share-differs-from-commitment')
      }
      assert.deepEqual(opened.maskSeeds.get(dropped), round.secrets.get(dropped)!.maskSeed)
    }
  })

  test('with too few good shares there is an error that says who told bad ones', () => {
    const round = dealRound('too-few', members)
    const holders = survivors.slice(0, round.graph.threshold)
    const reveals = revealFor(round, survivors, holders)
    reveals.set(liar, changes[0]!(reveals.get(liar)!))
    assert.throws(
      () => openFor(round, survivors, reveals),
      (error: { code: string; details: { blame: { member: string }[]; need: number } }) => {
        assert.equal(error.code, 'LEARNING_TOO_FEW_SHARES')
        assert.equal(error.details.need, round.graph.threshold)
        assert.ok(error.details.blame.every(({ member }) => member === liar))
        return error.details.blame.length > 0
      }
    )
  })

  test('blames a dealer whose shares open another seed than it advertised', () => {
    for (const [who, seed] of [
      [liar, 'selfSeed'],
      [dropped, 'maskSeed']
    ] as const) {
      const round = dealRound('dealer', members)
      dealAgain(round, who, seed)
      const opened = openFor(round, survivors, revealFor(round, survivors, survivors))
      assert.ok(!opened.ok)
      const [blame] = opened.blame
      assert.equal(opened.blame.length, 1)
      assert.deepEqual([blame!.member, blame!.reason], [who, 'seed-differs-from-commitment'])
    }
  })

  test('blames a dropped member whose mask ciphertext does not follow from its seed', () => {
    const round = dealRound('ciphertext', members)
    const other = dealRound('elsewhere', members).parcelLists.get(dropped)!
    const list = round.parcelLists.get(dropped)!
    const maskCiphertexts = list.maskCiphertexts.with(2, other.maskCiphertexts[2]!)
    round.parcelLists.set(dropped, { ...list, maskCiphertexts })
    const opened = openFor(round, survivors, revealFor(round, survivors, survivors))
    assert.ok(!opened.ok)
    assert.equal(opened.blame[0]!.member, dropped)
    assert.match(opened.blame[0]!.detail, /mask ciphertext/)
  })

  test('blames a dropped member that advertised half of another mask key', () => {
    for (const half of ['x25519', 'mlKem768'] as const) {
      const round = dealRound('half', members)
      const advert = round.adverts.get(dropped)!
      const other = advertiseKeys(nodeCrypto, round.secrets.get(liar)!, round.binding)
      round.adverts.set(dropped, { ...advert, mask: { ...advert.mask, [half]: other.mask[half] } })
      const opened = openFor(round, survivors, revealFor(round, survivors, survivors))
      assert.ok(!opened.ok)
      assert.deepEqual(
        opened.blame.map(({ member }) => member),
        [dropped]
      )
    }
  })

  test("a member's lie about its own share counts against itself alone", () => {
    const round = dealRound('own', members)
    const lie = (told: readonly RevealedShare[]) =>
      told.map((share) => (share.of === liar ? { ...share, share: other32 } : share))
    const everyone = revealFor(round, survivors, survivors)
    everyone.set(liar, lie(everyone.get(liar)!))
    assert.ok(openFor(round, survivors, everyone).ok)
    const just = survivors.slice(0, round.graph.threshold)
    const few = revealFor(round, survivors, just)
    few.set(liar, lie(few.get(liar)!))
    const opened = openFor(round, survivors, few)
    assert.ok(!opened.ok)
    assert.deepEqual(
      opened.blame.map(({ member }) => member),
      [liar]
    )
  })
})

describe('revealing', () => {
  test('tells one half of each participant, by whether it survived', () => {
    const round = dealRound('halves', members)
    const told = revealFor(round, survivors, [honest[0]!]).get(honest[0]!)!
    assert.equal(told.length, members.length)
    for (const { of, secret } of told) {
      assert.equal(secret, survivors.includes(of) ? 'self' : 'mask')
    }
  })

  test('never tells what is not of a participant, nor the own mask share', () => {
    const round = dealRound('participants', members)
    const held = heldBy(round, dropped)
    const participants = members.slice(2)
    const told = revealShares({
      held,
      survivors: members.slice(2, 6),
      participants,
      self: dropped
    })
    assert.deepEqual(
      told.map(({ of }) => of),
      members.slice(2, 6)
    )
    assert.throws(
      () => revealShares({ held, survivors: members, participants, self: dropped }),
      /survivors are participants/
    )
  })

  test('a sum is not touched where a mask ciphertext is missing', async () => {
    const round = dealRound('no-ciphertext', members)
    const opened = openFor(round, survivors, revealFor(round, survivors, survivors))
    assert.ok(opened.ok)
    const needed = ciphertextsToOpen({ ...round, participants: members, survivors })
    assert.equal(needed.length, survivors.length)
    const sumWith = (digests: readonly Bytes32[]) => {
      const { maskCiphertexts } = round
      const held = new Map(digests.map((digest) => [digest, maskCiphertexts.get(digest)!]))
      const masked = new Map(survivors.map((member) => [member, new Uint32Array(4)]))
      return unmaskFor({ ...round, maskCiphertexts: held }, masked, opened, 1)
    }
    await sumWith(needed)
    for (const digest of needed) {
      await assert.rejects(sumWith(needed.filter((each) => each !== digest)), {
        code: 'LEARNING_MISSING_PARCEL'
      })
    }
    assert.deepEqual(ciphertextsToOpen({ ...round, participants: members, survivors: members }), [])
  })

  test('a sum is not touched where a seed is missing', async () => {
    const round = dealRound('missing', members)
    const opened = openFor(round, survivors, revealFor(round, survivors, survivors))
    assert.ok(opened.ok)
    const sum = new Uint32Array(4)
    await assert.rejects(
      maskCorrection({
        crypto: nodeCrypto,
        binding: round.binding,
        adverts: round.adverts,
        parcelLists: round.parcelLists,
        maskCiphertexts: round.maskCiphertexts,
        graph: round.graph,
        survivors,
        participants: members,
        selfSeeds: opened.selfSeeds,
        maskSeeds: new Map(),
        sum,
        wordsPerElement: 1
      }),
      /mask seed opened/
    )
    assert.deepEqual(sum, new Uint32Array(4))
  })
})

const other32 = `0x${'5a'.repeat(32)}` as const

/** What a lying holder may do with the shares that it tells. */
const changes: ((told: readonly RevealedShare[]) => RevealedShare[])[] = [
  (told) => told.map((share) => (share.of === liar ? share : { ...share, share: other32 })),
  (told) => told.map((share) => (share.of === liar ? share : { ...share, salt: other32 })),
  (told) => told.map((share) => ({ ...share, secret: share.secret === 'self' ? 'mask' : 'self' })),
  (told) => [...told, told[0]!],
  (told) => [...told, { ...told[0]!, of: `0x${'77'.repeat(20)}` as MemberId }]
]
