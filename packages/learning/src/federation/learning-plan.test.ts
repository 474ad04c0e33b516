import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalText } from '@commonhold/base'
import { clinicTable, numbers, tableOf, words } from '../testing/made-up-tables.ts'
import { draftPlan } from './draft-plan.ts'
import { parseLearningPlan } from './learning-plan.ts'

const seed = new Uint8Array(32).fill(1)
const plan = draftPlan({ dataset: clinicTable({ seed: 1, rows: 60 }), target: 'ill', seed }).plan

describe('parseLearningPlan', () => {
  it('is stable: what it gives, it takes, and gives again', () => {
    const again = parseLearningPlan(JSON.parse(canonicalText(plan)))
    assert.equal(canonicalText(again), canonicalText(plan))
  })

  const bad: readonly (readonly [string, object, string])[] = [
    ['an unknown key', { trick: 1 }, 'plan'],
    ['no features', { features: [] }, 'features'],
    ['one feature twice', { features: [plan.features[0], plan.features[0]] }, 'features'],
    ['the target as feature', { features: [{ name: 'ill', kind: 'numeric' }] }, 'features'],
    ['a model for another task', { model: { kind: 'linear' } }, 'model.kind'],
    ['newton for a perceptron', { model: { kind: 'mlp', hidden: [4] } }, 'training.method'],
    ['a wide perceptron', { model: { kind: 'mlp', hidden: [5000] } }, 'model.hidden.0'],
    ['endless rounds', { training: { ...plan.training, rounds: 1e9 } }, 'training.rounds'],
    [
      'no number',
      { training: { ...plan.training, learningRate: Number.NaN } },
      'training.learningRate'
    ],
    ['a short seed', { seed: '0x00' }, 'seed'],
    ['a positive that is no class', { task: { ...plan.task, positive: 'x' } }, 'task.positive'],
    ['control characters', { task: { ...plan.task, target: 'a\nb' } }, 'task.target']
  ]
  for (const [name, change, path] of bad) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => parseLearningPlan({ ...plan, ...change }),
        (error: { code: string; details: { issues: { path: string }[] } }) =>
          error.code === 'LEARNING_BAD_PLAN' && error.details.issues[0]!.path === path
      )
    })
  }

  it('writes classes in the one spelling that tables have', () => {
    const task = { kind: 'binary', target: 'dead', classes: ['0.0', '1.0'], positive: '01' }
    const { task: read } = parseLearningPlan({ ...plan, task })
    assert.deepEqual(read, { kind: 'binary', target: 'dead', classes: ['0', '1'], positive: '1' })
  })

  it('refuses what is not even an object', () => {
    for (const json of [null, 3, 'plan', [], undefined]) {
      assert.throws(() => parseLearningPlan(json), { code: 'LEARNING_BAD_PLAN' })
    }
  })
})

describe('draftPlan', () => {
  const rows = Array.from({ length: 100 }, (_, row) => row)
  const table = tableOf('t', [
    numbers('patient_id', rows),
    words(
      'name',
      rows.map((row) => `person ${row}`)
    ),
    numbers(
      'empty',
      rows.map(() => undefined)
    ),
    numbers(
      'age',
      rows.map((row) => row % 50)
    ),
    words(
      'ward',
      rows.map((row) => `w${row % 3}`)
    ),
    numbers(
      'grade',
      rows.map((row) => row % 4)
    ),
    numbers(
      'price',
      rows.map((row) => row * 1.5)
    ),
    numbers(
      'dead',
      rows.map((row) => row % 2)
    )
  ])
  const kindOf = (target: string) => draftPlan({ dataset: table, target, seed }).plan.task.kind

  it('sees by the target what the task is', () => {
    assert.equal(kindOf('dead'), 'binary')
    assert.equal(kindOf('grade'), 'multiclass')
    assert.equal(kindOf('ward'), 'multiclass')
    assert.equal(kindOf('price'), 'regression')
  })

  it('takes a number as one where a linear model is asked for', () => {
    const linear = (target: string) =>
      draftPlan({ dataset: table, target, seed, model: 'linear' }).plan.task.kind
    assert.equal(linear('grade'), 'regression')
    assert.throws(() => linear('ward'), { code: 'LEARNING_BAD_PLAN' })
  })

  it('leaves out what teaches nothing, and says why', () => {
    const { plan: drafted, leftOut } = draftPlan({ dataset: table, target: 'dead', seed })
    assert.deepEqual(
      leftOut.map(({ column }) => column),
      ['patient_id', 'name', 'empty']
    )
    assert.deepEqual(
      drafted.features.map(({ name }) => name),
      ['age', 'ward', 'grade', 'price']
    )
    assert.equal(drafted.training.method, 'newton')
    const fewer = draftPlan({ dataset: table, target: 'dead', seed, exclude: ['price'] })
    assert.deepEqual(
      fewer.plan.features.map(({ name }) => name),
      ['age', 'ward', 'grade']
    )
  })

  it('takes the proposer at its word', () => {
    const { plan: drafted } = draftPlan({
      dataset: table,
      target: 'dead',
      seed,
      features: ['patient_id', 'grade'],
      categorical: ['grade'],
      positive: '0',
      model: 'mlp'
    })
    assert.deepEqual(
      drafted.features.map(({ kind }) => kind),
      ['numeric', 'categorical']
    )
    assert.ok(drafted.task.kind === 'binary' && drafted.task.positive === '0')
    assert.equal(drafted.training.method, 'average')
    assert.throws(() => draftPlan({ dataset: table, target: 'x', seed }), {
      code: 'LEARNING_BAD_PLAN'
    })
  })
})
