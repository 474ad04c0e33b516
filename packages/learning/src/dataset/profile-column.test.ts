import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Dataset } from './dataset.ts'
import { missingCode } from './dataset.ts'
import { barsMax, profileColumn } from './profile-column.ts'

function numbers(...values: number[]): Dataset {
  const columns = [{ name: 'x', kind: 'numeric' as const, values: Float64Array.from(values) }]
  return { name: 'table', rows: values.length, columns }
}

function profileNumbers(...values: number[]) {
  const profile = profileColumn(numbers(...values), 'x')
  assert.ok(profile.kind === 'numeric')
  return profile
}

describe('a column of numbers', () => {
  test('has its figures, with what is missing left out', () => {
    const { missing, figures } = profileNumbers(1, 2, Number.NaN, 3, 4, 10)
    assert.equal(missing, 1)
    assert.deepEqual(figures, {
      min: 1,
      max: 10,
      mean: 4,
      deviation: Math.sqrt(10),
      quantiles: { p5: 1.2000000000000002, p25: 2, p50: 3, p75: 4, p95: 8.799999999999999 }
    })
  })

  test('that are few and whole has a bar for each number, the empty ones too', () => {
    const { bars } = profileNumbers(2, 2, 5)
    assert.deepEqual(bars, [
      { from: 2, to: 2, rows: 2 },
      { from: 3, to: 3, rows: 0 },
      { from: 4, to: 4, rows: 0 },
      { from: 5, to: 5, rows: 1 }
    ])
  })

  test('has bars with round edges, the largest value in the last one', () => {
    const { bars } = profileNumbers(...Array.from({ length: 101 }, (_, index) => index / 10))
    assert.deepEqual(
      [bars[0], bars.at(-1)],
      [
        { from: 0, to: 1, rows: 10 },
        { from: 9, to: 10, rows: 11 }
      ]
    )
  })

  test('may be none, one, or as far apart as numbers can be', () => {
    assert.deepEqual(profileNumbers(Number.NaN).figures, undefined)
    assert.deepEqual(profileNumbers(Number.NaN).bars, [])
    assert.deepEqual(profileNumbers(0.3, 0.3).bars.length, 1)
    const wide = profileNumbers(-Number.MAX_VALUE, Number.MAX_VALUE)
    assert.deepEqual(
      wide.bars.map(({ rows }) => rows),
      [2]
    )
    assert.ok(
      Object.values(wide.figures!).every(
        (value) => typeof value === 'object' || Number.isFinite(value)
      )
    )
  })

  test('lose no row, whatever they are', () => {
    const any = fc.array(fc.double({ noDefaultInfinity: true }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(any, (values) => {
        const { bars, missing, figures } = profileNumbers(...values)
        const counted = bars.reduce((sum, { rows }) => sum + rows, 0)
        assert.equal(counted + missing, values.length)
        assert.ok(bars.length <= barsMax)
        if (figures === undefined) return
        const { min, max, quantiles } = figures
        const order = [min, ...Object.values(quantiles), max]
        for (const [index, value] of order.entries()) {
          assert.ok(index === 0 || order[index - 1]! <= value + Math.abs(value) * 1e-9, `${order}`)
        }
      })
    )
  })
})

test('a column of words has its words by rows, and counts those that it leaves out', () => {
  const categories = Array.from({ length: 60 }, (_, index) => `word ${index}`)
  const codes = Uint32Array.from([...categories.keys(), 7, 7, missingCode])
  const column = { name: 'x', kind: 'categorical' as const, codes, categories }
  const profile = profileColumn({ name: 'table', rows: codes.length, columns: [column] }, 'x')
  assert.ok(profile.kind === 'categorical')
  assert.deepEqual(profile.categories[0], { name: 'word 7', rows: 3 })
  assert.equal(profile.categories.length, 50)
  assert.deepEqual([profile.different, profile.otherRows, profile.missing], [60, 10, 1])
})
