/**
 * A member that sends ten thousand times its update, or anything else: what masks hide from the
 * others, the bounds of the sum must hold. Nobody can name it, since nobody sees its vector; what a
 * liar can still do within the bounds is written in docs/security/attacks.md.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addInto } from '../masking/ring.ts'
import { clinicTable, generatorOf } from '../testing/made-up-tables.ts'
import { draftPlan } from './draft-plan.ts'
import { decodeModelArtefact } from './model-artefact.ts'
import { openStage, planStages } from './plan-stages.ts'
import type { Stage } from './stage.ts'

const seed = new Uint8Array(32).fill(3)
const tables = [1, 2, 3, 4].map((number) => clinicTable({ seed: number, rows: 120 }))
const times = 10_000

type Training = {
  readonly stage: Stage
  readonly vectors: readonly Uint32Array[]
  readonly before: Float32Array
  readonly bound: number
}

/** The second training round of four members, and their honest vectors. */
async function trainingOf(method: 'newton' | 'average'): Promise<Training> {
  const { plan } = draftPlan({ dataset: tables[0]!, target: 'ill', seed, rounds: 2, method })
  const at = planStages(plan).indexOf('training') + 1
  let artefact: Uint8Array | undefined
  for (let index = 0; ; index++) {
    const stage = await openStage(plan, index, artefact)
    const vectors: Uint32Array[] = []
    for (const dataset of tables) {
      const random = generatorOf(index)
      vectors.push((await stage.contribute({ dataset, state: {}, seed, random })).vector)
    }
    if (index === at) {
      const before = decodeModelArtefact(artefact!).parameters
      return { stage, vectors, before, bound: plan.training.updateBound }
    }
    artefact = (await stage.combine(sumOf(vectors, stage.shape.wordsPerElement))).artefact
  }
}

function sumOf(vectors: readonly Uint32Array[], wordsPerElement = 1): Uint32Array {
  const sum = new Uint32Array(vectors[0]!.length)
  for (const vector of vectors) addInto(sum, vector, wordsPerElement)
  return sum
}

/** The honest update of one member, as a liar has it: every word so many times itself. */
function blownUp(vector: Uint32Array, factor: number): Uint32Array {
  return vector.map((word) => Math.imul(word | 0, factor))
}

type Outcome = { readonly furthest: number } | { readonly refused: string }

async function combine({ stage, before }: Training, sum: Uint32Array): Promise<Outcome> {
  try {
    const { parameters } = decodeModelArtefact((await stage.combine(sum)).artefact)
    assert.ok(parameters.every(Number.isFinite))
    return { furthest: Math.max(...parameters.map((value, at) => Math.abs(value - before[at]!))) }
  } catch (error) {
    return { refused: (error as { code: string }).code }
  }
}

for (const method of ['newton', 'average'] as const) {
  describe(`a member that sends far too much (${method})`, async () => {
    const training = await trainingOf(method)
    const { stage, vectors, bound } = training
    const honest = sumOf(vectors.slice(1))
    const withLiar = (lie: Uint32Array) => sumOf([honest, lie])

    it('is bounded: ten thousand times its update is refused, or moves little', async () => {
      const outcome = await combine(training, withLiar(blownUp(vectors[0]!, times)))
      if ('refused' in outcome) assert.equal(outcome.refused, 'LEARNING_BAD_SUM')
      else assert.ok(outcome.furthest <= bound, `${outcome.furthest}`)
    })

    it('is bounded coordinate by coordinate, where it lies in one alone', async () => {
      const ends = { moved: 0, refused: 0 }
      for (let at = 0; at < stage.shape.length; at++) {
        for (const value of [(vectors[0]![at]! | 0) * times, 2 ** 31 - 1, -(2 ** 31), 2 ** 29]) {
          const lie = vectors[0]!.slice()
          lie[at] = value
          const outcome = await combine(training, withLiar(lie))
          if ('refused' in outcome) {
            assert.equal(outcome.refused, 'LEARNING_BAD_SUM')
            ends.refused++
          } else {
            assert.ok(outcome.furthest <= bound, `${outcome.furthest} by ${value} at ${at}`)
            ends.moved++
          }
        }
      }
      // Some lies pass, up to the bound; that is all that masking leaves to do about them.
      assert.ok(ends.moved > 0 && ends.refused > 0)
    })

    it('does as any member does where its update is honest', async () => {
      const outcome = await combine(training, sumOf(vectors))
      assert.ok('furthest' in outcome && outcome.furthest < bound)
    })
  })
}
