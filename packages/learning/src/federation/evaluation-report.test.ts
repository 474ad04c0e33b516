import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asCategorical, columnOf, type Dataset, selectRows } from '../dataset/dataset.ts'
import { aucOf, calibrationOf } from '../metrics/classification-metrics.ts'
import { loadModel } from '../model/predictor.ts'
import { clinicTable, generatorOf } from '../testing/made-up-tables.ts'
import { draftPlan } from './draft-plan.ts'
import { reportEvaluation } from './evaluation-report.ts'
import { decodeModelArtefact } from './model-artefact.ts'
import { openStage, planStages } from './plan-stages.ts'
import { sumVectors } from './run-locally.ts'
import { readClassCounts } from './shared-metrics.ts'
import { splitRows } from './split-rows.ts'
import type { StageSummary } from './stage.ts'

const seed = new Uint8Array(32).fill(3)
const sites = [
  clinicTable({ seed: 1, rows: 300, shift: 0.5 }),
  clinicTable({ seed: 2, rows: 500, shift: -0.5, missing: 0.1 })
]
const { plan } = draftPlan({ dataset: sites[0]!, target: 'ill', seed, rounds: 6 })

/** The last round's sum, which anybody can recompute, and the model that came into it. */
async function evaluate() {
  let artefact: Uint8Array<ArrayBuffer> | undefined
  let sum = new Uint32Array()
  let summary: StageSummary | undefined
  for (let index = 0; index < planStages(plan).length; index++) {
    const stage = await openStage(plan, index, artefact)
    const vectors = []
    for (const [member, dataset] of sites.entries()) {
      const random = generatorOf(100 * index + member)
      vectors.push((await stage.contribute({ dataset, state: {}, seed, random })).vector)
    }
    sum = sumVectors(vectors, stage.shape)
    const combined = await stage.combine(sum)
    artefact = combined.artefact
    summary = combined.summary
  }
  return { sum, artefact: artefact!, summary: summary! }
}

/** What somebody who had all rows would measure. */
function measureDirectly(artefact: Uint8Array) {
  const predictor = loadModel(artefact)
  const probabilities: number[] = []
  const labels: number[] = []
  const isRight: boolean[] = []
  for (const site of sites) {
    const held: Dataset = selectRows(site, splitRows(site, plan).validation)
    const predicted = predictor.predict(held)
    const target = asCategorical(columnOf(held, 'ill')!)
    for (let row = 0; row < held.rows; row++) {
      const label = predictor.classes.indexOf(target.categories[target.codes[row]!]!)
      probabilities.push(predicted.probabilities[2 * row + 1]!)
      labels.push(label)
      isRight.push(predicted.predicted[row] === label)
    }
  }
  return { probabilities, labels, isRight }
}

describe('the report of an evaluation', () => {
  it('says what somebody with all rows would have measured', async () => {
    const { sum, artefact, summary } = await evaluate()
    const counts = readClassCounts(sum, decodeModelArtefact(artefact).preparation)
    const report = reportEvaluation(counts!)
    const { probabilities, labels, isRight } = measureDirectly(artefact)
    const right = isRight.filter(Boolean).length
    assert.equal(report.rows, labels.length)
    assert.equal(report.accuracy.value, right / labels.length)
    assert.ok(report.accuracy.low < report.accuracy.value)
    assert.ok(report.accuracy.value < report.accuracy.high)
    assert.ok(Math.abs(report.auc!.value - aucOf(probabilities, labels)!) < 0.002)
    const { value, ...interval } = report.auc!
    assert.deepEqual([summary.metrics!.auc, summary.aucInterval], [value, interval])
    const positives = labels.filter((label) => label === 1).length
    const found = labels.filter((label, row) => label === 1 && isRight[row]).length
    assert.equal(report.sensitivity!.value, found / positives)
    const both = (report.sensitivity!.value + report.specificity!.value) / 2
    assert.ok(Math.abs(both - report.balancedAccuracy.value) < 1e-12)
  })

  it('bins probabilities as they are, to within the width of a score', async () => {
    const { sum, artefact } = await evaluate()
    const counts = readClassCounts(sum, decodeModelArtefact(artefact).preparation)
    const { calibration, rows } = reportEvaluation(counts!)
    const { probabilities, labels } = measureDirectly(artefact)
    const expected = calibrationOf(probabilities, labels)
    const counted = calibration!.bins.reduce((total, bin) => total + bin.rows, 0)
    assert.equal(counted, rows)
    assert.ok(Math.abs(calibration!.expectedError - expected.expectedError) < 0.01)
    for (const { positives } of calibration!.bins) {
      assert.ok(positives.low <= positives.value && positives.value <= positives.high)
    }
  })

  it('is not made of counts that contradict each other', async () => {
    const { sum, artefact } = await evaluate()
    const { preparation } = decodeModelArtefact(artefact)
    const wrong = sum.slice()
    wrong[3]! += wrong[2]! + 1
    assert.throws(() => readClassCounts(wrong, preparation), { code: 'LEARNING_BAD_SUM' })
    assert.equal(
      readClassCounts(
        sum.map(() => 0),
        preparation
      ),
      undefined
    )
  })

  it('of three classes has shares and no curve', () => {
    const classes = [
      { name: 'a', rows: 10, hits: 9 },
      { name: 'b', rows: 20, hits: 10 },
      { name: 'c', rows: 0, hits: 0 }
    ]
    const report = reportEvaluation({ classes, scores: [] })
    assert.equal(report.rows, 30)
    assert.equal(report.accuracy.value, 19 / 30)
    assert.ok(Math.abs(report.balancedAccuracy.value - 0.7) < 1e-12, 'of the classes that occur')
    assert.deepEqual(
      [report.auc, report.sensitivity, report.calibration],
      [undefined, undefined, undefined]
    )
  })

  it('leaves out what one class alone cannot tell', () => {
    const classes = [
      { name: 'no', rows: 0, hits: 0 },
      { name: 'yes', rows: 4, hits: 4 }
    ]
    const scores = [{ probability: 0.95, positives: 4, negatives: 0 }]
    const report = reportEvaluation({ classes, scores })
    assert.equal(report.auc, undefined)
    assert.equal(report.specificity, undefined)
    assert.equal(report.balancedAccuracy.value, 1)
    assert.ok(report.accuracy.low < 0.6, 'four rows prove little')
  })
})
