/** What members of the bench train: a net of some 100,000 parameters, with a draft's defaults. */
import { assert } from '@commonhold/base'
import { draftPlan } from '@commonhold/learning/federation/draft-plan'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { openStage, planStages } from '@commonhold/learning/federation/plan-stages'
import type { Stage } from '@commonhold/learning/federation/stage'
import { addManyInto } from '@commonhold/learning/masking/ring'
import { generatorOf, numbers, tableOf, words } from '@commonhold/learning/testing/made-up-tables'
import { createSeededRandom } from '@commonhold/platform'

/** A draft's 50 steps of 64 rows are then one pass over the data. */
const rows = 3200
const inputs = 40
/** With 40 inputs: 98,891 parameters. */
const hidden = [280, 310]

/** A training stage, and what one member does in it. */
export type Training = {
  readonly stage: Stage
  readonly rows: number
  /** Trains: one pass over the member's rows. */
  train(round: number): Promise<Uint32Array<ArrayBuffer>>
}

/** The first training round of that many members with equal rows, after one of statistics. */
export async function openTraining(members: number): Promise<Training> {
  const generator = generatorOf(1)
  const random = createSeededRandom('bench training')
  const column = () => Array.from({ length: rows }, () => generator.fraction())
  const first = column()
  const dataset = tableOf('bench', [
    numbers('n0', first),
    ...Array.from({ length: inputs - 1 }, (_, index) => numbers(`n${index + 1}`, column())),
    words(
      'ill',
      first.map((value) => (value + generator.fraction() > 1 ? 'yes' : 'no'))
    )
  ])
  const options = { dataset, target: 'ill', seed: random.bytes(32), model: 'mlp' } as const
  const draft = draftPlan({ ...options, rounds: 2 }).plan
  const plan = parseLearningPlan({ ...draft, model: { ...draft.model, hidden } })
  const [statistics, training] = planStages(plan)
  assert(statistics === 'statistics' && training === 'training', 'two stages of these kinds')
  const member = (round: number) => ({
    dataset,
    state: {},
    seed: new Uint8Array(32).fill(round),
    random
  })
  const before = await openStage(plan, 0, undefined)
  const { vector } = await before.contribute(member(0))
  const sum = new Uint32Array(vector.length)
  const vectors = Array.from({ length: members }, () => vector)
  addManyInto(sum, vectors, before.shape.wordsPerElement)
  const stage = await openStage(plan, 1, (await before.combine(sum)).artefact)
  return {
    stage,
    rows,
    train: async (round) => (await stage.contribute(member(round))).vector
  }
}
