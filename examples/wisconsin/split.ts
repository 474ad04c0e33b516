/**
 * Makes the example's files out of breast_cancer.csv: patients of four hospitals that differ in
 * size and in whom they see, and held-out patients whom none of them trains on.
 *
 * The same records always go to the same place: what looks like chance is the SHA-256 digest of a
 * fixed word and the record's number. Run it as `node examples/wisconsin/split.ts`.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A hospital's share of the records. */
export type Hospital = {
  readonly name: string
  /** Counts of patients; the last hospital takes all that are left. */
  readonly malignant: number
  readonly benign: number
  /**
   * How far patients are drawn by the size of their nuclei rather than by chance, 0 to 1. Drawn
   * first are the benign with the largest and the malignant with the smallest: the difficult ones.
   */
  readonly difficultyShare: number
}

/** The four hospitals, in the order in which they draw. */
export const hospitals: readonly Hospital[] = [
  { name: 'hillside', malignant: 20, benign: 10, difficultyShare: 0.4 },
  { name: 'mercy', malignant: 54, benign: 6, difficultyShare: 0 },
  { name: 'university', malignant: 73, benign: 37, difficultyShare: 0.4 },
  { name: 'lakeside', malignant: Infinity, benign: Infinity, difficultyShare: 0 }
]

/** The columns in order: measurements' means, standard errors and worst values; the diagnosis. */
export const columns: readonly string[] = [
  ...['mean', 'error', 'worst'].flatMap((statistic) =>
    [
      'radius',
      'texture',
      'perimeter',
      'area',
      'smoothness',
      'compactness',
      'concavity',
      'concave_points',
      'symmetry',
      'fractal_dimension'
    ].map((measurement) => `${statistic}_${measurement}`)
  ),
  'diagnosis'
]

const seed = 'wisconsin d'
const testShare = 0.25
const sizeColumn = columns.indexOf('worst_radius')

type Patient = { readonly number: number; readonly fields: readonly string[] }
type Drawn = { readonly taken: readonly Patient[]; readonly left: readonly Patient[] }

/** The files' texts by path from this folder. */
export function splitRecords(source: string): ReadonlyMap<string, string> {
  const records = source
    .trim()
    .split('\n')
    .slice(1)
    .map((line, number): Patient => ({ number, fields: line.trim().split(',') }))
  const files = new Map<string, string>()
  const test: Patient[] = []
  const pools = { malignant: [] as readonly Patient[], benign: [] as readonly Patient[] }
  for (const diagnosis of ['benign', 'malignant'] as const) {
    const all = shuffled(
      records.filter((record) => diagnosisOf(record) === diagnosis),
      'test'
    )
    const count = Math.round(all.length * testShare)
    test.push(...all.slice(0, count))
    pools[diagnosis] = shuffled(all.slice(count), 'site')
  }
  files.set('test.csv', csvOf(test))
  hospitals.forEach((hospital, index) => {
    const drawn = (['malignant', 'benign'] as const).flatMap((diagnosis) => {
      const { taken, left } = draw(pools[diagnosis], hospital, diagnosis, index)
      pools[diagnosis] = left
      return taken
    })
    files.set(`hospitals/${hospital.name}/patients.csv`, csvOf(drawn))
  })
  return files
}

/** Takes a hospital's patients of one diagnosis out of a pool. */
function draw(
  pool: readonly Patient[],
  hospital: Hospital,
  diagnosis: 'malignant' | 'benign',
  index: number
): Drawn {
  const bySize = rankOf(pool.toSorted((left, right) => sizeOf(left) - sizeOf(right)))
  const byChance = rankOf(shuffled(pool, String(index)))
  const direction = diagnosis === 'benign' ? -1 : 1
  const share = hospital.difficultyShare
  const place = (record: Patient): number =>
    direction * share * bySize.get(record)! + (1 - share) * byChance.get(record)!
  const taken = pool
    .toSorted((left, right) => place(left) - place(right))
    .slice(0, hospital[diagnosis])
  const isTaken = new Set(taken)
  return { taken, left: pool.filter((record) => !isTaken.has(record)) }
}

function csvOf(records: readonly Patient[]): string {
  const lines = shuffled(records, 'rows').map((record) =>
    [...record.fields.slice(0, -1), diagnosisOf(record)].join(',')
  )
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

function shuffled(records: readonly Patient[], purpose: string): readonly Patient[] {
  const key = ({ number }: Patient) =>
    createHash('sha256').update(`${seed} ${purpose} ${number}`).digest('hex')
  return records
    .map((record) => ({ record, digest: key(record) }))
    .toSorted((left, right) => (left.digest < right.digest ? -1 : 1))
    .map(({ record }) => record)
}

function rankOf(records: readonly Patient[]): ReadonlyMap<Patient, number> {
  return new Map(records.map((record, rank) => [record, rank]))
}

function sizeOf({ fields }: Patient): number {
  return Number(fields[sizeColumn])
}

/** The source writes 0 for malignant and 1 for benign. */
function diagnosisOf({ fields }: Patient): 'malignant' | 'benign' {
  return fields.at(-1) === '0' ? 'malignant' : 'benign'
}

if (import.meta.main) {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const source = readFileSync(join(folder, 'breast_cancer.csv'), 'utf8')
  for (const [path, text] of splitRecords(source)) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text)
    console.log(`${path}: ${text.split('\n').length - 2} patients`)
  }
}
