/**
 * What the two stages before training leave behind, as RFC 8785 canonical JSON: the category lists,
 * and the preparation, which is all that turns a row into the model's inputs.
 */
import { canonicalText, decodeCanonical, encodeCanonical } from '@commonhold/base'
import { z } from 'zod'
import type { LearningPlan } from './learning-plan.ts'
import { badArtefact } from './stage-errors.ts'

const bytesMax = 64 * 1024 * 1024
const count = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)
const words = z.array(z.string().min(1).max(256)).max(4096)

const lists = z.strictObject({
  format: z.literal('commonhold/categories/1'),
  /** One list a feature, in the plan's order: empty for numeric features. */
  features: z.array(words).max(10_000),
  /** Names of the classes, the positive one last; empty for regression. */
  classes: words
})

const scale = {
  mean: z.number(),
  /** Population deviation; 0 where the column is constant. */
  deviation: z.number().min(0)
}

const preparation = z.strictObject({
  format: z.literal('commonhold/preparation/1'),
  /** Training rows and kept-aside rows with a target, over all members. */
  rows: count,
  validationRows: count,
  /** Classes with their training rows, the positive one last; empty for regression. */
  classes: z.array(z.strictObject({ name: z.string().min(1).max(256), rows: count })).max(4096),
  /** Of the target of a regression. */
  target: z.strictObject(scale).optional(),
  features: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('numeric'),
          name: z.string(),
          ...scale,
          missingRows: count
        }),
        z.strictObject({
          kind: z.literal('categorical'),
          name: z.string(),
          categories: z
            .array(z.strictObject({ name: z.string().min(1).max(256), rows: count }))
            .max(4096)
        })
      ])
    )
    .max(10_000)
})

/** The categories of every feature and the classes, fixed before statistics. */
export type CategoryLists = z.infer<typeof lists>
/** How rows become inputs, and what is known of all members' rows. */
export type Preparation = z.infer<typeof preparation>

/** The artefact of the categories stage. */
export function encodeCategoryLists(value: CategoryLists): Uint8Array<ArrayBuffer> {
  return encodeCanonical(value)
}

/** @throws {CommonholdError} `LEARNING_BAD_ARTEFACT` where they are not one of this plan */
export function decodeCategoryLists(bytes: Uint8Array, plan: LearningPlan): CategoryLists {
  const value = decode(lists, bytes)
  if (value.features.length !== plan.features.length) {
    throw badArtefact('its category lists are not those of the plan')
  }
  return value
}

/** The artefact of the statistics stage. */
export function encodePreparation(value: Preparation): Uint8Array<ArrayBuffer> {
  return encodeCanonical(value)
}

/** @throws {CommonholdError} `LEARNING_BAD_ARTEFACT` where they are not one of this plan */
export function decodePreparation(bytes: Uint8Array, plan: LearningPlan): Preparation {
  return requirePlan(decode(preparation, bytes), plan)
}

/** A preparation from a model file's metadata. */
export function parsePreparation(json: unknown, plan: LearningPlan): Preparation {
  const parsed = preparation.safeParse(json)
  if (!parsed.success) throw badArtefact('its preparation is not valid', parsed.error)
  return requirePlan(parsed.data, plan)
}

function requirePlan(value: Preparation, plan: LearningPlan): Preparation {
  const isRegression = plan.task.kind === 'regression'
  const described = value.features.map(({ name, kind }) => [name, kind])
  const planned = plan.features.map(({ name, kind }) => [name, kind])
  const fits =
    canonicalText(described) === canonicalText(planned) &&
    (value.target !== undefined) === isRegression &&
    (isRegression ? value.classes.length === 0 : value.classes.length >= 2) &&
    (plan.task.kind !== 'binary' || value.classes.length === 2) &&
    areCountsPossible(value)
  if (!fits) throw badArtefact('its preparation is not that of the plan')
  return value
}

function areCountsPossible({ rows, classes, features }: Preparation): boolean {
  const sumOf = (parts: readonly { readonly rows: number }[]) =>
    parts.reduce((sum, part) => sum + part.rows, 0)
  return (
    rows > 0 &&
    (classes.length === 0 || sumOf(classes) === rows) &&
    features.every((feature) =>
      feature.kind === 'numeric' ? feature.missingRows <= rows : sumOf(feature.categories) <= rows
    )
  )
}

function decode<Value>(schema: z.ZodType<Value>, bytes: Uint8Array): Value {
  let json: unknown
  try {
    json = decodeCanonical(bytes, bytesMax)
  } catch (cause) {
    throw badArtefact('its bytes are not canonical JSON', cause)
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw badArtefact('it is not of the expected form', parsed.error)
  return parsed.data
}
