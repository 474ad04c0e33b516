/**
 * Whether a table fits a plan, told before anything runs and in words that its owner can act on.
 *
 * Columns may stand in any order and others may be there besides. A site with one class only fits.
 */
import { CommonholdError, utf8 } from '@commonhold/base'
import type { LearningPlan } from '../federation/learning-plan.ts'
import { excerpt } from './csv-error.ts'
import { asCategorical, type Column, columnOf, type Dataset, missingCode } from './dataset.ts'

/** One thing that does not fit. */
export type DatasetMismatch = {
  /** The column it is about; none where it is the whole table. */
  readonly column?: string
  readonly problem: string
  /** What the owner can do. */
  readonly hint: string
}

/** The largest magnitude that statistics can sum: about that of a 32-bit float. */
export const magnitudeMax = 2 ** 128

/** All that does not fit, in the plan's order; empty where the table can take part. */
export function matchDataset(dataset: Dataset, plan: LearningPlan): readonly DatasetMismatch[] {
  const mismatches: DatasetMismatch[] = []
  if (dataset.rows === 0) {
    mismatches.push({
      problem: 'The table has no rows.',
      hint: 'Give a table with at least 1 row.'
    })
  }
  mismatches.push(...matchTarget(dataset, plan))
  for (const feature of plan.features) {
    const column = columnOf(dataset, feature.name)
    if (column === undefined) mismatches.push(missingColumn(dataset, feature.name))
    else if (feature.kind === 'numeric') mismatches.push(...matchNumbers(column))
    else mismatches.push(...matchWords(column, plan, feature.categories))
  }
  return mismatches
}

/** @throws {CommonholdError} `LEARNING_DATASET_MISMATCH` that lists all that does not fit */
export function requireMatch(dataset: Dataset, plan: LearningPlan): void {
  const mismatches = matchDataset(dataset, plan)
  if (mismatches.length > 0) throw datasetMismatch(dataset.name, mismatches)
}

/** The error for what does not fit. */
export function datasetMismatch(
  name: string,
  mismatches: readonly DatasetMismatch[]
): CommonholdError {
  const shown = mismatches.slice(0, 5).map(({ problem }) => problem)
  const rest = mismatches.length > 5 ? ` And ${mismatches.length - 5} more.` : ''
  return new CommonholdError({
    code: 'LEARNING_DATASET_MISMATCH',
    fault: 'caller',
    message: `${name} cannot be used here. ${shown.join(' ')}${rest}`,
    hint: mismatches[0]?.hint ?? 'Compare the table with the plan.',
    details: { mismatches: mismatches.slice(0, 100) }
  })
}

function missingColumn(dataset: Dataset, name: string): DatasetMismatch {
  const folded = name.toLowerCase()
  const similar = dataset.columns.find((column) => column.name.toLowerCase() === folded)
  return {
    column: name,
    problem: `Column "${excerpt(name)}" is missing.`,
    hint:
      similar === undefined
        ? `Add a column "${excerpt(name)}"; its values may be empty where they are not known.`
        : `Rename the column "${excerpt(similar.name)}" to "${excerpt(name)}".`
  }
}

function matchTarget(dataset: Dataset, plan: LearningPlan): readonly DatasetMismatch[] {
  const { task } = plan
  const column = columnOf(dataset, task.target)
  if (column === undefined) return [missingColumn(dataset, task.target)]
  const mismatches =
    task.kind === 'regression'
      ? matchNumbers(column)
      : matchWords(column, plan, task.classes, 'class')
  if (mismatches.length === 0 && dataset.rows > 0 && isAllMissing(column)) {
    return [
      {
        column: task.target,
        problem: `Column "${excerpt(task.target)}", the target, has no value in any row.`,
        hint: 'Give a table in which at least one row has a target.'
      }
    ]
  }
  return mismatches
}

function isAllMissing(column: Column): boolean {
  if (column.kind === 'categorical') return column.codes.every((code) => code === missingCode)
  return column.values.every(Number.isNaN)
}

function matchNumbers(column: Column): readonly DatasetMismatch[] {
  const { name } = column
  if (column.kind === 'categorical') {
    if (column.categories.length === 0) return []
    const example = excerpt(column.categories.find((word) => !isNumber(word)) ?? '')
    return [
      {
        column: name,
        problem: `Column "${excerpt(name)}" must hold numbers and holds "${example}".`,
        hint: `Correct "${example}", or leave it empty where the value is not known.`
      }
    ]
  }
  const tooLarge = column.values.find((value) => Math.abs(value) > magnitudeMax)
  if (tooLarge === undefined) return []
  return [
    {
      column: name,
      problem: `Column "${excerpt(name)}" holds ${tooLarge}, beyond 3.4e38.`,
      hint: 'Correct the value, or leave it empty: numbers of that size are most often errors.'
    }
  ]
}

function isNumber(word: string): boolean {
  return word.trim() !== '' && Number.isFinite(Number(word))
}

function matchWords(
  column: Column,
  plan: LearningPlan,
  allowed: readonly string[] | undefined,
  noun: 'category' | 'class' = 'category'
): readonly DatasetMismatch[] {
  const { name } = column
  const { categoriesMax, categoryBytesMax } = plan.limits
  const words = asCategorical(column).categories
  if (noun === 'class' && allowed !== undefined) {
    const unknown = words.filter((word) => !allowed.includes(word))
    return unknown.slice(0, 5).map((word) => ({
      column: name,
      problem: `Column "${excerpt(name)}", the target, holds the unknown class "${excerpt(word)}".`,
      hint: `Rename or empty it; the classes are ${allowed.slice(0, 8).map(quoted).join(', ')}.`
    }))
  }
  // Words outside a list that the plan gives are read as "none of these".
  if (allowed !== undefined) return []
  const mismatches: DatasetMismatch[] = []
  if (words.length > categoriesMax) {
    mismatches.push({
      column: name,
      problem: `Column "${excerpt(name)}" has ${words.length} categories, over ${categoriesMax}.`,
      hint: 'Group them into fewer, or ask for a plan without this column.'
    })
  }
  const long = words.find((word) => utf8(word).length > categoryBytesMax)
  if (long !== undefined) {
    mismatches.push({
      column: name,
      problem: `Column "${excerpt(name)}": "${excerpt(long)}" has over ${categoryBytesMax} bytes.`,
      hint: 'Shorten it: a category is a name, not a text.'
    })
  }
  return mismatches
}

function quoted(word: string): string {
  return `"${excerpt(word)}"`
}
