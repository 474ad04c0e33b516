/**
 * Whether other programs make the same of our models: PyTorch reads the file, prepares held-out
 * rows by its metadata, and predicts; each number is compared with ours.
 *
 *     npm run interop                                          trains one model of each kind
 *     npm run interop -- --model FILE.safetensors --rows FILE.csv
 *
 * It needs a Python with torch (Debian and Ubuntu: `apt-get install python3-torch`), which no
 * registry of ours brings, and so is no part of `npm test`. The variable PYTHON names another one.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { asCommonholdError, CommonholdError } from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import type { ColumnKind } from '@commonhold/learning/dataset/dataset'
import { loadModel } from '@commonhold/learning/model/predictor'
import { csvOf, type TrainedModel, trainModels } from './models.ts'

/** Of a probability, and of a number in parts of its size. Both sides count in 64-bit floats. */
const differenceMax = 1e-6

const program = fileURLToPath(new URL('predict_with_torch.py', import.meta.url))

/** What the Python program prints. */
type Found = {
  readonly values?: readonly number[]
  readonly classes?: readonly string[]
  readonly probabilities?: readonly (readonly number[])[]
  readonly package: string
  readonly torch: string
}

/** How far PyTorch's predictions are from ours. */
export type Compared = { readonly rows: number; readonly difference: number; readonly found: Found }

/**
 * @param python a program that has torch
 * @throws {CommonholdError} `INTEROP_TORCH_FAILED`
 */
export function compareWithTorch(python: string, { bytes, heldOut }: TrainedModel): Compared {
  const folder = mkdtempSync(join(tmpdir(), 'commonhold-interop-'))
  try {
    const [model, rows] = [join(folder, 'model.safetensors'), join(folder, 'rows.csv')]
    writeFileSync(model, bytes)
    writeFileSync(rows, csvOf(heldOut))
    const { status, stdout, stderr } = spawnSync(python, [program, model, rows], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28
    })
    if (status !== 0) throw torchFailed(stderr)
    const found = parse(stdout)
    return { rows: heldOut.rows, difference: differenceTo(bytes, heldOut, found), found }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function parse(text: string): Found {
  try {
    return JSON.parse(text) as Found
  } catch {
    throw torchFailed('it printed no JSON')
  }
}

function differenceTo(bytes: Uint8Array, heldOut: TrainedModel['heldOut'], found: Found): number {
  const predictor = loadModel(bytes)
  const { values, probabilities } = predictor.predict(heldOut)
  const isRegression = predictor.classes.length === 0
  const ours = isRegression ? values : probabilities
  const theirs = isRegression ? (found.values ?? []) : (found.probabilities ?? []).flat()
  const isSameForm =
    theirs.length === ours.length && (found.classes ?? []).join() === predictor.classes.join()
  if (!isSameForm || !theirs.every(Number.isFinite)) return Number.POSITIVE_INFINITY
  return theirs.reduce((largest, value, index) => {
    const scale = Math.max(1, Math.abs(ours[index]!))
    return Math.max(largest, Math.abs(value - ours[index]!) / scale)
  }, 0)
}

/** The first Python that has torch. @throws {CommonholdError} `INTEROP_NO_TORCH` */
export function findTorch(candidates: readonly string[]): string {
  const found = candidates.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0)
  if (found !== undefined) return found
  throw new CommonholdError({
    code: 'INTEROP_NO_TORCH',
    fault: 'caller',
    message: `None of ${candidates.join(', ')} has PyTorch.`,
    hint: 'Debian, Ubuntu: apt-get install python3-torch. Else name a Python that has it by PYTHON.'
  })
}

function torchFailed(stderr: string): CommonholdError {
  return new CommonholdError({
    code: 'INTEROP_TORCH_FAILED',
    fault: 'caller',
    message: `PyTorch could not predict: ${stderr.trim().split('\n').at(-1)}`,
    hint: 'Give a model file that Commonhold exported, and rows with the columns of its plan.'
  })
}

/** A model and rows from files; columns that the model does not know are left. */
function givenModel(model: string, rows: string): TrainedModel {
  const bytes = new Uint8Array(readFileSync(model))
  const { features } = loadModel(bytes).card.plan
  const kinds = new Map<string, ColumnKind>(features.map(({ name, kind }) => [name, kind]))
  const heldOut = readCsv(new Uint8Array(readFileSync(rows)), { file: rows, kinds })
  return { name: model, bytes, heldOut }
}

const help = `npm run interop -- [options]

Compares the predictions of PyTorch with ours. Needs a Python with torch; PYTHON names another one.

  --model FILE    an exported model, together with --rows (default: one of each kind is trained)
  --rows FILE     a CSV file with its inputs

  npm run interop -- --model model-5.safetensors --rows patients.csv`

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { model: { type: 'string' }, rows: { type: 'string' }, help: { type: 'boolean' } }
  })
  if (values.help === true) {
    console.log(help)
    return true
  }
  const named = process.env['PYTHON']
  const python = findTorch(named === undefined ? ['python3', '/usr/bin/python3'] : [named])
  const { model, rows } = values
  const isGiven = model !== undefined && rows !== undefined
  const models = isGiven ? [givenModel(model, rows)] : await trainModels()
  let isSame = true
  for (const each of models) {
    const { rows: count, difference, found } = compareWithTorch(python, each)
    isSame &&= difference <= differenceMax
    const verdict = difference <= differenceMax ? 'same' : 'DIFFERENT'
    const line = [each.name.padEnd(28), `${count} rows`.padStart(9), difference.toExponential(1)]
    console.log(
      `${line.join('  ')}  ${verdict}  torch ${found.torch}, safetensors ${found.package}`
    )
  }
  return isSame
}

if (import.meta.main) {
  try {
    process.exitCode = (await main()) ? 0 : 1
  } catch (cause) {
    const { code, message, hint } = asCommonholdError(cause)
    console.error(`${code}: ${message}\n${hint}`)
    process.exitCode = 2
  }
}
