/**
 * What a peer can learn of another's vector from what it receives: nothing that a test of chance
 * sees. All seeds are fixed, so each figure is the same every time; bounds lie where a fair source
 * fails once in millions. Each measure is also put to masks that are wrong in a way that others'
 * were (one stream for two tensors, one for two rounds, none at all), and must tell.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createSeededRandom } from '@commonhold/platform'
import { dealRound, drawMembers, maskFor } from './testing/mask-round.ts'

const members = drawMembers(createSeededRandom('independence'), 4)
const [ada, ben] = members
const length = 1 << 16
const half = length / 2

/** A smooth vector, as weights are, in which both halves are the same tensor. */
const plain = Uint32Array.from({ length }, (_, at) =>
  Math.round(2 ** 20 * (1 + Math.sin((at % half) / 50)))
)

const round = dealRound('one', members)
const adas = await maskFor(round, ada!, plain, 1)
const bens = await maskFor(round, ben!, plain, 1)
const next = await maskFor(dealRound('two', members), ada!, plain, 1)

/** Kolmogorov and Smirnov's statistic of words against the uniform law; 2.7 is one in a million. */
function distanceFromUniform(words: Uint32Array): number {
  const sorted = Float64Array.from(words).sort()
  let furthest = 0
  for (const [at, word] of sorted.entries()) {
    const expected = (word + 0.5) / 2 ** 32
    const below = at / sorted.length
    const above = (at + 1) / sorted.length
    furthest = Math.max(furthest, Math.abs(expected - below), Math.abs(above - expected))
  }
  return furthest * Math.sqrt(sorted.length)
}

const isUniform = (words: Uint32Array) => distanceFromUniform(words) < 2.7

/** Deviations of the count of ones from half, for the bit that is furthest off. */
function worstBit(words: Uint32Array): number {
  const ones = new Float64Array(32)
  for (const word of words) for (let bit = 0; bit < 32; bit++) ones[bit]! += (word >>> bit) & 1
  const deviations = ones.map(
    (count) => Math.abs(count - words.length / 2) / Math.sqrt(words.length / 4)
  )
  return Math.max(...deviations)
}

/**
 * Chi-squared of independence of two lists, each by four bits from `shift` on: 225 degrees of
 * freedom, given as deviations from its mean.
 */
function dependence(left: Uint32Array, right: Uint32Array, shift: number): number {
  const count = Math.min(left.length, right.length)
  const cells = new Float64Array(256)
  const rows = new Float64Array(16)
  const columns = new Float64Array(16)
  for (let at = 0; at < count; at++) {
    const row = (left[at]! >>> shift) & 15
    const column = (right[at]! >>> shift) & 15
    cells[16 * row + column]!++
    rows[row]!++
    columns[column]!++
  }
  let chiSquared = 0
  for (let row = 0; row < 16; row++) {
    for (let column = 0; column < 16; column++) {
      const expected = (rows[row]! * columns[column]!) / count
      if (expected > 0) chiSquared += (cells[16 * row + column]! - expected) ** 2 / expected
    }
  }
  return (chiSquared - 225) / Math.sqrt(2 * 225)
}

/** In the highest, middle and lowest bits. */
const areIndependent = (left: Uint32Array, right: Uint32Array) =>
  [28, 14, 0].every((shift) => dependence(left, right, shift) < 6)

const difference = (left: Uint32Array, right: Uint32Array) =>
  Uint32Array.from(left, (word, at) => word - right[at]!)

describe('P1: a masked vector, to whoever receives it', () => {
  test('is uniform in its words and in each of their bits', () => {
    for (const words of [adas, bens, next]) {
      assert.ok(isUniform(words))
      assert.ok(worstBit(words) < 6)
    }
    assert.equal(isUniform(plain), false)
    assert.ok(worstBit(plain) > 50)
  })

  test('does not depend on the vector under it', () => {
    assert.ok(areIndependent(adas, plain))
    assert.equal(areIndependent(plain, plain), false)
  })

  test('tells nothing of one tensor by another of its shape', () => {
    const [first, second] = [adas.subarray(0, half), adas.subarray(half)]
    assert.ok(areIndependent(first, second))
    assert.ok(isUniform(difference(first, second)))
    // One stream for both, as elsewhere: then the difference of the tensors is plain to see.
    const stream = difference(first, plain.subarray(0, half))
    const doubled = [0, half].map((at) => stream.map((word, index) => word + plain[at + index]!))
    assert.equal(areIndependent(doubled[0]!, doubled[1]!), false)
    assert.equal(isUniform(difference(doubled[0]!, doubled[1]!)), false)
  })

  test('tells nothing by the same member’s vector of another round', () => {
    assert.ok(areIndependent(adas, next))
    assert.ok(isUniform(difference(adas, next)))
    const stream = difference(adas, plain)
    const again = stream.map((word, at) => word + plain[at]! + 1)
    assert.equal(areIndependent(adas, again), false)
  })

  test('tells nothing by the vectors of others, even with the same content', () => {
    assert.ok(areIndependent(adas, bens))
    assert.ok(isUniform(difference(adas, bens)))
    // What they share is a stream that one adds and the other takes away: each has others besides.
    const sum = Uint32Array.from(adas, (word, at) => word + bens[at]!)
    assert.ok(isUniform(sum))
    assert.ok(areIndependent(sum, plain))
  })

  test('has no words that follow from the words before', () => {
    for (const lag of [1, 2, 16, 1024, 16_384]) {
      assert.ok(areIndependent(adas.subarray(lag), adas), `lag ${lag}`)
    }
    assert.equal(areIndependent(plain.subarray(1), plain), false)
  })
})
