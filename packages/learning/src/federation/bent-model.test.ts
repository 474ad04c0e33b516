/** Model files that say what no model can be. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readSafetensors, writeSafetensors } from '../format/safetensors.ts'
import { clinicTable } from '../testing/made-up-tables.ts'
import { draftPlan } from './draft-plan.ts'
import { decodeModelArtefact } from './model-artefact.ts'
import { runLocally } from './run-locally.ts'

const dataset = clinicTable({ seed: 1, rows: 80 })
const { plan } = draftPlan({ dataset, target: 'ill', seed: new Uint8Array(32), rounds: 1 })
const { artefact } = await runLocally(plan, [dataset])
const { tensors, metadata } = readSafetensors(artefact)

for (const [name, value] of [
  ['curvature', '1e400'],
  ['curvature', '-1'],
  ['curvature', 'null'],
  ['round', '99999'],
  ['plan', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ['preparation', '{}'],
  ['metrics', '{"rows":1e400}']
] as const) {
  it(`P8: ${name} of ${value.slice(0, 20)} is refused by code`, () => {
    const bent = writeSafetensors({ tensors, metadata: { ...metadata, [name]: value } })
    assert.throws(() => decodeModelArtefact(bent), { code: 'LEARNING_BAD_ARTEFACT' })
  })
}
