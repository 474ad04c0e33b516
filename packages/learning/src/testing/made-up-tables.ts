/** Tables for tests: made from a seed, so that every run sees the same rows. */
import {
  type CategoricalColumn,
  type Column,
  type Dataset,
  missingCode
} from '../dataset/dataset.ts'
import { Generator } from '../model/generator.ts'

/** A generator from a small number. */
export function generatorOf(seed: number): Generator {
  return new Generator(Uint8Array.of(seed & 255, (seed >> 8) & 255, (seed >> 16) & 255, 7))
}

/** A standard normal number, by the sum of twelve even ones. */
export function normal(generator: Generator): number {
  let sum = -6
  for (let index = 0; index < 12; index++) sum += generator.fraction()
  return sum
}

/** A numeric column; undefined becomes missing. */
export function numbers(name: string, values: readonly (number | undefined)[]): Column {
  return {
    name,
    kind: 'numeric',
    values: Float64Array.from(values, (value) => value ?? Number.NaN)
  }
}

/** A categorical column; undefined becomes missing. */
export function words(name: string, values: readonly (string | undefined)[]): CategoricalColumn {
  const categories = [...new Set(values)].filter((value) => value !== undefined)
  const codes = Uint32Array.from(values, (value) =>
    value === undefined ? missingCode : categories.indexOf(value)
  )
  return { name, kind: 'categorical', codes, categories }
}

/** A table of these columns. */
export function tableOf(name: string, columns: readonly Column[]): Dataset {
  const first = columns[0]!
  const rows = first.kind === 'numeric' ? first.values.length : first.codes.length
  return { name, rows, columns }
}

/** How one site's patients differ from another's. */
export type SiteOptions = {
  readonly seed: number
  readonly rows: number
  /** Moves the inputs: sites see different people. */
  readonly shift?: number
  /** Moves the odds: sites see different prevalence. */
  readonly prevalence?: number
  /** Share of missing laboratory values. */
  readonly missing?: number
  readonly wards?: readonly string[]
}

/**
 * A clinic-like table: four numbers of different scales (two of them correlated, one with missing
 * values), one category that matters, and a yes-or-no target that follows a logistic model.
 */
export function clinicTable(options: SiteOptions): Dataset {
  const { seed, rows, shift = 0, prevalence = 0, missing = 0 } = options
  const wards = options.wards ?? ['general', 'heart', 'surgery']
  const generator = generatorOf(seed)
  const columns = { age: [], pressure: [], marker: [], dose: [], ward: [], ill: [] } as {
    age: number[]
    pressure: number[]
    marker: (number | undefined)[]
    dose: number[]
    ward: string[]
    ill: string[]
  }
  for (let row = 0; row < rows; row++) {
    const age = normal(generator) + shift
    const pressure = 0.7 * age + 0.7 * normal(generator)
    const marker = normal(generator) - shift
    const dose = normal(generator)
    const ward = wards[Math.floor(generator.fraction() * wards.length)]!
    const effect = ward === 'heart' ? 1.2 : ward === 'surgery' ? -0.6 : 0
    const odds = 1.1 * age - 0.8 * pressure + 0.9 * marker + 0.3 * dose + effect + prevalence
    columns.age.push(55 + 12 * age)
    columns.pressure.push(130 + 18 * pressure)
    columns.marker.push(generator.fraction() < missing ? undefined : 1e-4 * (5 + marker))
    columns.dose.push(1e6 * (3 + dose))
    columns.ward.push(ward)
    columns.ill.push(generator.fraction() < 1 / (1 + Math.exp(-odds)) ? 'yes' : 'no')
  }
  return tableOf(`clinic-${seed}`, [
    numbers('age', columns.age),
    numbers('pressure', columns.pressure),
    numbers('marker', columns.marker),
    numbers('dose', columns.dose),
    words('ward', columns.ward),
    words('ill', columns.ill)
  ])
}

/** Four sites that differ in size, people, prevalence and wards. */
export function skewedClinics(scale = 1): readonly Dataset[] {
  return [
    clinicTable({ seed: 1, rows: 600 * scale, shift: 0.8, prevalence: 0.5, missing: 0.1 }),
    clinicTable({ seed: 2, rows: 400 * scale, shift: -0.7, wards: ['general', 'heart'] }),
    clinicTable({
      seed: 3,
      rows: 80 * scale,
      shift: 1.2,
      prevalence: 2.5,
      wards: ['surgery', 'eye']
    }),
    clinicTable({ seed: 4, rows: 250 * scale, prevalence: -1.5, missing: 0.4 })
  ]
}
