/**
 * What federated training asks of a model, so that the engine under it can be replaced.
 *
 * Parameters are one flat Float32Array, whose last `outputs` entries are the intercepts of the
 * outputs: that is what lets a site keep its own intercepts whatever the model.
 */
import type { Generator } from './generator.ts'

/** What the outputs are compared with, and how. */
export type LossKind = 'squared' | 'logistic' | 'softmax'

/** Rows ready for training. */
export type TrainingRows = {
  readonly rows: number
  /** `rows · inputs`, row by row. */
  readonly matrix: Float32Array<ArrayBuffer>
  /** One a row: the standardised target, or the index of the class. */
  readonly targets: Float32Array<ArrayBuffer>
}

/** One tensor of the flat parameters, in order. */
export type ParameterTensor = { readonly name: string; readonly shape: readonly number[] }

/** A number of gradient steps from given parameters. */
export type TrainingRun = {
  readonly parameters: Float32Array
  readonly data: TrainingRows
  readonly steps: number
  /** Rows a step; where there are fewer, a linear model takes all and a perceptron repeats some. */
  readonly batchSize: number
  /** Absolute: of the plan's rate and the curvature, the caller makes this. */
  readonly learningRate: number
  readonly l2: number
  readonly generator: Generator
}

/** A model with its loss, and the engine that trains it. */
export type TrainableModel = {
  readonly inputs: number
  readonly outputs: number
  readonly loss: LossKind
  readonly tensors: readonly ParameterTensor[]
  readonly parameterCount: number
  /** Names engine, version and what else decides the last bits of training. */
  readonly fingerprint: string
  /** The same on every machine. */
  initialParameters(seed: Uint8Array): Float32Array<ArrayBuffer>
  /** The largest second derivative of the mean loss over these rows, or 1 where it has no use. */
  curvature(data: TrainingRows): number
  /** New parameters; the given ones stay as they are. */
  train(run: TrainingRun): Promise<Float32Array<ArrayBuffer>>
  /** Raw outputs, `rows · outputs`: standardised values, or log-odds. */
  scores(parameters: Float32Array, matrix: Float32Array, rows: number): Float64Array<ArrayBuffer>
}

/** Entries of all tensors together. */
export function countParameters(tensors: readonly ParameterTensor[]): number {
  return tensors.reduce(
    (count, { shape }) => count + shape.reduce((size, side) => size * side, 1),
    0
  )
}
