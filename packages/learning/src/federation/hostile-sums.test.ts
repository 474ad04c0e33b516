import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CommonholdError, utf8 } from '@commonhold/base'
import fc from 'fast-check'
import { clinicTable, generatorOf } from '../testing/made-up-tables.ts'
import { draftPlan } from './draft-plan.ts'
import { decodeModelArtefact } from './model-artefact.ts'
import { openStage, planStages } from './plan-stages.ts'
import type { Stage } from './stage.ts'

const seed = new Uint8Array(32).fill(3)
const dataset = clinicTable({ seed: 1, rows: 120, missing: 0.2 })

const plans = (['newton', 'average'] as const).map(
  (method) => draftPlan({ dataset, target: 'ill', seed, rounds: 1, method }).plan
)

/** Every stage of a one-member study with its honest vector. */
async function stagesOf(plan: (typeof plans)[number]) {
  const stages: { stage: Stage; honest: Uint32Array; before: Uint8Array | undefined }[] = []
  let artefact: Uint8Array | undefined
  for (let index = 0; index < planStages(plan).length; index++) {
    const stage = await openStage(plan, index, artefact)
    const random = generatorOf(index)
    const { vector } = await stage.contribute({ dataset, state: {}, seed, random })
    stages.push({ stage, honest: vector, before: artefact })
    artefact = (await stage.combine(vector)).artefact
  }
  return stages
}

/** Either a sound artefact or one of the errors that a sum may have. */
async function survives(stage: Stage, sum: Uint32Array): Promise<'artefact' | 'refused'> {
  try {
    const { artefact, summary } = await stage.combine(sum)
    const text = new TextDecoder().decode(artefact)
    assert.ok(!/NaN|Infinity|null/.test(text.slice(0, 5000)))
    if (summary.kind === 'training') decodeModelArtefact(artefact)
    for (const figure of Object.values(summary.metrics ?? {})) assert.ok(Number.isFinite(figure))
    return 'artefact'
  } catch (error) {
    assert.ok(error instanceof CommonholdError, String(error))
    assert.match(error.code, /LEARNING_(BAD_SUM|TOO_MANY_CATEGORIES|DATASET_MISMATCH)/)
    return 'refused'
  }
}

describe('sums that no honest members made', () => {
  for (const plan of plans) {
    it(`are refused when they are noise (${plan.training.method})`, async () => {
      for (const { stage, honest } of await stagesOf(plan)) {
        for (let source = 0; source < 20; source++) {
          const sum = new Uint32Array(generatorOf(source).bytes(honest.length * 4).buffer)
          assert.equal(await survives(stage, sum), 'refused', stage.kind)
        }
        const size = honest.length
        const isEmptyFine = stage.kind === 'categories' || stage.kind === 'evaluation'
        assert.equal(
          await survives(stage, new Uint32Array(size)),
          isEmptyFine ? 'artefact' : 'refused'
        )
        assert.equal(await survives(stage, new Uint32Array(size).fill(0xffffffff)), 'refused')
        assert.equal(await survives(stage, new Uint32Array(size).fill(0x7fffffff)), 'refused')
      }
    })

    it(`never give an artefact that is not sound (${plan.training.method})`, async () => {
      for (const { stage, honest } of await stagesOf(plan)) {
        await fc.assert(
          fc.asyncProperty(fc.nat(honest.length - 1), fc.integer(), async (at, value) => {
            const sum = honest.slice()
            sum[at] = value
            await survives(stage, sum)
          }),
          { numRuns: 80 }
        )
      }
    })

    it(`are not needed to refuse a wrong artefact (${plan.training.method})`, async () => {
      const stages = await stagesOf(plan)
      for (const [index, { before }] of stages.entries()) {
        if (before === undefined) continue
        const wrong = [
          utf8('{}'),
          new Uint8Array(),
          before.slice(0, -1),
          before.slice().fill(65, 0, 20),
          stages[(index + 1) % stages.length]!.before ?? utf8('x')
        ]
        for (const bytes of wrong) {
          await assert.rejects(openStage(plan, index, bytes), { code: 'LEARNING_BAD_ARTEFACT' })
        }
        await assert.rejects(openStage(plan, index, undefined), { code: 'LEARNING_BAD_ARTEFACT' })
      }
    })
  }

  it('cannot move a parameter beyond the bound', async () => {
    const plan = plans[1]!
    const training = (await stagesOf(plan)).find(({ stage }) => stage.kind === 'training')!
    const sum = training.honest.slice()
    sum[0] = 2 ** 30
    const { artefact } = await training.stage.combine(sum)
    const moved = decodeModelArtefact(artefact).parameters[0]!
    assert.ok(Math.abs(moved) <= plan.training.updateBound)
    sum[0] = 2 ** 30 + 5000
    assert.equal(await survives(training.stage, sum), 'refused')
  })

  it('say when the table does not fit', async () => {
    const stage = await openStage(plans[0]!, 0, undefined)
    const other = { ...dataset, columns: dataset.columns.slice(1) }
    const made = stage.contribute({ dataset: other, state: {}, seed, random: generatorOf(1) })
    await assert.rejects(made, { code: 'LEARNING_DATASET_MISMATCH' })
  })
})
