/** Curves and sums out of rounds. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RoundView } from '@commonhold/sdk'
import {
  curveOf,
  lastRoundDrawn,
  lossName,
  ownCurveOf,
  qualityName,
  totalsOf
} from './study-curves.ts'

const round = (index: number, fields: Partial<RoundView>): RoundView => ({
  index,
  kind: 'training',
  phase: 'final',
  epoch: 0,
  survivors: [],
  dropped: [],
  ...fields
})

test('a curve has the rounds that were measured, in order', () => {
  const rounds = [
    round(3, { metrics: { rows: 10, logLoss: 0.2, auc: 0.9 } }),
    round(1, {}),
    round(2, { metrics: { rows: 10, logLoss: 0.7, auc: 0.5 } })
  ]
  assert.deepEqual(curveOf(rounds, 'loss'), [
    { x: 2, y: 0.7 },
    { x: 3, y: 0.2 }
  ])
  assert.deepEqual(curveOf(rounds, 'duration'), [])
  assert.equal(qualityName(rounds), 'AUC')
  assert.equal(lossName(rounds), 'Log loss')
})

test('own figures have a curve of the same measure, without a point where a node was away', () => {
  const rounds = [
    round(2, {
      metrics: { rows: 10, logLoss: 0.7, auc: 0.5, accuracy: 0.6 },
      own: { rows: 3, logLoss: 0.8, auc: 0.4, accuracy: 0.9 }
    }),
    round(3, { metrics: { rows: 10, logLoss: 0.5, auc: 0.7, accuracy: 0.7 } }),
    round(4, {
      metrics: { rows: 10, logLoss: 0.4, auc: 0.8, accuracy: 0.7 },
      own: { rows: 3, logLoss: 0.3, accuracy: 1 }
    })
  ]
  assert.deepEqual(ownCurveOf(rounds, 'loss'), [
    { x: 2, y: 0.8 },
    { x: 4, y: 0.3 }
  ])
  // A site of one class has no AUC, and its accuracy is none.
  assert.deepEqual(ownCurveOf(rounds, 'quality'), [{ x: 2, y: 0.4 }])
})

test('numbers have other names for loss and quality', () => {
  const rounds = [round(1, { metrics: { rows: 4, meanSquaredError: 2, r2: 0.5 } })]
  assert.equal(qualityName(rounds), 'R²')
  assert.equal(lossName(rounds), 'Mean squared error')
  assert.deepEqual(curveOf(rounds, 'quality'), [{ x: 1, y: 0.5 }])
})

test('an axis ends with the study, and goes ahead of one that runs', () => {
  const roundList = [round(1, {}), round(20, {})]
  assert.equal(lastRoundDrawn({ state: 'closed', rounds: 20, roundList }), 20)
  assert.equal(lastRoundDrawn({ state: 'running', rounds: 100, roundList }), 25)
  assert.equal(lastRoundDrawn({ state: 'running', rounds: 22, roundList }), 22)
  assert.equal(lastRoundDrawn({ state: 'running', rounds: 100, roundList: [] }), 15)
})

test('totals count drops and attempts', () => {
  const member = `0x${'a'.repeat(40)}` as RoundView['dropped'][number]
  const totals = totalsOf([
    round(1, { durationMs: 5, trafficBytes: 7, attempt: 0 }),
    round(2, { durationMs: 6, trafficBytes: 8, attempt: 1, dropped: [member] })
  ])
  assert.deepEqual(totals, { durationMs: 11, trafficBytes: 15, drops: 1, retried: 1 })
})
