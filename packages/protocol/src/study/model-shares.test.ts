import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AssetId } from '@commonhold/base'
import fc from 'fast-check'
import { modelShares } from './model-shares.ts'

test('thirds leave one basis point over, for the first of those with the most', () => {
  assert.deepEqual(modelShares(assets(9, 4, 7), [1, 1, 1]), [
    { asset: 4, bps: 3_333 },
    { asset: 7, bps: 3_333 },
    { asset: 9, bps: 3_334 }
  ])
})

test('who survived nothing, or too little for a basis point, is not named', () => {
  assert.deepEqual(modelShares(assets(1, 2), [0, 5]), [{ asset: 2, bps: 10_000 }])
  const survivals = [10_000, 10_000, 1]
  const shares = modelShares(assets(1, 2, 3), survivals)
  assert.deepEqual(shares, [
    { asset: 1, bps: 5_001 },
    { asset: 2, bps: 4_999 }
  ])
})

test('shares add up to all, ascend by asset, and are within the members of what is due', () => {
  const survivals = fc.array(fc.nat(10_000), { minLength: 2, maxLength: 256 })
  const property = fc.property(survivals, (counts) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    fc.pre(total > 0)
    const shares = modelShares(
      counts.map((_, index) => ((index * 7_919) % 10_007) as AssetId),
      counts
    )
    assert.equal(
      shares.reduce((sum, share) => sum + share.bps, 0),
      10_000
    )
    for (const [index, { asset, bps }] of shares.entries()) {
      assert.ok(index === 0 || (shares[index - 1]?.asset ?? 0) < asset)
      const count = counts.findIndex((_, at) => (at * 7_919) % 10_007 === asset)
      assert.ok(Math.abs(bps - (10_000 * (counts[count] ?? 0)) / total) <= counts.length)
    }
  })
  fc.assert(property, { seed: 5 })
})

function assets(...numbers: readonly number[]): readonly AssetId[] {
  return numbers.map((number) => number as AssetId)
}
