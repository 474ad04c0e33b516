/**
 * The part of the perceptron that needs jax-js: one compiled Adam step, run over shuffled batches.
 *
 * jax-js counts references: every call consumes its arguments, and `.ref` keeps one alive. Here
 * each array that is used n times is given `.ref` n - 1 times, and what a step makes replaces what
 * it consumed, so memory stays level however long the run is.
 */
import { grad, init, jit, nn, numpy as np } from '@jax-js/jax'
import type { MlpForm } from './mlp.ts'
import type { ParameterTensor, TrainingRun } from './trainable-model.ts'

const decayOfMean = 0.9
const decayOfSquare = 0.999
const epsilon = 1e-8

/** Each of shape `[parameters]`. `isWeight` is 1 where l2 applies. */
type State = { parameters: np.Array; mean: np.Array; square: np.Array; isWeight: np.Array }
/** `rates` holds the rate, l2, and the corrections of mean and square for their start at 0. */
type Step = (state: State, x: np.Array, y: np.Array, rates: np.Array) => State

const compiled = new Map<string, Step>()
const compiledMax = 16
let started: Promise<unknown> | undefined

/** New parameters after `run.steps` steps. */
export async function trainMlp(
  form: MlpForm,
  tensors: readonly ParameterTensor[],
  run: TrainingRun
): Promise<Float32Array<ArrayBuffer>> {
  started ??= init('wasm')
  await started
  const step = stepFor(form, tensors)
  let state: State = {
    parameters: np.array(Float32Array.from(run.parameters)),
    mean: np.array(new Float32Array(run.parameters.length)),
    square: np.array(new Float32Array(run.parameters.length)),
    isWeight: np.array(weightMask(tensors, run.parameters.length))
  }
  const batches = new Batches(form, run)
  for (let index = 1; index <= run.steps; index++) {
    const { x, y } = batches.next()
    const corrections = [1 / (1 - decayOfMean ** index), 1 / (1 - decayOfSquare ** index)]
    const rates = Float32Array.of(run.learningRate, run.l2, ...corrections)
    state = step(state, x, y, np.array(rates))
  }
  const parameters = (await state.parameters.data()) as Float32Array
  for (const array of [state.mean, state.square, state.isWeight]) array.dispose()
  return Float32Array.from(parameters)
}

function weightMask(tensors: readonly ParameterTensor[], length: number) {
  const mask = new Float32Array(length)
  let at = 0
  for (const { shape } of tensors) {
    const size = sizeOf(shape)
    if (shape.length === 2) mask.fill(1, at, at + size)
    at += size
  }
  return mask
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

/**
 * Batches of one size whatever the site's, so that one compiled step serves all: rows come in a
 * shuffled order, again and again, and a site with fewer rows than a batch has them in it repeated.
 */
class Batches {
  readonly #form: MlpForm
  readonly #run: TrainingRun
  #order: Uint32Array
  #at = 0

  constructor(form: MlpForm, run: TrainingRun) {
    this.#form = form
    this.#run = run
    this.#order = run.generator.permutation(run.data.rows)
  }

  next(): { x: np.Array; y: np.Array } {
    const { inputs, outputs, loss } = this.#form
    const { batchSize, data, generator } = this.#run
    const x = new Float32Array(batchSize * inputs)
    const y = new Float32Array(batchSize * outputs)
    for (let index = 0; index < batchSize; index++) {
      if (this.#at === data.rows) {
        this.#order = generator.permutation(data.rows)
        this.#at = 0
      }
      const row = this.#order[this.#at++]!
      x.set(data.matrix.subarray(row * inputs, (row + 1) * inputs), index * inputs)
      if (loss === 'softmax') y[index * outputs + data.targets[row]!] = 1
      else y[index] = data.targets[row]!
    }
    return {
      x: np.array(x).reshape([batchSize, inputs]),
      y: np.array(y).reshape([batchSize, outputs])
    }
  }
}

function stepFor(form: MlpForm, tensors: readonly ParameterTensor[]): Step {
  const key = JSON.stringify([form.inputs, form.hidden, form.outputs, form.loss])
  const known = compiled.get(key)
  if (known !== undefined) return known
  if (compiled.size >= compiledMax) compiled.clear()
  const step = jit(makeStep(form, tensors)) as unknown as Step
  compiled.set(key, step)
  return step
}

function makeStep(form: MlpForm, tensors: readonly ParameterTensor[]): Step {
  const gradientOf = grad((parameters: np.Array, x: np.Array, y: np.Array) =>
    meanLoss(form, tensors, parameters, x, y)
  )
  return ({ parameters, mean, square, isWeight }, x, y, rates) => {
    const rate = rates.ref.slice([0, 1])
    const l2 = rates.ref.slice([1, 2])
    const meanScale = rates.ref.slice([2, 3])
    const squareScale = rates.slice([3, 4])
    const raw = gradientOf(parameters.ref, x, y) as np.Array
    const gradient = raw.add(parameters.ref.mul(isWeight.ref).mul(l2))
    const nextMean = mean.mul(decayOfMean).add(gradient.ref.mul(1 - decayOfMean))
    const nextSquare = square.mul(decayOfSquare).add(np.square(gradient).mul(1 - decayOfSquare))
    const size = np.sqrt(nextSquare.ref.mul(squareScale)).add(epsilon)
    const change = nextMean.ref.mul(meanScale).mul(rate).div(size)
    return { parameters: parameters.sub(change), mean: nextMean, square: nextSquare, isWeight }
  }
}

function meanLoss(
  form: MlpForm,
  tensors: readonly ParameterTensor[],
  parameters: np.Array,
  x: np.Array,
  y: np.Array
): np.Array {
  let values = x
  let at = 0
  tensors.forEach(({ shape }, index) => {
    const end = at + sizeOf(shape)
    const isLast = index + 1 === tensors.length
    const part = (isLast ? parameters : parameters.ref).slice([at, end])
    at = end
    if (shape.length === 2) values = np.matmul(values, part.reshape([...shape]))
    else values = isLast ? values.add(part) : nn.relu(values.add(part))
  })
  if (form.loss === 'squared') return np.square(values.sub(y)).mean().mul(0.5)
  // log(1 + e^z) - y z, whose derivative is sigmoid(z) - y.
  if (form.loss === 'logistic') return nn.softplus(values.ref).sub(y.mul(values)).mean()
  return nn.logSoftmax(values).mul(y).sum(-1).mean().neg()
}
