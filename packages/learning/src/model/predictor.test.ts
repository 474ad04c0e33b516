import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { utf8 } from '@commonhold/base'
import { draftPlan } from '../federation/draft-plan.ts'
import { runLocally } from '../federation/run-locally.ts'
import { readSafetensors, writeSafetensors } from '../format/safetensors.ts'
import { clinicTable, numbers, skewedClinics, tableOf, words } from '../testing/made-up-tables.ts'
import { loadModel, type Predictor } from './predictor.ts'

let artefact: Uint8Array
let model: Predictor

before(async () => {
  const sites = skewedClinics()
  const { plan } = draftPlan({
    dataset: sites[0]!,
    target: 'ill',
    seed: new Uint8Array(32).fill(2)
  })
  artefact = (await runLocally(plan, sites)).artefact
  model = loadModel(artefact)
})

describe('loadModel', () => {
  it('predicts from the file alone, without a target, with columns in any order', () => {
    const table = clinicTable({ seed: 50, rows: 40 })
    const expected = model.predict(table).probabilities
    const columns = table.columns.filter(({ name }) => name !== 'ill').toReversed()
    assert.deepEqual(model.predict({ ...table, columns }).probabilities, expected)
    assert.deepEqual(model.classes, ['no', 'yes'])
  })

  it('takes missing and unknown values for unknown, and wild ones without harm', () => {
    const patient = (age: number | undefined, ward: string | undefined) =>
      tableOf('one', [
        numbers('age', [age]),
        numbers('pressure', [undefined]),
        numbers('marker', [undefined]),
        numbers('dose', [1e300]),
        words('ward', [ward])
      ])
    const unknown = model.predict(patient(60, undefined)).probabilities
    assert.deepEqual(model.predict(patient(60, 'never seen')).probabilities, unknown)
    assert.notDeepEqual(model.predict(patient(60, 'heart')).probabilities, unknown)
    const wild = model.predict(patient(-1e308, 'heart')).probabilities
    assert.ok(wild.every((value) => value >= 0 && value <= 1))
    assert.ok(Math.abs(wild[0]! + wild[1]! - 1) < 1e-12)
  })

  it('says which column is missing', () => {
    const { columns } = clinicTable({ seed: 50, rows: 3 })
    for (const name of ['age', 'ward']) {
      const rest = columns.filter((column) => column.name !== name)
      assert.throws(() => model.predict(tableOf('t', rest)), {
        code: 'LEARNING_DATASET_MISMATCH',
        message: new RegExp(`"${name}"`)
      })
    }
  })

  it('tells what it is', () => {
    const { card } = model
    assert.equal(card.plan.task.target, 'ill')
    assert.equal(card.parameterCount, card.inputs.length + 1)
    assert.ok(card.rows > 900 && card.rounds === 10)
    assert.ok(
      card.inputs.some(
        ({ feature, isMissingIndicator }) => feature === 'marker' && isMissingIndicator
      )
    )
  })

  it('refuses files that are not whole, or that were tampered with', () => {
    const file = readSafetensors(artefact)
    const changed = (change: Partial<typeof file>) => writeSafetensors({ ...file, ...change })
    const metadata = (key: string, value: string) =>
      changed({ metadata: { ...file.metadata, [key]: value } })
    const nan = file.tensors.map((each) => ({ ...each, data: each.data.slice().fill(255) }))
    const bad = [
      utf8('not a model'),
      artefact.slice(0, -4),
      changed({ tensors: file.tensors.slice(1) }),
      changed({ tensors: nan }),
      metadata('plan', '{}'),
      metadata('plan', 'no json'),
      metadata('preparation', file.metadata['preparation']!.replace('"age"', '"ege"')),
      metadata('preparation', file.metadata['preparation']!.replace(/"rows":\d+/, '"rows":0')),
      metadata('round', '-1'),
      metadata('curvature', '"x"'),
      metadata('metrics', '{"rows":0}'),
      metadata('extra', '1')
    ]
    for (const bytes of bad) {
      assert.throws(() => loadModel(bytes), { code: 'LEARNING_BAD_ARTEFACT' })
    }
  })
})
