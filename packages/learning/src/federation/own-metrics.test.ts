/** A member's own metrics mean what the sum's mean: all members' own together give those of all. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { columnOf, selectRows } from '../dataset/dataset.ts'
import { generatorOf, skewedClinics } from '../testing/made-up-tables.ts'
import { draftPlan } from './draft-plan.ts'
import type { LearningPlan } from './learning-plan.ts'
import { openStage, planStages } from './plan-stages.ts'
import { sumVectors } from './run-locally.ts'
import { splitRows } from './split-rows.ts'
import type { Contribution, PrivateState, SharedMetrics } from './stage.ts'

const seed = new Uint8Array(32).fill(3)
const sites = skewedClinics()
const draft = (options: Partial<Parameters<typeof draftPlan>[0]>): LearningPlan =>
  draftPlan({ dataset: sites[0]!, target: 'ill', seed, rounds: 3, ...options }).plan

const plans: readonly (readonly [string, LearningPlan])[] = [
  ['a Newton method', draft({})],
  ['averaging by a perceptron', draft({ model: 'mlp' })],
  ['intercepts of their own', draft({ privateIntercept: true })],
  ['a regression', draft({ target: 'dose', model: 'linear' })]
]

/** All members' own metrics and the sum's, by stage. */
async function run(plan: LearningPlan, tables = sites) {
  const stages: { own: (SharedMetrics | undefined)[]; all: SharedMetrics | undefined }[] = []
  let artefact: Uint8Array | undefined
  let states: PrivateState[] = tables.map(() => ({}))
  for (const index of planStages(plan).keys()) {
    const stage = await openStage(plan, index, artefact)
    const made: Contribution[] = []
    for (const [member, dataset] of tables.entries()) {
      const random = generatorOf(100 * index + member)
      made.push(await stage.contribute({ dataset, state: states[member]!, seed, random }))
    }
    states = made.map(({ state }) => state)
    const vectors = made.map(({ vector }) => vector)
    const combined = await stage.combine(sumVectors(vectors, stage.shape))
    artefact = combined.artefact
    stages.push({ own: made.map(({ metrics }) => metrics), all: combined.summary.metrics })
  }
  return stages
}

describe('a member’s own metrics', () => {
  for (const [name, plan] of plans) {
    it(`add up to those of all, with ${name}`, async () => {
      const kinds = planStages(plan)
      for (const [index, { own, all }] of (await run(plan)).entries()) {
        if (kinds[index] === 'categories' || kinds[index] === 'statistics') {
          assert.ok(own.every((metrics) => metrics === undefined))
          continue
        }
        const rows = own.reduce((sum, metrics) => sum + (metrics?.rows ?? 0), 0)
        assert.equal(rows, all!.rows)
        for (const what of ['logLoss', 'accuracy', 'meanSquaredError'] as const) {
          if (all![what] === undefined) continue
          const total = own.reduce((sum, each) => sum + (each ? each.rows * each[what]! : 0), 0)
          const difference = Math.abs(total / rows - all![what]!)
          assert.ok(difference < 1e-5 * Math.max(1, all![what]!), `${index} ${what}: ${difference}`)
        }
      }
    })
  }

  it('are absent where no row is kept aside, without AUC where one class is', async () => {
    const plan = draft({})
    const [first, second, third] = sites
    const { training } = splitRows(second!, plan)
    const ill = columnOf(third!, 'ill')!
    assert.ok(ill.kind === 'categorical')
    const well = [...ill.codes.keys()].filter((row) => ill.categories[ill.codes[row]!] === 'no')
    const tables = [
      first!,
      selectRows(second!, training),
      selectRows(third!, Uint32Array.from(well))
    ]
    const { own } = (await run(plan, tables)).at(-1)!
    assert.equal(own[1], undefined)
    assert.ok(own[2]!.rows > 0)
    assert.equal(own[2]!.auc, undefined)
    assert.ok(own[0]!.auc! > 0.5)
  })
})
