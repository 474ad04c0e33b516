/** The whole protocol: whoever drops wherever, the sum is exact, or there is none. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { MemberId } from '@commonhold/base'
import { createSeededRandom } from '@commonhold/platform'
import fc from 'fast-check'
import type { MaskGraph } from './masking.ts'
import {
  assertSameWords,
  dealRound,
  drawMembers,
  drawWords,
  maskFor,
  openFor,
  revealFor,
  sumOf,
  unmaskFor
} from './testing/mask-round.ts'

/** Drops on the way: after keys, after parcels, after the masked vector. */
type Drops = {
  readonly seed: number
  readonly count: number
  readonly afterKeys: number
  readonly afterParcels: number
  readonly afterMasked: number
  readonly wordsPerElement: number
}

async function runRound(drops: Drops) {
  const { seed, count, afterKeys, afterParcels, afterMasked, wordsPerElement } = drops
  const random = createSeededRandom(`round ${seed}`)
  const members = drawMembers(random, count)
  const order = [...members].sort((a, b) => (a.slice(-8) < b.slice(-8) ? -1 : 1))
  const participants = order.slice(0, Math.max(1, count - afterKeys))
  const survivors = participants.slice(0, Math.max(1, participants.length - afterParcels))
  const holders = survivors.slice(0, Math.max(1, survivors.length - afterMasked))
  const round = dealRound(seed, members, participants)
  const length = 13 * wordsPerElement
  const plain = new Map(survivors.map((member) => [member, drawWords(random, length)]))
  const masked = new Map<MemberId, Uint32Array>()
  for (const [member, vector] of plain) {
    masked.set(member, await maskFor(round, member, vector, wordsPerElement))
  }
  const reveals = revealFor(round, survivors, holders)
  const expected = sumOf([...plain.values()], wordsPerElement)
  return { round, survivors, holders, masked, reveals, expected, members, participants }
}

describe('masking', () => {
  test('with random drops at every step: the exact sum, or a typed refusal', async () => {
    let [sums, refusals] = [0, 0]
    await fc.assert(
      fc.asyncProperty(dropsOf(3, 12), async (drops) => {
        const { round, survivors, masked, reveals, expected } = await runRound(drops)
        const { threshold } = round.graph
        let opened: ReturnType<typeof openFor>
        try {
          opened = openFor(round, survivors, reveals)
        } catch (error) {
          assert.equal((error as { code: string }).code, 'LEARNING_TOO_FEW_SHARES')
          assert.ok(reveals.size < threshold, 'enough holders told their shares')
          refusals++
          return
        }
        assert.ok(opened.ok && reveals.size >= threshold)
        assert.deepEqual(opened.blame, [])
        const sum = await unmaskFor(round, masked, opened, drops.wordsPerElement)
        assertSameWords(sum, expected)
        sums++
      }),
      { numRuns: 20, seed: 20_261_123 }
    )
    assert.ok(sums >= 5 && refusals >= 3, `${sums} sums, ${refusals} refusals: both were tried`)
  })

  for (const wordsPerElement of [1, 8, 20]) {
    test(`ten members, two of whom drop, elements of ${wordsPerElement} words`, async () => {
      const drops = { seed: 10, count: 10, afterKeys: 1, afterParcels: 1, afterMasked: 1 }
      const done = await runRound({ ...drops, wordsPerElement })
      const opened = openFor(done.round, done.survivors, done.reveals)
      assert.ok(opened.ok)
      assert.equal(opened.maskSeeds.size, 1)
      assertSameWords(
        await unmaskFor(done.round, done.masked, opened, wordsPerElement),
        done.expected
      )
    })
  }

  test('a vector longer than a piece of keystream', async () => {
    const random = createSeededRandom('long')
    const members = drawMembers(random, 4)
    const round = dealRound('long', members)
    for (const wordsPerElement of [1, 3]) {
      const plain = members.map(() => drawWords(random, 51_000))
      const masked = new Map<MemberId, Uint32Array>()
      for (const [index, member] of members.slice(1).entries()) {
        masked.set(member, await maskFor(round, member, plain[index + 1]!, wordsPerElement))
      }
      const survivors = members.slice(1)
      const opened = openFor(round, survivors, revealFor(round, survivors, survivors))
      assert.ok(opened.ok)
      assertSameWords(
        await unmaskFor(round, masked, opened, wordsPerElement),
        sumOf(plain.slice(1), wordsPerElement)
      )
    }
  })

  test('on a sparse graph, where some drop at each step', async () => {
    const random = createSeededRandom('sparse')
    const members = drawMembers(random, 16)
    const round = dealRound('sparse', members, members.slice(1), ringGraph(members, 8))
    const survivors = members.slice(3)
    const holders = survivors.filter((_, index) => index !== 6)
    const plain = new Map(survivors.map((member) => [member, drawWords(random, 40)]))
    const masked = new Map<MemberId, Uint32Array>()
    for (const [member, vector] of plain) {
      masked.set(member, await maskFor(round, member, vector, 8))
    }
    const opened = openFor(round, survivors, revealFor(round, survivors, holders))
    assert.ok(opened.ok)
    assert.equal(opened.maskSeeds.size, 2)
    assertSameWords(await unmaskFor(round, masked, opened, 8), sumOf([...plain.values()], 8))
  })

  test('two members alone can mask, and both are needed', async () => {
    const done = await runRound({
      seed: 2,
      count: 2,
      afterKeys: 0,
      afterParcels: 0,
      afterMasked: 0,
      wordsPerElement: 1
    })
    const opened = openFor(done.round, done.survivors, done.reveals)
    assert.ok(opened.ok)
    assertSameWords(await unmaskFor(done.round, done.masked, opened, 1), done.expected)
  })

  test('a member with another incoming model spoils the sum and cannot hide it', async () => {
    const random = createSeededRandom('binding')
    const members = drawMembers(random, 5)
    const round = dealRound('binding', members)
    const other = { ...round, binding: random.bytes(32) }
    const plain = members.map(() => new Uint32Array(4000))
    const masked = new Map<MemberId, Uint32Array>()
    for (const [index, member] of members.entries()) {
      masked.set(member, await maskFor(index === 0 ? other : round, member, plain[index]!, 1))
    }
    const opened = openFor(round, members, revealFor(round, members, members))
    assert.ok(opened.ok)
    const sum = await unmaskFor(round, masked, opened, 1)
    const high = sum.filter((word) => word >= 2 ** 31).length
    assert.ok(high > 1800 && high < 2200, `${high} of 4000 words have their top bit set`)
    // Opened under the other binding, nothing that was published fits.
    assert.throws(() => openFor(other, members, revealFor(round, members, members)), {
      code: 'LEARNING_TOO_FEW_SHARES'
    })
  })
})

/** What `maskGraph` makes above 50 members, at a size that a test can afford. */
function ringGraph(members: readonly MemberId[], degree: number): MaskGraph {
  const near = (place: number) =>
    members.filter((_, other) => {
      const apart = Math.abs(other - place)
      return apart > 0 && Math.min(apart, members.length - apart) <= degree / 2
    })
  const neighbours = new Map(members.map((member, place) => [member, near(place)]))
  return { members, neighbours, threshold: Math.floor((2 * (degree + 1)) / 3) - 1 }
}

function dropsOf(min: number, max: number): fc.Arbitrary<Drops> {
  const few = fc.integer({ min: 0, max: 2 })
  return fc.record({
    seed: fc.nat(),
    count: fc.integer({ min, max }),
    afterKeys: few,
    afterParcels: few,
    afterMasked: few,
    wordsPerElement: fc.constantFrom(1, 8, 20)
  })
}
