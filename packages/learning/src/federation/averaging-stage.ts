/**
 * One round of federated averaging (McMahan et al. 2017, arXiv 1602.05629): each site trains from
 * the same parameters on its own rows, and the parameters move by the mean of the sites' changes,
 * weighted by their rows. The same sum carries metrics of the model that came in.
 *
 * All sites take equally many steps whatever their size, since otherwise the mean would not be of
 * the sum of their losses (Wang et al. 2020, arXiv 2007.07481). For linear and logistic models the
 * rate is given in units of 1 / curvature; the curvature used is the members' mean, which bounds
 * that of the pooled rows, and travels with the model from the second round on. Rates fall over the
 * rounds to a tenth, because what separates federated averaging from pooled training, the sites'
 * drift towards their own optima, is proportional to the rate.
 */
import { fromHex } from '@commonhold/base'
import { requireMatch } from '../dataset/match-dataset.ts'
import { Generator } from '../model/generator.ts'
import type { TrainableModel } from '../model/trainable-model.ts'
import { applySum, encodeUpdate } from './fixed-point.ts'
import { prepareInputs, prepareTargets } from './inputs.ts'
import type { LearningPlan } from './learning-plan.ts'
import { encodeModelArtefact, type ModelArtefact } from './model-artefact.ts'
import { modelOfPlan } from './plan-model.ts'
import { countMetricElements, measure, ownMetrics, summariseMetrics } from './shared-metrics.ts'
import { splitRows } from './split-rows.ts'
import type { Contribution, PrivateState, Stage } from './stage.ts'
import { badSum } from './stage-errors.ts'

/** Curvatures are summed as multiples of 2^-14, up to this; larger ones count as this. */
const curvatureMax = 2 ** 16
const curvatureUnit = 2 ** 31 / curvatureMax
const lastRate = 0.1

/** A model before its first round: parameters from the plan's seed. */
export function firstModel(plan: LearningPlan, preparation: ModelArtefact['preparation']) {
  const model = modelOfPlan(plan, preparation)
  const parameters = model.initialParameters(fromHex(plan.seed))
  return { plan, preparation, parameters, round: 0, curvature: 0 } satisfies ModelArtefact
}

/** The stage of that name, from the model that comes in. */
export function openAveragingStage(incoming: ModelArtefact): Stage {
  const { plan, preparation, parameters } = incoming
  const model = modelOfPlan(plan, preparation)
  const count = model.parameterCount
  const bound = plan.training.updateBound
  const totalRows = preparation.rows
  const shape = { length: count + 2 + countMetricElements(preparation), wordsPerElement: 1 }
  return {
    kind: 'training',
    shape,
    async contribute({ dataset, state, seed, random }): Promise<Contribution> {
      requireMatch(dataset, plan)
      const split = splitRows(dataset, plan)
      const part = (rows: Uint32Array) => ({
        rows: rows.length,
        matrix: prepareInputs(dataset, rows, preparation),
        targets: prepareTargets(dataset, plan.task.target, rows, preparation)
      })
      const data = part(split.training)
      const validation = part(split.validation)
      const own = withIntercept(model, parameters, plan, state)
      const curvature = model.curvature(data)
      const after = await model.train({
        parameters: own,
        data,
        steps: plan.training.localSteps,
        batchSize: plan.training.batchSize,
        learningRate: rateOf(incoming, curvature),
        l2: plan.model.l2,
        generator: new Generator(seed, random.bytes(32))
      })
      const vector = new Uint32Array(shape.length)
      const rows = Math.min(data.rows, totalRows)
      encodeUpdate({ before: parameters, after, rows, totalRows, bound, into: vector })
      vector[count] = rows
      const counted = Math.min(curvature, curvatureMax)
      vector[count + 1] = Math.round((rows / totalRows) * counted * curvatureUnit)
      const scores = model.scores(own, validation.matrix, validation.rows)
      const measured = measure(model.loss, scores, validation.targets, preparation)
      vector.set(measured, count + 2)
      const next = stateAfter(model, after, plan, state)
      return { vector, state: next, ...ownMetrics(measured, preparation) }
    },
    async combine(sum) {
      const rows = sum[count]!
      if (rows < 1 || rows > totalRows) throw badSum(`${rows} training rows of ${totalRows}`)
      const { rate } = plan.training.outer
      const after = applySum({ before: parameters, sum, rows, totalRows, bound, rate })
      const meanCurvature = (sum[count + 1]! / curvatureUnit) * (totalRows / rows)
      if (meanCurvature > 2 * curvatureMax) throw badSum('the mean curvature is beyond its bound')
      const told = summariseMetrics(sum.subarray(count + 2), preparation)
      const artefact = encodeModelArtefact({
        plan,
        preparation,
        parameters: after,
        round: incoming.round + 1,
        curvature: meanCurvature
      })
      return { artefact, summary: { kind: 'training', rows, ...told } }
    }
  }
}

/** The shared parameters with the site's own intercepts in place, where the plan has such. */
export function withIntercept(
  model: TrainableModel,
  parameters: Float32Array,
  plan: LearningPlan,
  state: PrivateState
): Float32Array<ArrayBuffer> {
  const own = Float32Array.from(parameters)
  const { intercept } = state
  if (plan.model.privateIntercept !== true || intercept === undefined) return own
  if (intercept.length !== model.outputs || !intercept.every(Number.isFinite)) return own
  own.set(intercept, own.length - model.outputs)
  return own
}

/** What the site keeps: its own intercepts. What it shares of them is only in the mean. */
function stateAfter(
  model: TrainableModel,
  after: Float32Array,
  plan: LearningPlan,
  state: PrivateState
): PrivateState {
  if (plan.model.privateIntercept !== true || !after.every(Number.isFinite)) return state
  return { ...state, intercept: Array.from(after.subarray(after.length - model.outputs)) }
}

function rateOf({ plan, round, curvature: shared }: ModelArtefact, own: number): number {
  const { rounds, learningRate } = plan.training
  const fall = rounds === 1 ? 1 : lastRate ** (round / (rounds - 1))
  // A site that is far more curved than the mean would diverge at the mean's rate.
  const curvature = shared === 0 ? own : Math.max(shared, own / 1.5)
  return (learningRate * fall) / curvature
}
