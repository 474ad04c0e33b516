/**
 * A plan that suits a table: what `study propose` starts from.
 *
 * Identifiers and free texts are left out, since a column that is different in every row teaches
 * nothing that holds elsewhere. Whole numbers with few different values stay numbers: a code list
 * is declared by the proposer, who knows it.
 */
import { CommonholdError, toHex } from '@commonhold/base'
import {
  asCategorical,
  type CategoricalColumn,
  type Column,
  type ColumnKind,
  columnOf,
  countMissing,
  type Dataset
} from '../dataset/dataset.ts'
import { type LearningPlan, type LearningTask, parseLearningPlan } from './learning-plan.ts'

/** What the proposer says; all else follows from the table. */
export type DraftOptions = {
  readonly dataset: Dataset
  readonly target: string
  /** 32 bytes from a secure source. */
  readonly seed: Uint8Array
  /** Default by the target: two values binary, words or few whole numbers multiclass. */
  readonly task?: LearningTask['kind']
  readonly positive?: string
  /** Default all but the target, identifiers and texts. */
  readonly features?: readonly string[]
  /** Columns to leave out besides. */
  readonly exclude?: readonly string[]
  /** Numeric columns that are codes. */
  readonly categorical?: readonly string[]
  readonly model?: 'linear' | 'logistic' | 'mlp'
  readonly privateIntercept?: boolean
  /** Default `newton` for linear and logistic models whose second moments are small enough. */
  readonly method?: 'average' | 'newton'
  readonly rounds?: number
}

/** A plan and what was left out of it. */
export type Draft = {
  readonly plan: LearningPlan
  readonly leftOut: readonly { readonly column: string; readonly why: string }[]
}

const categoriesMax = 256
const classesMax = 20

/** @throws {CommonholdError} `LEARNING_BAD_PLAN` where the table gives no valid plan */
export function draftPlan(options: DraftOptions): Draft {
  const { dataset, target } = options
  const targetColumn = columnOf(dataset, target)
  if (targetColumn === undefined) throw noSuchColumn(dataset, target)
  const task = draftTask(targetColumn, options)
  const leftOut: { column: string; why: string }[] = []
  const names = options.features ?? dataset.columns.map(({ name }) => name)
  let categories = 0
  const features = names.flatMap((name): readonly { name: string; kind: ColumnKind }[] => {
    if (name === target || options.exclude?.includes(name)) return []
    const column = columnOf(dataset, name)
    if (column === undefined) throw noSuchColumn(dataset, name)
    const why = options.features === undefined ? reasonToLeaveOut(column, dataset.rows) : undefined
    if (why !== undefined) {
      leftOut.push({ column: name, why })
      return []
    }
    if (column.kind === 'numeric' && !options.categorical?.includes(name)) {
      return [{ name, kind: 'numeric' }]
    }
    categories += asCategorical(column).categories.length
    return [{ name, kind: 'categorical' }]
  })
  const classes = task.kind === 'multiclass' ? asCategorical(targetColumn).categories.length : 1
  const kind = options.model ?? (task.kind === 'regression' ? 'linear' : 'logistic')
  const suited = kind === 'mlp' ? 'average' : methodFor(features.length + categories, classes)
  const method = options.method ?? suited
  const plan = parseLearningPlan({
    task,
    features,
    model: {
      kind,
      ...(kind === 'mlp' ? { hidden: [32] } : {}),
      l2: Number(Math.min(0.01, Math.max(0.0001, 1 / Math.max(1, dataset.rows))).toPrecision(2)),
      privateIntercept: options.privateIntercept
    },
    training: {
      method,
      rounds: options.rounds ?? (method === 'newton' ? 10 : 12),
      ...(kind === 'mlp' ? { learningRate: 0.003, batchSize: 64, localSteps: 50 } : {})
    },
    seed: toHex(options.seed),
    limits: { categoriesTotal: roomFor(categories) }
  })
  return { plan, leftOut }
}

function draftTask(column: Column, options: DraftOptions): LearningTask {
  const target = column.name
  const words = asCategorical(column)
  // Who asks for a linear model asks for a number, also where it takes few values.
  const isNumber = options.model === 'linear' && column.kind === 'numeric'
  const kind = options.task ?? (isNumber ? 'regression' : taskOf(column, words))
  if (kind === 'regression') return { kind, target }
  if (kind === 'multiclass') return { kind, target }
  const classes = words.categories.length === 2 ? [...words.categories].sort() : undefined
  return {
    kind,
    target,
    ...(options.positive === undefined ? {} : { positive: options.positive }),
    ...(classes === undefined ? {} : { classes })
  }
}

function taskOf(column: Column, words: CategoricalColumn): LearningTask['kind'] {
  const count = words.categories.length
  if (count <= 2) return 'binary'
  if (column.kind === 'categorical') return 'multiclass'
  const isWhole = column.values.every((value) => Number.isNaN(value) || Number.isInteger(value))
  return isWhole && count <= classesMax && count * 20 <= column.values.length
    ? 'multiclass'
    : 'regression'
}

function reasonToLeaveOut(column: Column, rows: number): string | undefined {
  if (countMissing(column) === rows) return 'has no value in any row'
  const isNumeric = column.kind === 'numeric'
  const different = isNumeric ? new Set(column.values).size : column.categories.length
  if (!isNumeric && different > categoriesMax) return `has ${different} categories`
  if (!isNumeric && different === rows && rows > 10) return 'is different in every row'
  const looksLikeId = /(^|[_ -])(id|identifier|uuid|index)$/i.test(column.name)
  if (looksLikeId && different === rows && rows > 10) return 'numbers the rows'
  return undefined
}

/** Leaves room for twice the inputs: others may have more categories and missing values. */
function methodFor(inputs: number, outputs: number): 'average' | 'newton' {
  return (outputs * (2 * inputs) ** 2) / 2 <= 2 ** 19 ? 'newton' : 'average'
}

/** Room for four times what this site has, since others have others: a power of two. */
function roomFor(categories: number): number {
  return Math.min(65_536, 2 ** Math.ceil(Math.log2(Math.max(256, 4 * categories))))
}

function noSuchColumn(dataset: Dataset, name: string): CommonholdError {
  const names = dataset.columns.slice(0, 20).map((column) => column.name)
  return new CommonholdError({
    code: 'LEARNING_BAD_PLAN',
    fault: 'caller',
    message: `${dataset.name} has no column "${name.slice(0, 60)}".`,
    hint: `Its columns begin with: ${names.join(', ').slice(0, 400)}.`,
    details: { column: name, columns: names }
  })
}
