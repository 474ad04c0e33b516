/**
 * From rows to the model's inputs, by a preparation alone: the same code for training at a site and
 * for predicting years later from a model file.
 *
 * A number becomes (value - mean) / deviation, cut to ±30, and 0, the mean, where it is missing; if
 * any member's training rows lacked it, a second input says whether it is missing. A category
 * becomes one input for each word of the list; no level is dropped, so a missing or unknown word is
 * "none of these" without a case of its own (the l2 term settles what the intercept could absorb).
 * Yes-or-no inputs are scaled as well: (x - p) / max(sqrt(p (1 - p)), 0.1), where p is how often
 * they are 1, so that one learning rate suits all and rare words do not shout.
 */
import { CommonholdError } from '@commonhold/base'
import { asCategorical, columnOf, type Dataset, missingCode } from '../dataset/dataset.ts'
import { datasetMismatch } from '../dataset/match-dataset.ts'
import type { Preparation } from './artefact.ts'

/** How far from the mean a number can be, in deviations. */
const standardisedMax = 30
const leastSpread = 0.1
const widthMax = 65_536
const entriesMax = 2 ** 30

/** One input of the model. */
export type ModelInput = {
  readonly feature: string
  /** The category that it stands for, or `missing` for the indicator; none for the number. */
  readonly category?: string
  readonly isMissingIndicator: boolean
}

type Feature = Preparation['features'][number]

/** The model's inputs, in order. */
export function modelInputs(preparation: Preparation): readonly ModelInput[] {
  return preparation.features.flatMap((feature) => inputsOfFeature(feature))
}

function inputsOfFeature(feature: Feature): readonly ModelInput[] {
  if (feature.kind === 'categorical') {
    return feature.categories.map(({ name }) => ({
      feature: feature.name,
      category: name,
      isMissingIndicator: false
    }))
  }
  const number = { feature: feature.name, isMissingIndicator: false }
  if (feature.missingRows === 0) return [number]
  return [number, { feature: feature.name, isMissingIndicator: true }]
}

/** How many inputs there are. */
export function countInputs(preparation: Preparation): number {
  let width = 0
  for (const feature of preparation.features) {
    if (feature.kind === 'categorical') width += feature.categories.length
    else width += feature.missingRows === 0 ? 1 : 2
  }
  if (width > widthMax) {
    throw new CommonholdError({
      code: 'LEARNING_TOO_MANY_CATEGORIES',
      fault: 'caller',
      message: `The features make ${width} inputs, over ${widthMax}.`,
      hint: 'Propose a plan without the columns that have many categories.',
      details: { width, widthMax }
    })
  }
  return width
}

/**
 * The inputs of the given rows, `rows.length · countInputs`, row by row. Every entry is finite.
 *
 * @throws {CommonholdError} `LEARNING_DATASET_MISMATCH` where a column is missing or of wrong kind
 */
export function prepareInputs(
  dataset: Dataset,
  rows: Uint32Array,
  preparation: Preparation
): Float32Array<ArrayBuffer> {
  const width = countInputs(preparation)
  if (width * rows.length > entriesMax) {
    throw datasetMismatch(dataset.name, [
      {
        problem: `Its ${rows.length} rows of ${width} inputs do not fit in memory.`,
        hint: 'Give a table with fewer rows, or one part after the other.'
      }
    ])
  }
  const matrix = new Float32Array(width * rows.length)
  let at = 0
  for (const feature of preparation.features) {
    at +=
      feature.kind === 'numeric'
        ? fillNumbers(dataset, rows, feature, preparation.rows, matrix, at, width)
        : fillWords(dataset, rows, feature, preparation.rows, matrix, at, width)
  }
  return matrix
}

function fillNumbers(
  dataset: Dataset,
  rows: Uint32Array,
  feature: Extract<Feature, { kind: 'numeric' }>,
  total: number,
  matrix: Float32Array,
  at: number,
  width: number
): number {
  const column = columnOf(dataset, feature.name)
  if (column === undefined || (column.kind === 'categorical' && column.categories.length > 0)) {
    throw datasetMismatch(dataset.name, [
      {
        column: feature.name,
        problem: `Column "${feature.name}" must be there and hold numbers.`,
        hint: 'Give the columns that the model was trained on; values may be empty.'
      }
    ])
  }
  const factor = feature.deviation > 0 ? 1 / feature.deviation : 0
  const isIndicated = feature.missingRows > 0
  const flags = yesOrNo(feature.missingRows, total)
  for (let index = 0; index < rows.length; index++) {
    const value = column.kind === 'numeric' ? column.values[rows[index]!]! : Number.NaN
    const isMissing = Number.isNaN(value)
    const place = index * width + at
    matrix[place] = isMissing ? 0 : standardise(value, feature.mean, factor)
    if (isIndicated) matrix[place + 1] = isMissing ? flags.yes : flags.no
  }
  return isIndicated ? 2 : 1
}

/** Finite for every finite value: a factor can be infinite only where all differences are 0. */
function standardise(value: number, mean: number, factor: number): number {
  const scaled = (value - mean) * factor
  if (Number.isNaN(scaled)) return 0
  return Math.min(standardisedMax, Math.max(-standardisedMax, scaled))
}

function fillWords(
  dataset: Dataset,
  rows: Uint32Array,
  feature: Extract<Feature, { kind: 'categorical' }>,
  total: number,
  matrix: Float32Array,
  at: number,
  width: number
): number {
  const column = columnOf(dataset, feature.name)
  if (column === undefined) {
    throw datasetMismatch(dataset.name, [
      {
        column: feature.name,
        problem: `Column "${feature.name}" is missing.`,
        hint: 'Give the columns that the model was trained on; values may be empty.'
      }
    ])
  }
  const { codes, categories } = asCategorical(column)
  const indexOf = new Map(feature.categories.map(({ name }, index) => [name, index]))
  const indices = categories.map((word) => indexOf.get(word))
  const flags = feature.categories.map((category) => yesOrNo(category.rows, total))
  for (let index = 0; index < rows.length; index++) {
    const code = codes[rows[index]!]!
    const place = index * width + at
    for (let word = 0; word < flags.length; word++) matrix[place + word] = flags[word]!.no
    const word = code === missingCode ? undefined : indices[code]
    if (word !== undefined) matrix[place + word] = flags[word]!.yes
  }
  return flags.length
}

function yesOrNo(count: number, total: number): { readonly yes: number; readonly no: number } {
  const share = count / total
  const spread = Math.max(Math.sqrt(share * (1 - share)), leastSpread)
  return { yes: (1 - share) / spread, no: -share / spread }
}

/**
 * What the outputs are compared with: the index of the class, or the standardised number.
 *
 * @param rows only rows that have a target
 */
export function prepareTargets(
  dataset: Dataset,
  target: string,
  rows: Uint32Array,
  preparation: Preparation
): Float32Array<ArrayBuffer> {
  const column = columnOf(dataset, target)!
  const targets = new Float32Array(rows.length)
  const scale = preparation.target
  if (scale !== undefined && column.kind === 'numeric') {
    const factor = scale.deviation > 0 ? 1 / scale.deviation : 0
    rows.forEach((row, index) => {
      const scaled = (column.values[row]! - scale.mean) * factor
      targets[index] = Number.isNaN(scaled) ? 0 : Math.min(1e4, Math.max(-1e4, scaled))
    })
    return targets
  }
  const { codes, categories } = asCategorical(column)
  const indexOf = new Map(preparation.classes.map(({ name }, index) => [name, index]))
  const indices = categories.map((word) => indexOf.get(word))
  rows.forEach((row, index) => {
    const classIndex = indices[codes[row]!]
    if (classIndex === undefined) {
      const word = categories[codes[row]!]
      throw datasetMismatch(dataset.name, [
        {
          column: target,
          problem: `Column "${target}", the target, holds the unknown class "${word}".`,
          hint: 'Give the table that took part in the first stage.'
        }
      ])
    }
    targets[index] = classIndex
  })
  return targets
}
