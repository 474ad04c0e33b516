/**
 * Who earns how much of a study's model: the contract's `Shares` library.
 *
 * Each dataset gets floor(10,000 · its rounds / all rounds). What rounding leaves over goes to the
 * one with the most rounds, the first of them by index. Who would get 0 is not named.
 */
import { type AssetId, assert } from '@commonhold/base'
import type { LineageParent } from '../ledger/ledger.ts'

/** All of an asset's income, in hundredths of a percent. */
export const bpsTotal = 10_000

/**
 * @param datasets different assets, by member index
 * @param survivals rounds that each survived, 0 to 10,000, of the same length; not all of them 0
 * @returns ascending by asset; shares add up to 10,000
 */
export function modelShares(
  datasets: readonly AssetId[],
  survivals: readonly number[]
): readonly LineageParent[] {
  const total = survivals.reduce((sum, count) => sum + count, 0)
  assert(total > 0, 'somebody survived a round of a study that is complete')
  const shares = survivals.map((count) => Math.floor((bpsTotal * count) / total))
  const given = shares.reduce((sum, share) => sum + share, 0)
  const largest = survivals.indexOf(Math.max(...survivals))
  return datasets
    .map((asset, index) => {
      const bps = (shares[index] ?? 0) + (index === largest ? bpsTotal - given : 0)
      return { asset, bps }
    })
    .filter(({ bps }) => bps > 0)
    .sort((left, right) => left.asset - right.asset)
}
