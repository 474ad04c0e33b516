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

type Arrays = np.Array[]
type Step = (
  state: { parameters: Arrays; means: Arrays; squares: Arrays },
  x: np.Array,
  y: np.Array,
  rates: { rate: np.Array; l2: np.Array; meanScale: np.Array; squareScale: np.Array }
) => { parameters: Arrays; means: Arrays; squares: Arrays }

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
  const step = stepFor(form)
  let state = {
    parameters: splitArrays(run.parameters, tensors),
    means: splitArrays(new Float32Array(run.parameters.length), tensors),
    squares: splitArrays(new Float32Array(run.parameters.length), tensors)
  }
  const batches = new Batches(form, run)
  for (let index = 1; index <= run.steps; index++) {
    const { x, y } = batches.next()
    state = step(state, x, y, {
      rate: np.array(run.learningRate),
      l2: np.array(run.l2),
      meanScale: np.array(1 / (1 - decayOfMean ** index)),
      squareScale: np.array(1 / (1 - decayOfSquare ** index))
    })
  }
  const parameters = new Float32Array(run.parameters.length)
  let at = 0
  for (const array of state.parameters) {
    const values = (await array.data()) as Float32Array
    parameters.set(values, at)
    at += values.length
  }
  for (const array of [...state.means, ...state.squares]) array.dispose()
  return parameters
}

function splitArrays(flat: Float32Array, tensors: readonly ParameterTensor[]): Arrays {
  let at = 0
  return tensors.map(({ shape }) => {
    const size = shape.reduce((product, side) => product * side, 1)
    const part = flat.slice(at, at + size)
    at += size
    return np.array(part).reshape([...shape])
  })
}

/** Batches of one size, so that one compiled step serves all: rows are drawn without repeat. */
class Batches {
  readonly #form: MlpForm
  readonly #run: TrainingRun
  readonly #size: number
  #order: Uint32Array
  #at = 0

  constructor(form: MlpForm, run: TrainingRun) {
    this.#form = form
    this.#run = run
    this.#size = Math.min(run.batchSize, run.data.rows)
    this.#order = run.generator.permutation(run.data.rows)
  }

  next(): { x: np.Array; y: np.Array } {
    const { inputs, outputs, loss } = this.#form
    const { matrix, targets } = this.#run.data
    if (this.#at + this.#size > this.#order.length) {
      this.#order = this.#run.generator.permutation(this.#run.data.rows)
      this.#at = 0
    }
    const x = new Float32Array(this.#size * inputs)
    const y = new Float32Array(this.#size * outputs)
    for (let index = 0; index < this.#size; index++) {
      const row = this.#order[this.#at + index]!
      x.set(matrix.subarray(row * inputs, (row + 1) * inputs), index * inputs)
      if (loss === 'softmax') y[index * outputs + targets[row]!] = 1
      else y[index] = targets[row]!
    }
    this.#at += this.#size
    return {
      x: np.array(x).reshape([this.#size, inputs]),
      y: np.array(y).reshape([this.#size, outputs])
    }
  }
}

function stepFor(form: MlpForm): Step {
  const key = JSON.stringify([form.inputs, form.hidden, form.outputs, form.loss])
  const known = compiled.get(key)
  if (known !== undefined) return known
  if (compiled.size >= compiledMax) compiled.clear()
  const step = jit(makeStep(form)) as unknown as Step
  compiled.set(key, step)
  return step
}

function makeStep(form: MlpForm): Step {
  return ({ parameters, means, squares }, x, y, { rate, l2, meanScale, squareScale }) => {
    const gradients = grad((given: Arrays, inputs: np.Array, targets: np.Array) =>
      meanLoss(form, given, inputs, targets)
    )(
      parameters.map((array) => array.ref),
      x,
      y
    ) as Arrays
    const next = { parameters: [] as Arrays, means: [] as Arrays, squares: [] as Arrays }
    parameters.forEach((parameter, index) => {
      const isWeight = index % 2 === 0
      const raw = gradients[index]!
      const gradient = isWeight ? raw.add(parameter.ref.mul(l2.ref)) : raw
      const mean = means[index]!.mul(decayOfMean).add(gradient.ref.mul(1 - decayOfMean))
      const square = squares[index]!.mul(decayOfSquare).add(
        gradient.ref.mul(gradient).mul(1 - decayOfSquare)
      )
      const size = np.sqrt(square.ref.mul(squareScale.ref)).add(epsilon)
      const change = mean.ref.mul(meanScale.ref).mul(rate.ref).div(size)
      next.parameters.push(parameter.sub(change))
      next.means.push(mean)
      next.squares.push(square)
    })
    for (const used of [rate, l2, meanScale, squareScale]) used.dispose()
    return next
  }
}

function meanLoss(form: MlpForm, parameters: Arrays, x: np.Array, y: np.Array): np.Array {
  let values = x
  const layers = form.hidden.length + 1
  for (let layer = 0; layer < layers; layer++) {
    values = np.matmul(values, parameters[2 * layer]!).add(parameters[2 * layer + 1]!)
    if (layer + 1 < layers) values = nn.relu(values)
  }
  if (form.loss === 'squared') return np.square(values.sub(y)).mean().mul(0.5)
  if (form.loss === 'logistic') {
    // log(1 + e^z) - y z, whose derivative is sigmoid(z) - y.
    return nn.softplus(values.ref).sub(y.mul(values)).mean()
  }
  return nn.logSoftmax(values).mul(y).sum(-1).mean().neg()
}
