import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { applySum, encodeUpdate } from './fixed-point.ts'
import { sumVectors } from './run-locally.ts'

const bound = 8
const before = Float32Array.of(0.5, -1, 0, 2)

function sumOf(
  members: readonly { readonly rows: number; readonly change: readonly number[] }[],
  totalRows: number
) {
  const vectors = members.map(({ rows, change }) => {
    const after = before.map((value, index) => value + change[index]!)
    const into = new Uint32Array(before.length)
    encodeUpdate({ before, after, rows, totalRows, bound, into })
    return into
  })
  return sumVectors(vectors, { length: before.length, wordsPerElement: 1 })
}

const change = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 4, maxLength: 4 })
const member = fc.record({ rows: fc.integer({ min: 1, max: 100_000 }), change })

describe('fixed-point updates', () => {
  it('add up to the mean by rows, whoever is absent, for up to 256 members', () => {
    const members = fc.array(member, { minLength: 1, maxLength: 256 })
    fc.assert(
      fc.property(members, fc.nat(1_000_000), (present, absentRows) => {
        const rows = present.reduce((sum, each) => sum + each.rows, 0)
        const totalRows = rows + absentRows
        const sum = sumOf(present, totalRows)
        const after = applySum({ before, sum, rows, totalRows, bound, rate: 1 })
        const tolerance = 1e-6 + (1e-8 * present.length * totalRows) / rows
        after.forEach((value, index) => {
          const mean =
            present.reduce((part, each) => part + each.rows * each.change[index]!, 0) / rows
          assert.ok(Math.abs(value - before[index]! - mean) < tolerance, `${value} ${mean}`)
        })
      }),
      { numRuns: 50 }
    )
  })

  it('cut what is beyond the bound, and count what is no number as no change', () => {
    const wild = { rows: 10, change: [1e30, -1e30, Number.NaN, 3] }
    const after = applySum({
      before,
      sum: sumOf([wild], 10),
      rows: 10,
      totalRows: 10,
      bound,
      rate: 0.5
    })
    assert.deepEqual(Array.from(after), [4.5, -5, 0, 3.5])
  })

  it('refuse a sum beyond what the members present can reach', () => {
    const sum = sumOf([{ rows: 50, change: [8, 0, 0, 0] }], 100)
    const options = { before, sum, totalRows: 100, bound, rate: 1 }
    assert.equal(applySum({ ...options, rows: 50 })[0], 8.5)
    assert.throws(() => applySum({ ...options, rows: 49 }), { code: 'LEARNING_BAD_SUM' })
  })
})
