import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  accuracyOf,
  aucOf,
  balancedAccuracyOf,
  binnedAucOf,
  calibrationOf,
  logLossOf
} from './classification-metrics.ts'
import { meanSquaredErrorOf, r2Of } from './regression-metrics.ts'

function near(actual: number | undefined, expected: number): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-12, `${actual} ${expected}`)
}

describe('classification metrics', () => {
  it('count right answers, over all rows and class by class', () => {
    near(accuracyOf([0, 1, 1, 1], [0, 0, 1, 1]), 3 / 4)
    // By hand: class 0 has 3 of 4 right, class 1 has 1 of 2.
    near(balancedAccuracyOf([0, 0, 0, 1, 1, 0], [0, 0, 0, 0, 1, 1]), (3 / 4 + 1 / 2) / 2)
  })

  it('rank scores, ties counting half', () => {
    // The example of scikit-learn's roc_auc_score documentation.
    near(aucOf([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]), 0.75)
    near(aucOf([0.5, 0.5, 0.5], [0, 1, 1]), 0.5)
    // Pairs by hand: 0.6 beats 0.2 and ties 0.6 (1.5 of 2); 0.1 beats none (0 of 2).
    near(aucOf([0.2, 0.6, 0.6, 0.1], [0, 0, 1, 1]), 1.5 / 4)
    assert.equal(aucOf([0.2, 0.3], [1, 1]), undefined)
  })

  it('rank binned scores as the exact ones with ties', () => {
    const rows = fc.array(fc.tuple(fc.nat(7), fc.boolean()), { minLength: 1 })
    fc.assert(
      fc.property(rows, (pairs) => {
        const positives = new Uint32Array(8)
        const negatives = new Uint32Array(8)
        for (const [bin, isPositive] of pairs) (isPositive ? positives : negatives)[bin]!++
        const scores = pairs.map(([bin]) => bin)
        const exact = aucOf(
          scores,
          pairs.map(([, isPositive]) => Number(isPositive))
        )
        const binned = binnedAucOf(positives, negatives)
        if (exact === undefined) assert.equal(binned, undefined)
        else near(binned, exact)
      })
    )
  })

  it('charge for confidence', () => {
    // The example of scikit-learn's log_loss documentation: 0.21616...
    const probabilities = [0.1, 0.9, 0.9, 0.1, 0.8, 0.2, 0.35, 0.65]
    near(logLossOf(probabilities, 2, [1, 0, 0, 1]), -Math.log(0.9 * 0.9 * 0.8 * 0.65) / 4)
    near(logLossOf([1, 0], 2, [1]), -Math.log(1e-15))
  })

  it('compare probabilities with shares', () => {
    const { bins, expectedError } = calibrationOf([0.05, 0.15, 0.95, 1], [0, 1, 1, 1], 10)
    assert.deepEqual(
      bins.map(({ rows }) => rows),
      [1, 1, 2]
    )
    near(expectedError, (0.05 + 0.85 + 2 * 0.025) / 4)
  })
})

describe('regression metrics', () => {
  it('agree with the examples of scikit-learn', () => {
    // Documentation of mean_squared_error (0.375) and r2_score (0.948...).
    near(meanSquaredErrorOf([2.5, 0, 2, 8], [3, -0.5, 2, 7]), 0.375)
    near(r2Of([2.5, 0, 2, 8], [3, -0.5, 2, 7]), 1 - 1.5 / 29.1875)
    assert.equal(r2Of([1, 2], [3, 3]), undefined)
  })
})
