/**
 * The stage that finds out which categories and classes there are, over all members, by one secure
 * sum. It tells that a word occurs somewhere, and neither where nor how often.
 */
import { type CommonholdError, fromHex, utf8 } from '@commonhold/base'
import { asCategorical, columnOf, type Dataset, missingCode } from '../dataset/dataset.ts'
import { datasetMismatch, requireMatch } from '../dataset/match-dataset.ts'
import { type CategoryLists, encodeCategoryLists } from './artefact.ts'
import type { LearningPlan } from './learning-plan.ts'
import {
  type ColumnWord,
  decodeLookupTable,
  encodeLookupTable,
  lookupTableShape
} from './lookup-table.ts'
import type { Stage } from './stage.ts'
import { badSum, tooManyCategories } from './stage-errors.ts'

/** Whether the plan leaves any list of categories or classes open. */
export function needsCategories(plan: LearningPlan): boolean {
  return discoveredColumns(plan).size > 0
}

/** The lists of a plan that leaves none open. */
export function plannedLists(plan: LearningPlan): CategoryLists {
  return listsOf(plan, [])
}

/** The stage of that name. */
export function openCategoriesStage(plan: LearningPlan): Stage {
  const capacity = plan.limits.categoriesTotal
  const seed = fromHex(plan.seed)
  return {
    kind: 'categories',
    shape: lookupTableShape(capacity),
    async contribute({ dataset, state, random }) {
      requireMatch(dataset, plan)
      const words = wordsOf(dataset, plan)
      if (words.length > capacity) {
        throw datasetMismatch(dataset.name, [
          {
            problem: `It has ${words.length} categories in all, over ${capacity}.`,
            hint: 'Group them into fewer, or ask for a plan with a larger limits.categoriesTotal.'
          }
        ])
      }
      const randomBytes = (length: number) => random.bytes(length)
      return { vector: encodeLookupTable({ words, capacity, seed, randomBytes }), state }
    },
    async combine(sum) {
      const words = decodeLookupTable({ sum, capacity, seed })
      const artefact = encodeCategoryLists(listsOf(plan, words))
      return { artefact, summary: { kind: 'categories' } }
    }
  }
}

/** Columns whose words are looked for, by index: features by position, the target after them. */
function discoveredColumns(plan: LearningPlan): ReadonlyMap<number, string> {
  const columns = new Map<number, string>()
  plan.features.forEach((feature, index) => {
    if (feature.kind === 'categorical' && feature.categories === undefined) {
      columns.set(index, feature.name)
    }
  })
  const { task } = plan
  if (task.kind !== 'regression' && task.classes === undefined) {
    columns.set(plan.features.length, task.target)
  }
  return columns
}

function wordsOf(dataset: Dataset, plan: LearningPlan): readonly ColumnWord[] {
  return [...discoveredColumns(plan)].flatMap(([index, name]) => {
    const column = asCategorical(columnOf(dataset, name)!)
    const isUsed = new Uint8Array(column.categories.length)
    for (const code of column.codes) if (code !== missingCode) isUsed[code] = 1
    const used = column.categories.filter((_, code) => isUsed[code] === 1)
    return used.map((word) => ({ column: index, word }))
  })
}

function listsOf(plan: LearningPlan, words: readonly ColumnWord[]): CategoryLists {
  const discovered = discoveredColumns(plan)
  const found = new Map<number, string[]>()
  for (const { column, word } of words) {
    if (!discovered.has(column)) throw badSum(`a word stands in column ${column}, which has none`)
    if (utf8(word).length > plan.limits.categoryBytesMax) throw badSum('a word is too long')
    const list = found.get(column) ?? []
    if (list.includes(word)) throw badSum(`a word stands twice in column ${column}`)
    found.set(column, [...list, word])
    if (list.length >= plan.limits.categoriesMax) {
      throw tooManyCategories(
        `Column "${discovered.get(column)}" has over ${plan.limits.categoriesMax} categories.`,
        { column: discovered.get(column) }
      )
    }
  }
  const features = plan.features.map((feature, index) => {
    if (feature.kind === 'numeric') return []
    return feature.categories ?? found.get(index) ?? []
  })
  const classes = classesOf(plan, found.get(plan.features.length) ?? [])
  return { format: 'commonhold/categories/1', features, classes }
}

/** The classes in order, the positive one last. */
function classesOf(plan: LearningPlan, found: readonly string[]): string[] {
  const { task } = plan
  if (task.kind === 'regression') return []
  const classes = [...(task.classes ?? found)].sort()
  const positive = task.kind === 'binary' ? task.positive : undefined
  const isWhole = task.kind === 'binary' ? classes.length === 2 : classes.length >= 2
  if (!isWhole || (positive !== undefined && !classes.includes(positive))) {
    throw wrongClasses(plan, classes)
  }
  if (positive === undefined) return classes
  return [...classes.filter((name) => name !== positive), positive]
}

function wrongClasses(plan: LearningPlan, classes: readonly string[]): CommonholdError {
  const { task } = plan
  const needed = task.kind === 'binary' ? 'exactly 2 classes' : 'at least 2 classes'
  const named =
    task.kind === 'binary' && task.positive !== undefined ? `, "${task.positive}" one` : ''
  const seen = `${classes.length}: ${classes.slice(0, 8).join(', ')}`
  return datasetMismatch('The members together', [
    {
      column: task.target,
      problem: `Column "${task.target}" needs ${needed}${named} and has ${seen}.`,
      hint: 'Propose a plan whose target has that many classes over all members.'
    }
  ])
}
