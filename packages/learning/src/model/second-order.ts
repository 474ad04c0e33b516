/**
 * Gradient and curvature of a linear model's mean loss: what a Newton step is made of.
 *
 * Each output has a block of its own: weights, then intercept. A row weighs in the curvature with
 *
 * - squares: 1, which is exact;
 * - logistic: p (1 - p), Newton's own, but at least a tenth of (p - 1/2) / z, the quadratic upper
 *   bound of Jaakkola and Jordan (2000, "Bayesian parameter estimation via variational methods").
 *   Rows of which the model is nearly sure thus keep some weight, which holds back steps that would
 *   overshoot; rows that matter near the optimum have the exact one;
 * - softmax: min(p, 2 p (1 - p)) for each class, which bounds the coupling between classes too
 *   (Gershgorin on diag(p) - p p'), and at least 0.01 for the same reason.
 *
 * Costs rows · inputs² / 2 multiplications an output.
 */
import { packedIndex, packedLength } from './cholesky.ts'
import { sigmoid, softmaxInPlace } from './loss.ts'
import type { LossKind, TrainingRows } from './trainable-model.ts'

/** Means over rows, one block an output. */
export type SecondOrder = {
  /** `inputs + 1`: weights, then intercept. */
  readonly gradient: Float64Array
  /** Packed lower triangle of `inputs + 1` rows. */
  readonly curvature: Float64Array
}

/** A linear model at a point. */
export type LinearPoint = {
  readonly loss: LossKind
  readonly inputs: number
  readonly outputs: number
  /** Weights by output, then the intercepts. */
  readonly parameters: Float32Array
  readonly data: TrainingRows
}

/** All zero where there are no rows. The l2 term is not in it. */
export function secondOrderOf(point: LinearPoint): readonly SecondOrder[] {
  const { inputs, outputs, data } = point
  const blocks = Array.from({ length: outputs }, () => ({
    gradient: new Float64Array(inputs + 1),
    curvature: new Float64Array(packedLength(inputs + 1))
  }))
  if (data.rows === 0) return blocks
  const scores = new Float64Array(outputs)
  const row = new Float64Array(inputs + 1)
  row[inputs] = 1
  const errors = new Float64Array(outputs)
  const weights = new Float64Array(outputs)
  for (let index = 0; index < data.rows; index++) {
    row.set(data.matrix.subarray(index * inputs, (index + 1) * inputs))
    scoreRow(point, row, scores)
    weighRow(point.loss, scores, data.targets[index]!, errors, weights)
    for (let output = 0; output < outputs; output++) {
      addRow(row, errors[output]!, weights[output]!, blocks[output]!)
    }
  }
  for (const { gradient, curvature } of blocks) {
    for (let index = 0; index < gradient.length; index++) gradient[index]! /= data.rows
    for (let index = 0; index < curvature.length; index++) curvature[index]! /= data.rows
  }
  return blocks
}

function scoreRow(point: LinearPoint, row: Float64Array, scores: Float64Array): void {
  const { inputs, outputs, parameters } = point
  for (let output = 0; output < outputs; output++) {
    let sum = parameters[outputs * inputs + output]!
    for (let input = 0; input < inputs; input++) {
      sum += parameters[output * inputs + input]! * row[input]!
    }
    scores[output] = sum
  }
}

function weighRow(
  loss: LossKind,
  scores: Float64Array,
  target: number,
  errors: Float64Array,
  weights: Float64Array
): void {
  if (loss === 'squared') {
    errors[0] = scores[0]! - target
    weights[0] = 1
  } else if (loss === 'logistic') {
    const z = scores[0]!
    const p = sigmoid(z)
    errors[0] = p - target
    const bound = Math.abs(z) < 1e-3 ? 0.25 : (p - 0.5) / z
    weights[0] = Math.max(p * (1 - p), 0.1 * bound)
  } else {
    softmaxInPlace(scores, 0, scores.length)
    for (let output = 0; output < scores.length; output++) {
      const p = scores[output]!
      errors[output] = p - Number(target === output)
      weights[output] = Math.max(Math.min(p, 2 * p * (1 - p)), 0.01)
    }
  }
}

function addRow(row: Float64Array, error: number, weight: number, into: SecondOrder): void {
  const { gradient, curvature } = into
  let at = 0
  for (let index = 0; index < row.length; index++) {
    const value = row[index]!
    gradient[index]! += error * value
    const weighted = weight * value
    for (let other = 0; other <= index; other++) curvature[at + other]! += weighted * row[other]!
    at += index + 1
  }
}

/**
 * The site's best intercepts for given weights, drawn to the shared ones by the weight of one row,
 * so that a site with one class only keeps a finite one.
 */
export function fitIntercepts(point: LinearPoint, start: readonly number[]): readonly number[] {
  const { inputs, outputs, parameters, data } = point
  if (data.rows === 0) return start
  const shared = parameters.slice(outputs * inputs)
  const rows = data.rows
  // The weights' part of every score stays as it is.
  const fixed = new Float64Array(rows * outputs)
  const row = new Float64Array(inputs + 1)
  const scores = new Float64Array(outputs)
  for (let index = 0; index < rows; index++) {
    row.set(data.matrix.subarray(index * inputs, (index + 1) * inputs))
    scoreRow(point, row, scores)
    for (let output = 0; output < outputs; output++) {
      fixed[index * outputs + output] = scores[output]! - shared[output]!
    }
  }
  const own = Float64Array.from(start)
  const errors = new Float64Array(outputs)
  const weights = new Float64Array(outputs)
  for (let iteration = 0; iteration < 30; iteration++) {
    const slopes = own.map((value, output) => value - shared[output]!)
    const bends = new Float64Array(outputs).fill(1)
    for (let index = 0; index < rows; index++) {
      for (let output = 0; output < outputs; output++) {
        scores[output] = fixed[index * outputs + output]! + own[output]!
      }
      weighRow(point.loss, scores, data.targets[index]!, errors, weights)
      for (let output = 0; output < outputs; output++) {
        slopes[output]! += errors[output]!
        bends[output]! += weights[output]!
      }
    }
    for (let output = 0; output < outputs; output++)
      own[output]! -= slopes[output]! / bends[output]!
  }
  return Array.from(own)
}

/**
 * The same blocks once the intercept is the site's own and always at its best: curvature of the
 * weights less what the intercept takes up (Schur complement). In the intercept's place stands the
 * pull of the shared one towards the mean of the sites' own.
 */
export function withoutIntercept(block: SecondOrder, sharedLessOwn: number): SecondOrder {
  const { gradient } = block
  const curvature = Float64Array.from(block.curvature)
  const last = gradient.length - 1
  const bend = curvature[packedIndex(last, last)]!
  for (let row = 0; row < last && bend > 0; row++) {
    const factor = curvature[packedIndex(last, row)]! / bend
    for (let column = 0; column <= row; column++) {
      curvature[packedIndex(row, column)]! -= factor * block.curvature[packedIndex(last, column)]!
    }
  }
  for (let column = 0; column < last; column++) curvature[packedIndex(last, column)] = 0
  curvature[packedIndex(last, last)] = 1
  const changed = Float64Array.from(gradient)
  changed[last] = sharedLessOwn
  return { gradient: changed, curvature }
}
