/** The comparison itself; PyTorch is played by a script, since tests do not need to have it. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { utf8 } from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import { draftPlan } from '@commonhold/learning/federation/draft-plan'
import { runLocally } from '@commonhold/learning/federation/run-locally'
import { loadModel } from '@commonhold/learning/model/predictor'
import { clinicTable } from '@commonhold/learning/testing/made-up-tables'
import { compareWithTorch, findTorch } from './interop.ts'
import { csvOf } from './models.ts'

const heldOut = clinicTable({ seed: 9, rows: 20, missing: 0.3 })

describe('the comparison with other programs', () => {
  test('gives them the same rows', () => {
    const again = readCsv(utf8(csvOf(heldOut)), { file: heldOut.name })
    assert.equal(csvOf(again), csvOf(heldOut))
    assert.match(csvOf(heldOut), /,,/)
  })

  test('sees predictions that differ, are missing or are no numbers', async (context) => {
    const { model, python, classes, probabilities } = await trained(context)
    const differenceOf = async (found: unknown) =>
      compareWithTorch(await python(`echo '${JSON.stringify(found)}'`), model).difference
    assert.equal(await differenceOf({ classes, probabilities }), 0)
    const other = probabilities.map(([no, yes], row) => (row === 7 ? [no! + 1e-5, yes] : [no, yes]))
    const difference = await differenceOf({ classes, probabilities: other })
    assert.ok(Math.abs(difference - 1e-5) < 1e-9)
    const infinite = [
      { classes, probabilities: probabilities.slice(1) },
      { classes: [...classes].reverse(), probabilities },
      { classes, probabilities: probabilities.map(() => [null, 1]) },
      { values: probabilities.flat() }
    ]
    for (const found of infinite) assert.equal(await differenceOf(found), Infinity)
  })

  test('says what is missing, and what failed', async (context) => {
    const { model, python } = await trained(context)
    assert.throws(() => findTorch(['/no/such/python']), { code: 'INTEROP_NO_TORCH' })
    const failing = await python('echo "no such column" >&2; exit 1')
    const told = { code: 'INTEROP_TORCH_FAILED', message: /no such column/ }
    assert.throws(() => compareWithTorch(failing, model), told)
    assert.throws(() => findTorch([failing]), { code: 'INTEROP_NO_TORCH' })
    const silent = await python('exit 0')
    assert.equal(findTorch([failing, silent]), silent)
    assert.throws(() => compareWithTorch(silent, model), { code: 'INTEROP_TORCH_FAILED' })
  })
})

async function trained(context: { after(end: () => Promise<void>): void }) {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-interop-test-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const dataset = clinicTable({ seed: 1, rows: 60, missing: 0.1 })
  const seed = new Uint8Array(32)
  const { plan } = draftPlan({ dataset, target: 'ill', seed, rounds: 1 })
  const { artefact } = await runLocally(plan, [dataset])
  const { classes, predict } = loadModel(artefact)
  const flat = [...predict(heldOut).probabilities]
  const probabilities = Array.from({ length: heldOut.rows }, (_, row) =>
    flat.slice(2 * row, 2 * row + 2)
  )
  let scripts = 0
  return {
    model: { name: 'small', bytes: artefact, heldOut },
    classes,
    probabilities,
    async python(body: string) {
      const path = join(folder, `python-${scripts++}`)
      await writeFile(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
      return path
    }
  }
}
