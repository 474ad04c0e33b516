import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ExactMoments, fractionBits } from './exact-moments.ts'
import { bitLength, ratioToNumber, readWideSigned, writeWide } from './wide-integer.ts'

function momentsOf(values: readonly number[]): ExactMoments {
  const moments = new ExactMoments()
  for (const value of values) moments.add(value)
  return moments
}

/** The number times 2^200, by another way: repeated doubling of its exact decimal is avoided. */
function exact(value: number): bigint {
  let shift = 0
  let scaled = value
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    shift++
  }
  return (BigInt(scaled) << BigInt(fractionBits)) >> BigInt(shift)
}

const ordinary = fc
  .double({ min: -1e12, max: 1e12, noNaN: true })
  .filter((x) => x === 0 || Math.abs(x) > 1e-12)

describe('ExactMoments', () => {
  it('sums without any error', () => {
    fc.assert(
      fc.property(fc.array(ordinary), (values) => {
        const sum = values.reduce((total, value) => total + exact(value), 0n)
        const squares = values.reduce((total, value) => total + exact(value) ** 2n, 0n)
        assert.equal(momentsOf(values).sum, sum)
        assert.equal(momentsOf(values).squares, squares >> BigInt(fractionBits))
      })
    )
  })

  it('does not care for order, with more values than it gathers at once', () => {
    const values = Array.from(
      { length: 40_000 },
      (_, index) => Math.sin(index) * 10 ** (index % 12)
    )
    const forward = momentsOf(values)
    const backward = momentsOf(values.toReversed())
    assert.equal(forward.sum, backward.sum)
    assert.equal(forward.squares, backward.squares)
    assert.equal(forward.count, 40_000)
  })

  it('keeps the smallest difference of the largest numbers', () => {
    const moments = momentsOf([1e15, 1e15 + 0.125, 2 ** 128, -(2 ** 128), 5e-324])
    assert.equal(moments.sum, exact(1e15) + exact(1e15 + 0.125))
  })
})

describe('wide integers', () => {
  it('come back from their words', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 255n), max: 2n ** 255n - 1n }), (value) => {
        const words = new Uint32Array(8)
        writeWide(value, words)
        assert.equal(readWideSigned(words), value)
      })
    )
  })

  it('divide to the nearest double', () => {
    assert.equal(ratioToNumber(1n, 3n), 1 / 3)
    assert.equal(ratioToNumber(-10n, 4n), -2.5)
    assert.equal(ratioToNumber(10n ** 400n, 10n ** 399n), 10)
    assert.equal(ratioToNumber(1n, 10n ** 300n), 1e-300)
    assert.equal(bitLength(255n), 8)
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (numerator, denominator) => {
        const ratio = ratioToNumber(BigInt(numerator), BigInt(denominator))
        assert.equal(ratio, numerator / denominator + 0)
      })
    )
  })
})
