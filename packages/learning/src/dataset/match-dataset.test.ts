import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseLearningPlan } from '../federation/learning-plan.ts'
import { numbers, tableOf, words } from '../testing/made-up-tables.ts'
import { asCategorical, joinDatasets } from './dataset.ts'
import { describeDataset } from './describe-dataset.ts'
import { matchDataset } from './match-dataset.ts'

const plan = parseLearningPlan({
  task: { kind: 'binary', target: 'ill', classes: ['no', 'yes'] },
  features: [
    { name: 'age', kind: 'numeric' },
    { name: 'ward', kind: 'categorical' }
  ],
  model: { kind: 'logistic' },
  training: { method: 'newton' },
  seed: `0x${'07'.repeat(32)}`,
  limits: { categoriesMax: 2, categoryBytesMax: 8, categoriesTotal: 16 }
})

function mismatchesOf(...columns: Parameters<typeof tableOf>[1]) {
  return matchDataset(tableOf('t', columns), plan).map(({ column, problem }) => [column, problem])
}

describe('matchDataset', () => {
  it('takes columns in any order, others besides, missing values and one class only', () => {
    const fits = mismatchesOf(
      words('ward', ['a', undefined]),
      words('note', ['x', 'y']),
      words('ill', ['no', 'no']),
      numbers('age', [undefined, 3])
    )
    assert.deepEqual(fits, [])
  })

  it('names each column that does not fit', () => {
    const seen = mismatchesOf(
      words('Age', ['1', '2', '3', '4']),
      words('ward', ['a', 'b', 'c', 'much too long']),
      words('ill', ['no', 'maybe', 'yes', 'yes'])
    )
    assert.deepEqual(
      seen.map(([column]) => column),
      ['ill', 'age', 'ward', 'ward']
    )
    assert.match(seen[0]![1]!, /unknown class "maybe"/)
    assert.match(matchDataset(tableOf('t', [words('Age', ['1'])]), plan)[1]!.hint, /Rename .*"Age"/)
  })

  it('refuses words where numbers are needed, huge numbers, and no target at all', () => {
    const wrong = mismatchesOf(
      words('age', ['old']),
      words('ward', ['a']),
      words('ill', [undefined])
    )
    assert.match(wrong.find(([column]) => column === 'age')![1]!, /holds "old"/)
    assert.match(wrong.find(([column]) => column === 'ill')![1]!, /no value in any row/)
    const huge = mismatchesOf(numbers('age', [1e39]), words('ward', ['a']), words('ill', ['no']))
    assert.match(huge[0]![1]!, /beyond/)
    assert.match(
      mismatchesOf(numbers('age', []), words('ward', []), words('ill', []))[0]![1]!,
      /no rows/
    )
  })
})

describe('columns of words', () => {
  it('have one spelling for a number, whatever the file made of it', () => {
    assert.deepEqual(asCategorical(words('x', ['1.0', '01', 'a'])).categories, ['1', 'a'])
    assert.deepEqual(asCategorical(numbers('x', [1, -0, 0.5])).categories, ['1', '0', '0.5'])
  })

  it('join with columns of numbers', () => {
    const first = tableOf('a', [numbers('x', [1, undefined])])
    const second = tableOf('b', [words('x', ['y', '1'])])
    const joined = joinDatasets([first, second], 'both').columns[0]!
    assert.equal(joined.kind, 'categorical')
    assert.deepEqual(joined.kind === 'categorical' && joined.categories, ['1', 'y'])
    assert.deepEqual(describeDataset({ name: 'both', rows: 4, columns: [joined] }).columns[0], {
      name: 'x',
      kind: 'categorical',
      missing: 1,
      different: 2,
      categories: [
        { name: '1', rows: 2 },
        { name: 'y', rows: 1 }
      ]
    })
  })

  it('are described with their range when they are numbers', () => {
    const { columns } = describeDataset(tableOf('a', [numbers('x', [1, undefined, 4])]))
    assert.deepEqual(columns[0], {
      name: 'x',
      kind: 'numeric',
      missing: 1,
      different: 2,
      min: 1,
      max: 4,
      mean: 2.5
    })
  })
})
