/**
 * Linear, logistic and multinomial models as plain loops: at this size 50 times faster than any
 * tensor library, with nothing to install and sums in double precision.
 *
 * Training is gradient descent with momentum 0.9 on the mean loss plus half l2 · |weights|². With a
 * rate below 2 / curvature it descends on any data, which is why rates are given in that unit.
 * A step costs 2 · rows · inputs · outputs multiplications.
 */
import { assert } from '@commonhold/base'
import { sigmoid, softmaxInPlace } from './loss.ts'
import {
  countParameters,
  type LossKind,
  type TrainableModel,
  type TrainingRows,
  type TrainingRun
} from './trainable-model.ts'

const momentum = 0.9
const curvatureRows = 2048
const powerIterations = 24

/** @param outputs 1 for squared and logistic, the number of classes for softmax */
export function linearModel(inputs: number, outputs: number, loss: LossKind): TrainableModel {
  assert(loss === 'softmax' ? outputs >= 2 : outputs === 1, 'outputs suit the loss')
  const tensors = [
    { name: 'weight', shape: [outputs, inputs] },
    { name: 'bias', shape: [outputs] }
  ]
  const parameterCount = countParameters(tensors)
  return {
    inputs,
    outputs,
    loss,
    tensors,
    parameterCount,
    fingerprint: 'commonhold-loops/1 float64',
    initialParameters: () => new Float32Array(parameterCount),
    curvature: (data) => largestCurvature(data, inputs, loss),
    train: async (run) => descend(run, inputs, outputs, loss),
    scores(parameters, matrix, rows) {
      const scores = new Float64Array(rows * outputs)
      for (let row = 0; row < rows; row++) {
        scoreRow(parameters, matrix, row * inputs, inputs, outputs, scores, row * outputs)
      }
      return scores
    }
  }
}

function scoreRow(
  parameters: Float64Array | Float32Array,
  matrix: Float32Array,
  rowAt: number,
  inputs: number,
  outputs: number,
  scores: Float64Array,
  scoreAt: number
): void {
  for (let output = 0; output < outputs; output++) {
    let sum = parameters[outputs * inputs + output]!
    const weightAt = output * inputs
    for (let input = 0; input < inputs; input++) {
      sum += parameters[weightAt + input]! * matrix[rowAt + input]!
    }
    scores[scoreAt + output] = sum
  }
}

function descend(run: TrainingRun, inputs: number, outputs: number, loss: LossKind) {
  const { data, steps, learningRate, l2, generator } = run
  const parameters = Float64Array.from(run.parameters)
  if (data.rows === 0) return Float32Array.from(parameters)
  const batchSize = Math.min(run.batchSize, data.rows)
  const velocity = new Float64Array(parameters.length)
  const gradient = new Float64Array(parameters.length)
  const weights = outputs * inputs
  let order = generator.permutation(data.rows)
  let at = 0
  for (let step = 0; step < steps; step++) {
    if (at + batchSize > order.length) {
      order = generator.permutation(data.rows)
      at = 0
    }
    addGradient(
      data,
      order.subarray(at, at + batchSize),
      parameters,
      inputs,
      outputs,
      loss,
      gradient
    )
    at += batchSize
    for (let index = 0; index < parameters.length; index++) {
      const decay = index < weights ? l2 * parameters[index]! : 0
      velocity[index] = momentum * velocity[index]! + gradient[index]! / batchSize + decay
      parameters[index]! -= learningRate * velocity[index]!
      gradient[index] = 0
    }
  }
  return Float32Array.from(parameters)
}

/** Adds the rows' gradients of the unregularised loss. */
function addGradient(
  data: TrainingRows,
  rows: Uint32Array,
  parameters: Float64Array,
  inputs: number,
  outputs: number,
  loss: LossKind,
  gradient: Float64Array
): void {
  const { matrix, targets } = data
  const scores = new Float64Array(outputs)
  for (const row of rows) {
    const rowAt = row * inputs
    scoreRow(parameters, matrix, rowAt, inputs, outputs, scores, 0)
    if (loss === 'softmax') softmaxInPlace(scores, 0, outputs)
    else if (loss === 'logistic') scores[0] = sigmoid(scores[0]!)
    for (let output = 0; output < outputs; output++) {
      const target = loss === 'softmax' ? Number(targets[row] === output) : targets[row]!
      const error = scores[output]! - target
      const weightAt = output * inputs
      for (let input = 0; input < inputs; input++) {
        gradient[weightAt + input]! += error * matrix[rowAt + input]!
      }
      gradient[outputs * inputs + output]! += error
    }
  }
}

/** Power iteration on the second moments of inputs and intercept, over evenly spaced rows. */
function largestCurvature(data: TrainingRows, inputs: number, loss: LossKind): number {
  if (data.rows === 0) return 1
  const stride = Math.max(1, Math.floor(data.rows / curvatureRows))
  const count = Math.floor((data.rows - 1) / stride) + 1
  let direction = new Float64Array(inputs + 1).fill(1 / Math.sqrt(inputs + 1))
  // A start without symmetry, so that it is not at right angles to what is looked for.
  for (let input = 0; input < inputs; input++) direction[input]! *= 1 + ((input * 7) % 11) / 11
  let largest = 1
  for (let iteration = 0; iteration < powerIterations; iteration++) {
    const next = new Float64Array(inputs + 1)
    for (let row = 0; row < data.rows; row += stride) {
      const rowAt = row * inputs
      let projection = direction[inputs]!
      for (let input = 0; input < inputs; input++) {
        projection += direction[input]! * data.matrix[rowAt + input]!
      }
      for (let input = 0; input < inputs; input++) {
        next[input]! += projection * data.matrix[rowAt + input]!
      }
      next[inputs]! += projection
    }
    const length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0))
    if (length === 0) break
    const before = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0))
    largest = length / before / count
    direction = next.map((value) => value / length)
  }
  const ofLoss = { squared: 1, logistic: 0.25, softmax: 0.5 }[loss]
  return Math.max(largest * ofLoss * 1.1, 1e-3)
}
