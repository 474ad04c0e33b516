/**
 * A multi-layer perceptron with ReLU between layers, trained by Adam (Kingma and Ba 2015, arXiv
 * 1412.6980) on jax-js in WebAssembly.
 *
 * The engine is loaded when training first needs it, so that who only predicts, or only uses linear
 * models, never pays for it: predicting is plain loops. One whole step, update included, is traced
 * and compiled once for each shape.
 *
 * First parameters are even in ±sqrt(6 / inputs) (He et al. 2015, arXiv 1502.01852): square roots
 * and products only, so they are the same on every machine.
 */
import { Generator } from './generator.ts'
import {
  countParameters,
  type LossKind,
  type ParameterTensor,
  type TrainableModel,
  type TrainingRun
} from './trainable-model.ts'

/** The form of a perceptron. */
export type MlpForm = {
  readonly inputs: number
  readonly hidden: readonly number[]
  readonly outputs: number
  readonly loss: LossKind
}

/** @param form 1 to 4 hidden layers */
export function mlp(form: MlpForm): TrainableModel {
  const tensors = tensorsOf(form)
  const parameterCount = countParameters(tensors)
  return {
    inputs: form.inputs,
    outputs: form.outputs,
    loss: form.loss,
    tensors,
    parameterCount,
    fingerprint: 'jax-js/0.1.25 wasm float32',
    initialParameters(seed) {
      const generator = new Generator(seed)
      const parameters = new Float32Array(parameterCount)
      let at = 0
      for (const { shape } of tensors) {
        const size = countParameters([{ name: '', shape }])
        const bound = Math.sqrt(6 / shape[0]!)
        for (let index = 0; index < size && shape.length === 2; index++) {
          parameters[at + index] = (2 * generator.fraction() - 1) * bound
        }
        at += size
      }
      return parameters
    },
    curvature: () => 1,
    train: async (run) => trainWithEngine(form, tensors, run),
    scores: (parameters, matrix, rows) => forward(form, parameters, matrix, rows)
  }
}

function tensorsOf({ inputs, hidden, outputs }: MlpForm): readonly ParameterTensor[] {
  const sizes = [inputs, ...hidden, outputs]
  return sizes.slice(1).flatMap((size, layer) => [
    { name: `layers.${layer}.weight`, shape: [sizes[layer]!, size] },
    { name: `layers.${layer}.bias`, shape: [size] }
  ])
}

async function trainWithEngine(
  form: MlpForm,
  tensors: readonly ParameterTensor[],
  run: TrainingRun
): Promise<Float32Array<ArrayBuffer>> {
  if (run.data.rows === 0) return Float32Array.from(run.parameters)
  const { trainMlp } = await import('./mlp-engine.ts')
  return trainMlp(form, tensors, run)
}

function forward(form: MlpForm, parameters: Float32Array, matrix: Float32Array, rows: number) {
  const sizes = [form.inputs, ...form.hidden, form.outputs]
  let values = Float64Array.from(matrix.subarray(0, rows * form.inputs))
  let at = 0
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    const from = sizes[layer]!
    const to = sizes[layer + 1]!
    const biasAt = at + from * to
    const isLast = layer + 2 === sizes.length
    const next = new Float64Array(rows * to)
    for (let row = 0; row < rows; row++) {
      for (let unit = 0; unit < to; unit++) next[row * to + unit] = parameters[biasAt + unit]!
      for (let input = 0; input < from; input++) {
        const value = values[row * from + input]!
        if (value === 0) continue
        const weightAt = at + input * to
        for (let unit = 0; unit < to; unit++) {
          next[row * to + unit]! += value * parameters[weightAt + unit]!
        }
      }
    }
    if (!isLast)
      for (let index = 0; index < next.length; index++) next[index] = Math.max(0, next[index]!)
    values = next
    at = biasAt + to
  }
  return values
}
