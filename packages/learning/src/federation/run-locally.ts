/**
 * A whole study in one process, with plain sums instead of masked ones: for measuring what pooling
 * all rows, or training alone, would have given, and for trying a plan before proposing it.
 * It runs the very stages that a network runs, so with the same tables it gives the same model.
 */
import { assert, fromHex } from '@commonhold/base'
import type { Dataset } from '../dataset/dataset.ts'
import { joinDatasets } from '../dataset/dataset.ts'
import { Generator } from '../model/generator.ts'
import type { LearningPlan } from './learning-plan.ts'
import { openStage, planStages } from './plan-stages.ts'
import type { PrivateState, StageSummary, VectorShape } from './stage.ts'

/** What a run gives. */
export type LocalRun = {
  /** The model file. */
  readonly artefact: Uint8Array<ArrayBuffer>
  /** One a stage. */
  readonly summaries: readonly StageSummary[]
  /** What each member would keep, in the order of the datasets. */
  readonly states: readonly PrivateState[]
}

/**
 * @param datasets one a member, at least one
 * @throws {CommonholdError} what a stage throws: `LEARNING_DATASET_MISMATCH` foremost
 */
export async function runLocally(
  plan: LearningPlan,
  datasets: readonly Dataset[]
): Promise<LocalRun> {
  assert(datasets.length > 0, 'a study has at least one member')
  const generator = new Generator(fromHex(plan.seed))
  const random = { bytes: (length: number) => generator.bytes(length) }
  let states: PrivateState[] = datasets.map(() => ({}))
  let artefact: Uint8Array<ArrayBuffer> | undefined
  const summaries: StageSummary[] = []
  for (let index = 0; index < planStages(plan).length; index++) {
    const stage = await openStage(plan, index, artefact)
    const seed = generator.bytes(32)
    const vectors: Uint32Array[] = []
    const nextStates: PrivateState[] = []
    for (const [member, dataset] of datasets.entries()) {
      const made = await stage.contribute({ dataset, state: states[member]!, seed, random })
      vectors.push(made.vector)
      nextStates.push(made.state)
    }
    const combined = await stage.combine(sumVectors(vectors, stage.shape))
    states = nextStates
    artefact = combined.artefact
    summaries.push(combined.summary)
  }
  return { artefact: artefact!, summaries, states }
}

/** The same study as if all rows lay at one place. */
export async function trainPooled(
  plan: LearningPlan,
  datasets: readonly Dataset[]
): Promise<LocalRun> {
  return runLocally(plan, [joinDatasets(datasets, 'pooled')])
}

/** Sums vectors modulo 2^(32 · wordsPerElement). All have the shape's length. */
export function sumVectors(
  vectors: readonly Uint32Array[],
  { length, wordsPerElement }: VectorShape
): Uint32Array<ArrayBuffer> {
  const sum = new Uint32Array(length * wordsPerElement)
  for (const vector of vectors) {
    assert(vector.length === sum.length, 'a vector has the length that its stage fixed')
    for (let element = 0; element < length; element++) {
      let carry = 0
      for (let word = 0; word < wordsPerElement; word++) {
        const at = element * wordsPerElement + word
        const total = sum[at]! + vector[at]! + carry
        sum[at] = total
        carry = total > 0xffffffff ? 1 : 0
      }
    }
  }
  return sum
}
