import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Generator } from '../model/generator.ts'
import { aucOf } from './classification-metrics.ts'
import { aucInterval, meanShareInterval, wilsonInterval } from './metric-intervals.ts'

function close(actual: number, expected: number, within: number): void {
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`)
}

describe('an interval of a share', () => {
  test('is the one that Newcombe prints for 81 of 263 and 15 of 148', () => {
    // R. G. Newcombe, Two-Sided Confidence Intervals for the Single Proportion, 1998, table I.
    for (const [hits, rows, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718]
    ] as const) {
      const interval = wilsonInterval(hits, rows)
      close(interval.low, low, 5e-5)
      close(interval.high, high, 5e-5)
    }
  })

  test('holds the share, and is narrower with more rows', () => {
    const counts = fc
      .integer({ min: 1, max: 10_000 })
      .chain((rows) => fc.tuple(fc.integer({ min: 0, max: rows }), fc.constant(rows)))
    fc.assert(
      fc.property(counts, ([hits, rows]) => {
        const { low, high } = wilsonInterval(hits, rows)
        assert.ok(0 <= low && low <= hits / rows && hits / rows <= high && high <= 1)
        const more = wilsonInterval(hits * 10, rows * 10)
        assert.ok(more.high - more.low < high - low)
      })
    )
  })
})

describe('an interval of the mean of two shares', () => {
  test('of one class is its own, and of two is narrower than either', () => {
    const own = wilsonInterval(40, 50)
    const one = meanShareInterval([{ rows: 50, hits: 40 }])
    close(one.low, own.low, 1e-12)
    close(one.high, own.high, 1e-12)
    const two = meanShareInterval([
      { rows: 50, hits: 40 },
      { rows: 50, hits: 40 }
    ])
    close(two.high - two.low, (own.high - own.low) / Math.SQRT2, 1e-9)
  })
})

describe('an interval of the area under the curve', () => {
  test('has width at the ends, and mirrors when the classes change sides', () => {
    const perfect = aucInterval(1, 50, 92)
    assert.equal(perfect.high, 1)
    assert.ok(perfect.low > 0.9 && perfect.low < 0.99, String(perfect.low))
    const some = aucInterval(0.8, 30, 70)
    const mirrored = aucInterval(0.2, 70, 30)
    close(some.low, 1 - mirrored.high, 1e-9)
    close(some.high, 1 - mirrored.low, 1e-9)
  })

  test('holds the true area in about 95 of 100 measurements', () => {
    // Goal: the interval is worth its name. Method: scores of two normal populations one and a half
    // deviations apart, whose true area is Φ(1.5/√2) = 0.8556; 400 samples from one seed.
    const truth = 0.855578
    const generator = new Generator(new Uint8Array(32).fill(7))
    const normal = (): number => {
      const words = new Uint32Array(generator.bytes(8).slice().buffer)
      const radius = Math.sqrt(-2 * Math.log((words[0]! + 1) / 2 ** 32))
      return radius * Math.cos((2 * Math.PI * words[1]!) / 2 ** 32)
    }
    const samples = 400
    let held = 0
    for (let sample = 0; sample < samples; sample++) {
      const labels = Array.from({ length: 60 }, (_, row) => (row < 25 ? 1 : 0))
      const scores = labels.map((label) => normal() + 1.5 * label)
      const { low, high } = aucInterval(aucOf(scores, labels)!, 25, 35)
      if (low <= truth && truth <= high) held++
    }
    const share = held / samples
    assert.ok(share > 0.92 && share < 0.985, `${share} of the intervals hold the truth`)
  })
})
