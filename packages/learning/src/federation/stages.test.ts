import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromHex } from '@commonhold/base'
import { secondOrderOf } from '../model/second-order.ts'
import { clinicTable, generatorOf } from '../testing/made-up-tables.ts'
import { decodePreparation } from './artefact.ts'
import { draftPlan } from './draft-plan.ts'
import { prepareInputs, prepareTargets } from './inputs.ts'
import type { LearningPlan } from './learning-plan.ts'
import { encodeLookupTable } from './lookup-table.ts'
import { decodeModelArtefact } from './model-artefact.ts'
import { modelOfPlan } from './plan-model.ts'
import { openStage, planStages } from './plan-stages.ts'
import { sumVectors } from './run-locally.ts'
import { splitRows } from './split-rows.ts'

const seed = new Uint8Array(32).fill(3)
const members = [
  clinicTable({ seed: 1, rows: 150, shift: 0.5 }),
  clinicTable({ seed: 2, rows: 250, shift: -0.5, missing: 0.3 })
]

function planOf(method: 'newton' | 'average', rounds = 12): LearningPlan {
  return draftPlan({ dataset: members[0]!, target: 'ill', seed, method, rounds }).plan
}

/** Runs the stages up to `until` with the members that are up, and gives the artefact. */
async function runUntil(
  plan: LearningPlan,
  until: number,
  isUp: (stage: number, member: number) => boolean
) {
  let artefact: Uint8Array<ArrayBuffer> | undefined
  for (let index = 0; index < until; index++) {
    const stage = await openStage(plan, index, artefact)
    const vectors = []
    for (const [member, dataset] of members.entries()) {
      if (!isUp(index, member)) continue
      const random = generatorOf(100 * index + member)
      vectors.push((await stage.contribute({ dataset, state: {}, seed, random })).vector)
    }
    artefact = (await stage.combine(sumVectors(vectors, stage.shape))).artefact
  }
  return artefact!
}

/** The slope of the regularised loss at a model, over one member's training rows. */
function slopesAt(plan: LearningPlan, artefact: Uint8Array, member: number): readonly number[] {
  const { preparation, parameters } = decodeModelArtefact(artefact, plan)
  const dataset = members[member]!
  const { training } = splitRows(dataset, plan)
  const data = {
    rows: training.length,
    matrix: prepareInputs(dataset, training, preparation),
    targets: prepareTargets(dataset, plan.task.target, training, preparation)
  }
  const model = modelOfPlan(plan, preparation)
  const { gradient } = secondOrderOf({ ...model, parameters, data })[0]!
  return Array.from(gradient, (slope, index) =>
    index < model.inputs ? slope + plan.model.l2 * parameters[index]! : slope
  )
}

describe('training when members drop', () => {
  for (const method of ['newton', 'average'] as const) {
    it(`goes on with those who are there, at full weight (${method})`, async () => {
      const plan = planOf(method, method === 'newton' ? 12 : 40)
      const last = planStages(plan).length - 1
      const artefact = await runUntil(plan, last, (stage, member) => stage < 2 || member === 0)
      for (const slope of slopesAt(plan, artefact, 0)) {
        assert.ok(Math.abs(slope) < (method === 'newton' ? 1e-6 : 2e-3), `${slope}`)
      }
    })

    it(`takes back a member that was away (${method})`, async () => {
      const plan = planOf(method)
      const last = planStages(plan).length - 1
      const always = await runUntil(plan, last, () => true)
      const away = await runUntil(
        plan,
        last,
        (stage, member) => member === 0 || stage < 2 || stage > 4
      )
      const [left, right] = [always, away].map((bytes) => decodeModelArtefact(bytes).parameters)
      const tolerance = method === 'newton' ? 1e-4 : 0.05
      left!.forEach((value, index) => {
        assert.ok(Math.abs(value - right![index]!) < tolerance, `${value} ${right![index]}`)
      })
    })
  }
})

describe('stages', () => {
  it('count what is there', async () => {
    const plan = planOf('newton')
    const preparation = decodePreparation(await runUntil(plan, 2, () => true), plan)
    const splits = members.map((dataset) => splitRows(dataset, plan))
    const sizeOf = (part: 'training' | 'validation') =>
      splits.reduce((sum, split) => sum + split[part].length, 0)
    assert.equal(preparation.rows, sizeOf('training'))
    assert.equal(preparation.validationRows, sizeOf('validation'))
    const age = preparation.features[0]!
    assert.ok(age.kind === 'numeric' && age.missingRows === 0)
    let sum = 0
    for (const [member, dataset] of members.entries()) {
      const column = dataset.columns[0]!
      assert.ok(column.kind === 'numeric')
      for (const row of splits[member]!.training) sum += column.values[row]!
    }
    assert.ok(Math.abs(age.mean - sum / preparation.rows) < 1e-9)
    const share = preparation.validationRows / 400
    assert.ok(share > 0.12 && share < 0.28, `${share}`)
  })

  it('refuse counts that contradict each other by one', async () => {
    const plan = planOf('newton', 1)
    const kinds = planStages(plan)
    for (const [index, places] of [
      [kinds.indexOf('statistics'), [16 * 2, 16 * 3, 16 * 4]],
      [kinds.indexOf('evaluation'), [0, 2, 4]]
    ] as const) {
      const before = await runUntil(plan, index, () => true)
      const stage = await openStage(plan, index, before)
      const vectors = []
      for (const dataset of members) {
        const random = generatorOf(1)
        vectors.push((await stage.contribute({ dataset, state: {}, seed, random })).vector)
      }
      const sum = sumVectors(vectors, stage.shape)
      for (const place of places) {
        for (const change of [1, -1]) {
          const changed = sum.slice()
          changed[place]! += change
          if (place === 64 && change === -1) continue
          await assert.rejects(
            stage.combine(changed),
            { code: 'LEARNING_BAD_SUM' },
            `${index} ${place}`
          )
        }
      }
    }
  })

  it('refuse words of columns that have none to find', async () => {
    const plan = planOf('newton')
    const stage = await openStage(plan, 0, undefined)
    for (const column of [0, plan.features.length, 60_000]) {
      const vector = encodeLookupTable({
        words: [{ column, word: 'x' }],
        capacity: plan.limits.categoriesTotal,
        seed: fromHex(plan.seed),
        randomBytes: (length) => generatorOf(1).bytes(length)
      })
      await assert.rejects(stage.combine(vector), { code: 'LEARNING_BAD_SUM' })
    }
  })

  it('tell when the members together have not the classes of the task', async () => {
    const { task, ...rest } = planOf('newton')
    const plan = {
      ...rest,
      task: { kind: 'binary' as const, target: 'ward' },
      features: rest.features.slice(0, 2)
    }
    const stage = await openStage(plan, 0, undefined)
    const random = generatorOf(1)
    const { vector } = await stage.contribute({ dataset: members[0]!, state: {}, seed, random })
    await assert.rejects(stage.combine(vector), {
      code: 'LEARNING_DATASET_MISMATCH',
      message: /exactly 2 classes and has 3: general, heart, surgery/
    })
    assert.equal(task.kind, 'binary')
  })
})
