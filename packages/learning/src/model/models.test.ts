import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { generatorOf, normal } from '../testing/made-up-tables.ts'
import { packedIndex, packedLength, solvePositive } from './cholesky.ts'
import { Generator } from './generator.ts'
import { linearModel } from './linear-model.ts'
import { lossOfRow } from './loss.ts'
import { mlp } from './mlp.ts'
import { secondOrderOf } from './second-order.ts'
import type { LossKind, TrainableModel, TrainingRows } from './trainable-model.ts'

function rowsOf(seed: number, rows: number, inputs: number, classes: number): TrainingRows {
  const generator = generatorOf(seed)
  const matrix = Float32Array.from({ length: rows * inputs }, () => normal(generator))
  const targets = Float32Array.from({ length: rows }, (_, row) => {
    const value = matrix[row * inputs]! - 0.5 * matrix[row * inputs + 1]! + 0.3 * normal(generator)
    if (classes === 0) return value
    return Math.min(classes - 1, Math.max(0, Math.floor(value + classes / 2)))
  })
  return { rows, matrix, targets }
}

function meanLoss(model: TrainableModel, parameters: Float32Array, data: TrainingRows): number {
  const scores = model.scores(parameters, data.matrix, data.rows)
  let sum = 0
  for (let row = 0; row < data.rows; row++) {
    sum += lossOfRow(model.loss, scores, row * model.outputs, model.outputs, data.targets[row]!)
  }
  return sum / data.rows / (model.loss === 'squared' ? 2 : 1)
}

const kinds: readonly (readonly [LossKind, number, number])[] = [
  ['squared', 1, 0],
  ['logistic', 1, 2],
  ['softmax', 3, 3]
]

describe('linear models', () => {
  for (const [loss, outputs, classes] of kinds) {
    it(`descend with rate 1 / curvature on any scale (${loss})`, async () => {
      const data = rowsOf(1, 80, 4, classes)
      for (const scale of [0.01, 1, 20]) {
        const matrix = data.matrix.map((value, index) => (index % 4 === 1 ? value * scale : value))
        const scaled = { ...data, matrix }
        const model = linearModel(4, outputs, loss)
        const start = model.initialParameters(new Uint8Array(32))
        const learningRate = 1 / model.curvature(scaled)
        const generator = generatorOf(2)
        const run = {
          parameters: start,
          data: scaled,
          steps: 200,
          batchSize: 100,
          learningRate,
          l2: 0,
          generator
        }
        const after = await model.train(run)
        assert.ok(after.every(Number.isFinite))
        assert.ok(meanLoss(model, after, scaled) < 0.9 * meanLoss(model, start, scaled))
        assert.ok(start.every((value) => value === 0))
      }
    })

    it(`have the gradient that differences show (${loss})`, () => {
      const data = rowsOf(3, 30, 3, classes)
      const model = linearModel(3, outputs, loss)
      const parameters = Float32Array.from({ length: model.parameterCount }, (_, index) =>
        Math.sin(index)
      )
      const blocks = secondOrderOf({ ...model, parameters, data })
      for (let place = 0; place < model.parameterCount; place++) {
        const [up, down] = [1, -1].map((sign) => {
          const moved = parameters.slice()
          moved[place]! += sign * 2 ** -8
          return meanLoss(model, moved, data)
        })
        const isWeight = place < outputs * 3
        const block = blocks[isWeight ? Math.floor(place / 3) : place - outputs * 3]!
        const gradient = block.gradient[isWeight ? place % 3 : 3]!
        assert.ok(Math.abs((up! - down!) * 2 ** 7 - gradient) < 1e-4, `${place}`)
      }
    })
  }

  it('take batches when there are more rows than fit one', async () => {
    const data = rowsOf(5, 300, 3, 2)
    const model = linearModel(3, 1, 'logistic')
    const parameters = model.initialParameters(new Uint8Array(32))
    const run = { parameters, data, steps: 60, batchSize: 32, learningRate: 0.5, l2: 0.01 }
    const first = await model.train({ ...run, generator: generatorOf(1) })
    assert.deepEqual(first, await model.train({ ...run, generator: generatorOf(1) }))
    assert.notDeepEqual(first, await model.train({ ...run, generator: generatorOf(2) }))
    assert.ok(meanLoss(model, first, data) < 0.5)
  })
})

describe('perceptron', () => {
  for (const [loss, outputs, classes] of kinds) {
    it(`learns on jax-js, the same way twice (${loss})`, async () => {
      const data = rowsOf(7, 120, 4, classes)
      const model = mlp({ inputs: 4, hidden: [8], outputs, loss })
      const parameters = model.initialParameters(new Uint8Array(32).fill(5))
      const run = { parameters, data, steps: 60, batchSize: 32, learningRate: 0.01, l2: 0.001 }
      const after = await model.train({ ...run, generator: generatorOf(1) })
      assert.deepEqual(after, await model.train({ ...run, generator: generatorOf(1) }))
      assert.ok(meanLoss(model, after, data) < 0.8 * meanLoss(model, parameters, data))
    })
  }

  it('takes by jax-js the first Adam step that differences ask for', async () => {
    const data = rowsOf(8, 16, 3, 2)
    const model = mlp({ inputs: 3, hidden: [4], outputs: 1, loss: 'logistic' })
    const parameters = model.initialParameters(new Uint8Array(32).fill(6))
    const run = { parameters, data, steps: 1, batchSize: 16, learningRate: 0.01, l2: 0 }
    const after = await model.train({ ...run, generator: generatorOf(1) })
    let compared = 0
    for (let place = 0; place < parameters.length; place++) {
      const moved = parameters.slice()
      moved[place]! += 2 ** -10
      const slope = (meanLoss(model, moved, data) - meanLoss(model, parameters, data)) * 2 ** 10
      if (Math.abs(slope) < 0.01) continue
      // Adam's first step is the rate, against the sign of the gradient.
      assert.ok(Math.abs(after[place]! - parameters[place]! + 0.01 * Math.sign(slope)) < 1e-4)
      compared++
    }
    assert.ok(compared > 8)
  })

  it('starts from the seed alone', () => {
    const model = mlp({ inputs: 3, hidden: [4, 2], outputs: 1, loss: 'logistic' })
    const first = model.initialParameters(new Uint8Array(32).fill(1))
    assert.deepEqual(first, model.initialParameters(new Uint8Array(32).fill(1)))
    assert.notDeepEqual(first, model.initialParameters(new Uint8Array(32).fill(2)))
    assert.equal(first.length, 3 * 4 + 4 + 4 * 2 + 2 + 2 + 1)
  })
})

describe('secondOrderOf', () => {
  it('makes Newton steps that descend, with outliers, rare classes and next to no l2', () => {
    const table = fc.record({
      seed: fc.nat(5000),
      rows: fc.integer({ min: 8, max: 60 }),
      l2: fc.constantFrom(1e-5, 1e-3, 0.1),
      outliers: fc.boolean(),
      kind: fc.constantFrom(kinds[1]!, kinds[2]!)
    })
    fc.assert(
      fc.property(table, ({ seed, rows, l2, outliers, kind: [loss, outputs, classes] }) => {
        const made = rowsOf(seed, rows, 3, classes)
        const matrix = made.matrix.map((value, index) =>
          outliers && index % 29 === 0 ? 25 : value
        )
        const data = { ...made, matrix }
        const model = linearModel(3, outputs, loss)
        let parameters = model.initialParameters(new Uint8Array(32))
        let before = Number.POSITIVE_INFINITY
        for (let step = 0; step < 10; step++) {
          const penalty = parameters.subarray(0, 3 * outputs).reduce((sum, w) => sum + w * w, 0)
          const loss = meanLoss(model, parameters, data) + (l2 / 2) * penalty
          assert.ok(loss < before + 1e-3, `${loss} after ${before}`)
          before = loss
          parameters = newtonStep(model, parameters, data, l2)
        }
      }),
      { numRuns: 60 }
    )
  })
})

function newtonStep(
  model: TrainableModel,
  parameters: Float32Array,
  data: TrainingRows,
  l2: number
) {
  const { inputs, outputs } = model
  const after = Float32Array.from(parameters)
  secondOrderOf({ ...model, parameters, data }).forEach(({ gradient, curvature }, output) => {
    for (let input = 0; input < inputs; input++) {
      gradient[input]! += l2 * parameters[output * inputs + input]!
      curvature[packedIndex(input, input)]! += l2
    }
    curvature[packedIndex(inputs, inputs)]! += 1e-6
    const step = solvePositive(curvature, gradient)!
    for (let input = 0; input < inputs; input++) after[output * inputs + input]! -= step[input]!
    after[outputs * inputs + output]! -= step[inputs]!
  })
  return after
}

describe('solvePositive', () => {
  it('solves what can be solved and says when not', () => {
    const entry = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(fc.array(entry, { minLength: 9, maxLength: 9 }), (roots) => {
        // A = B B' + I is positive definite for every B.
        const packed = new Float64Array(packedLength(3))
        const a = (row: number, column: number) =>
          [0, 1, 2].reduce(
            (sum, k) => sum + roots[row * 3 + k]! * roots[column * 3 + k]!,
            row === column ? 1 : 0
          )
        for (let row = 0; row < 3; row++) {
          for (let column = 0; column <= row; column++)
            packed[packedIndex(row, column)] = a(row, column)
        }
        const right = Float64Array.of(1, -2, 0.5)
        const solution = solvePositive(packed, right)!
        for (let row = 0; row < 3; row++) {
          const product = solution.reduce((sum, value, column) => sum + a(row, column) * value, 0)
          assert.ok(Math.abs(product - right[row]!) < 1e-8)
        }
      })
    )
    assert.equal(solvePositive(Float64Array.of(1, 2, 1), Float64Array.of(1, 1)), undefined)
    assert.equal(solvePositive(Float64Array.of(Number.NaN), Float64Array.of(1)), undefined)
  })
})

describe('Generator', () => {
  it('shuffles evenly and follows its seeds', () => {
    const first = new Generator(Uint8Array.of(1), Uint8Array.of(2))
    const counts = new Uint32Array(4)
    for (let index = 0; index < 4000; index++) counts[first.permutation(4)[0]!]!++
    for (const count of counts) assert.ok(count > 850 && count < 1150)
    const sequence = (...seeds: Uint8Array[]) => new Generator(...seeds).bytes(8)
    assert.deepEqual(sequence(Uint8Array.of(1)), sequence(Uint8Array.of(1)))
    assert.notDeepEqual(sequence(Uint8Array.of(1)), sequence(Uint8Array.of(2)))
    assert.notDeepEqual(sequence(new Uint8Array(32)), sequence(new Uint8Array(31)))
  })
})
