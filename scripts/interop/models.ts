/**
 * The models that another program has to make the same of: each kind of model and task, trained on
 * tables with what tables have, and rows that it was not trained on.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCsv } from '@commonhold/learning/dataset/csv'
import { columnOf, type Dataset, missingCode } from '@commonhold/learning/dataset/dataset'
import { type DraftOptions, draftPlan } from '@commonhold/learning/federation/draft-plan'
import { runLocally } from '@commonhold/learning/federation/run-locally'
import { clinicTable, skewedClinics } from '@commonhold/learning/testing/made-up-tables'

/** A trained model, and rows to try it on. */
export type TrainedModel = {
  readonly name: string
  /** The file, as `commonhold model export` writes it. */
  readonly bytes: Uint8Array
  /** Rows that no site trained on. */
  readonly heldOut: Dataset
}

const examples = new URL('../../examples/', import.meta.url)
const hospitals = ['hillside', 'mercy', 'university', 'lakeside']
const seed = new Uint8Array(32).fill(7)

/** Trains them all. Takes some seconds. */
export async function trainModels(): Promise<readonly TrainedModel[]> {
  const patients = await Promise.all(
    hospitals.map((name) => table(join('wisconsin', 'hospitals', name, 'patients.csv')))
  )
  const strangers = await table(join('wisconsin', 'test.csv'))
  const clinics = skewedClinics()
  const visitors = clinicTable({ seed: 99, rows: 400, missing: 0.2, wards: ['heart', 'attic'] })
  const [few, mlp] = [{ rounds: 4 }, { model: 'mlp', rounds: 3 }] as const
  const onPatients = { target: 'diagnosis', sites: patients, heldOut: strangers }
  const onClinics = { sites: clinics, heldOut: visitors }
  return [
    await train('logistic, Wisconsin', { ...onPatients, ...few }),
    await train('perceptron, Wisconsin', { ...onPatients, ...mlp }),
    await train('logistic, gaps and wards', { ...onClinics, target: 'ill', ...few }),
    await train('perceptron, gaps and wards', { ...onClinics, target: 'ill', ...mlp }),
    await train('linear, gaps and wards', { ...onClinics, target: 'pressure', ...few }),
    await train('perceptron, a number', { ...onClinics, target: 'pressure', ...mlp }),
    await train('several classes', { ...onClinics, target: 'ward', task: 'multiclass', ...few })
  ]
}

type Training = Pick<DraftOptions, 'target' | 'model' | 'rounds' | 'task'> & {
  readonly sites: readonly Dataset[]
  readonly heldOut: Dataset
}

async function train(name: string, { sites, heldOut, ...options }: Training) {
  const { plan } = draftPlan({ dataset: sites[0]!, seed, ...options })
  const { artefact } = await runLocally(plan, sites)
  return { name, bytes: artefact, heldOut }
}

async function table(path: string): Promise<Dataset> {
  return readCsv(new Uint8Array(await readFile(new URL(path, examples))), { file: path })
}

/** The table as a file that any program reads; what is missing is left empty. */
export function csvOf(dataset: Dataset): string {
  const names = dataset.columns.map(({ name }) => name)
  const lines = Array.from({ length: dataset.rows }, (_, row) =>
    names.map((name) => cellOf(dataset, name, row)).join(',')
  )
  return `${[names.join(','), ...lines].join('\n')}\n`
}

function cellOf(dataset: Dataset, name: string, row: number): string {
  const column = columnOf(dataset, name)!
  if (column.kind === 'categorical') {
    const code = column.codes[row]!
    return code === missingCode ? '' : column.categories[code]!
  }
  const value = column.values[row]!
  return Number.isNaN(value) ? '' : String(value)
}
