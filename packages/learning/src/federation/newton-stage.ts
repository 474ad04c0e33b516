/**
 * One round of a Newton method over summed gradients and curvatures, for linear and logistic models
 * (as GLORE does in the clear: Wu et al. 2012, doi 10.1136/amiajnl-2012-000862).
 *
 * Means over all rows are sums over sites, weighted by their rows. So the step is the one that
 * pooled rows would give, however much the sites differ, where averaging of local training drifts.
 * It takes six to ten rounds. The price is a sum of inputs² / 2 numbers an output, which tells
 * everyone the pooled second moments of the inputs.
 *
 * All sums have known bounds, because inputs have deviation 1 over all training rows (and by
 * Cauchy and Schwarz so have products): so 32 bits hold them without overflow.
 */
import { CommonholdError } from '@commonhold/base'
import { requireMatch } from '../dataset/match-dataset.ts'
import { packedIndex, packedLength, solvePositive } from '../model/cholesky.ts'
import {
  fitIntercepts,
  type LinearPoint,
  type SecondOrder,
  secondOrderOf,
  withoutIntercept
} from '../model/second-order.ts'
import type { TrainableModel } from '../model/trainable-model.ts'
import { withIntercept } from './averaging-stage.ts'
import { prepareInputs, prepareTargets } from './inputs.ts'
import { encodeModelArtefact, type ModelArtefact } from './model-artefact.ts'
import { modelOfPlan } from './plan-model.ts'
import { countMetricElements, measure, ownMetrics, summariseMetrics } from './shared-metrics.ts'
import { splitRows } from './split-rows.ts'
import type { Contribution, Stage } from './stage.ts'
import { badSum } from './stage-errors.ts'

/** Fixed point of gradients, at most 2 on average, and of curvatures, at most 1. */
const gradientUnit = 2 ** 29
const curvatureUnit = 2 ** 30
const roundingSlack = 1024
/** Added to the curvature alone: slows a step a little where inputs are collinear, biases none. */
const leastCurvature = 1e-6
const elementsMax = 2 ** 20

/** The stage of that name, from the model that comes in. */
export function openNewtonStage(incoming: ModelArtefact): Stage {
  const { plan, preparation, parameters } = incoming
  const model = modelOfPlan(plan, preparation)
  const count = model.parameterCount
  const blockLength = packedLength(model.inputs + 1)
  const metricsAt = count + 1 + model.outputs * blockLength
  if (metricsAt > elementsMax) throw tooWide(model.inputs, metricsAt)
  const shape = { length: metricsAt + countMetricElements(preparation), wordsPerElement: 1 }
  return {
    kind: 'training',
    shape,
    async contribute({ dataset, state }): Promise<Contribution> {
      requireMatch(dataset, plan)
      const { training, validation } = splitRows(dataset, plan)
      const data = {
        rows: Math.min(training.length, preparation.rows),
        matrix: prepareInputs(dataset, training, preparation),
        targets: prepareTargets(dataset, plan.task.target, training, preparation)
      }
      const before = withIntercept(model, parameters, plan, state)
      const point = { ...model, parameters, data }
      const made =
        plan.model.privateIntercept === true
          ? ownBlocks(point, Array.from(before.subarray(count - model.outputs)))
          : { blocks: secondOrderOf(point), state }
      const vector = new Uint32Array(shape.length)
      vector[0] = data.rows
      const share = data.rows / preparation.rows
      made.blocks.forEach((block, output) => {
        const gradientAt = 1 + output * (model.inputs + 1)
        const curvatureAt = 1 + count + output * blockLength
        block.gradient.forEach((value, index) => {
          vector[gradientAt + index] = Math.round(share * cut(value, 2) * gradientUnit)
        })
        block.curvature.forEach((value, index) => {
          vector[curvatureAt + index] = Math.round(share * value * curvatureUnit)
        })
      })
      const matrix = prepareInputs(dataset, validation, preparation)
      const targets = prepareTargets(dataset, plan.task.target, validation, preparation)
      const scores = model.scores(before, matrix, validation.length)
      const measured = measure(model.loss, scores, targets, preparation)
      vector.set(measured, metricsAt)
      return { vector, state: made.state, ...ownMetrics(measured, preparation) }
    },
    async combine(sum) {
      const rows = sum[0]!
      if (rows < 1 || rows > preparation.rows) {
        throw badSum(`${rows} training rows of ${preparation.rows}`)
      }
      const told = summariseMetrics(sum.subarray(metricsAt), preparation)
      const after = newtonStep(incoming, model, sum, rows / preparation.rows)
      const round = incoming.round + 1
      const artefact = encodeModelArtefact({ ...incoming, parameters: after, round })
      return { artefact, summary: { kind: 'training', rows, ...told } }
    }
  }
}

/** Blocks with the intercepts fitted to the site; the pull is scaled to the gradient's bound. */
function ownBlocks(point: LinearPoint, start: readonly number[]) {
  const { inputs, outputs, parameters } = point
  const intercept = fitIntercepts(point, start)
  const own = Float32Array.from(parameters)
  own.set(intercept, outputs * inputs)
  const blocks = secondOrderOf({ ...point, parameters: own }).map((block, output) =>
    withoutIntercept(
      block,
      (parameters[outputs * inputs + output]! - intercept[output]!) / pullScale
    )
  )
  return { blocks, state: { intercept } }
}

/** Intercepts may differ from the shared one by 2 · this before the difference is cut. */
const pullScale = 16

function newtonStep(
  { plan, parameters }: ModelArtefact,
  model: TrainableModel,
  sum: Uint32Array,
  share: number
): Float32Array<ArrayBuffer> {
  const { inputs, outputs } = model
  const isPrivate = plan.model.privateIntercept === true
  const after = Float32Array.from(parameters)
  for (let output = 0; output < outputs; output++) {
    const block = readBlock(sum, model, output, share)
    const placeOf = (index: number) =>
      index < inputs ? output * inputs + index : outputs * inputs + output
    for (let index = 0; index < inputs; index++) {
      block.gradient[index]! += plan.model.l2 * parameters[placeOf(index)]!
      block.curvature[packedIndex(index, index)]! += Math.max(plan.model.l2, leastCurvature)
    }
    if (isPrivate) block.gradient[inputs]! *= pullScale
    else block.curvature[packedIndex(inputs, inputs)]! += leastCurvature
    const step = solvePositive(block.curvature, block.gradient)
    if (step === undefined) throw badSum('the summed curvature is none that rows can have')
    const { outer, updateBound } = plan.training
    for (let index = 0; index <= inputs; index++) {
      const place = placeOf(index)
      after[place] = parameters[place]! - outer.rate * cut(step[index]!, updateBound)
      if (!Number.isFinite(after[place]!)) throw badSum(`parameter ${place} overflowed`)
    }
  }
  return after
}

function readBlock(
  sum: Uint32Array,
  { inputs, parameterCount }: TrainableModel,
  output: number,
  share: number
): SecondOrder {
  const gradientAt = 1 + output * (inputs + 1)
  const curvatureAt = 1 + parameterCount + output * packedLength(inputs + 1)
  const gradient = new Float64Array(inputs + 1)
  for (let index = 0; index <= inputs; index++) {
    gradient[index] = (sum[gradientAt + index]! | 0) / gradientUnit / share
  }
  const curvature = new Float64Array(packedLength(inputs + 1))
  for (let index = 0; index < curvature.length; index++) {
    const total = sum[curvatureAt + index]! | 0
    if (Math.abs(total) > curvatureUnit + roundingSlack) {
      throw badSum('a summed curvature is beyond its bound')
    }
    curvature[index] = total / curvatureUnit / share
  }
  return { gradient, curvature }
}

function cut(value: number, bound: number): number {
  return Number.isNaN(value) ? 0 : Math.max(-bound, Math.min(bound, value))
}

function tooWide(inputs: number, elements: number): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_TOO_MANY_CATEGORIES',
    fault: 'caller',
    message: `${inputs} inputs need ${elements} sums a Newton round, over ${elementsMax}.`,
    hint: 'Propose a plan with training.method "average", or with fewer columns and categories.',
    details: { inputs, elements, elementsMax }
  })
}
