/**
 * What a study learns, from what, and how: the one document that all members train by.
 *
 * It is read with zod, strictly: an unknown key is an error, because a member that ignored it would
 * train something else than the others. Every number has bounds, so that a plan from a stranger
 * cannot ask a node for more memory or time than an honest one does.
 */
import { CommonholdError } from '@commonhold/base'
import { z } from 'zod'
import { canonicalCategory } from '../dataset/dataset.ts'

/** A name or word: 1 to 256 characters, none of them control characters. */
const word = z
  .string()
  .min(1)
  .max(256)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .refine((text) => text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text), {
    message: 'must be text without control characters'
  })

/** A category or class, in its one spelling: `1.0` is `1`, as it is in every table. */
const category = word.overwrite(canonicalCategory)

const words = z
  .array(category)
  .min(1)
  .max(4096)
  .refine(areDifferent, { message: 'must all differ' })
const classes = z
  .array(category)
  .min(2)
  .max(1000)
  .refine(areDifferent, { message: 'must all differ' })

const task = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('binary'),
    target: word,
    /** Which class is the positive one. Default the later of the two in order. */
    positive: category.optional(),
    /** Both classes. Default: found by secure union. */
    classes: classes.length(2).optional()
  }),
  z.strictObject({
    kind: z.literal('multiclass'),
    target: word,
    classes: classes.optional()
  }),
  z.strictObject({ kind: z.literal('regression'), target: word })
])

const feature = z.discriminatedUnion('kind', [
  z.strictObject({ name: word, kind: z.literal('numeric') }),
  z.strictObject({
    name: word,
    kind: z.literal('categorical'),
    /** Default: found by secure union. Other words count as none of these. */
    categories: words.optional()
  })
])

const shared = {
  /** Weight of half the sum of squared weights, added to the mean loss. */
  l2: z.number().min(0).max(100).default(0.001),
  /** Whether every site keeps an intercept of its own, which it shares only in the average. */
  privateIntercept: z.boolean().optional()
}

const model = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('linear'), ...shared }),
  z.strictObject({ kind: z.literal('logistic'), ...shared }),
  z.strictObject({
    kind: z.literal('mlp'),
    /** Units of each hidden layer. */
    hidden: z.array(z.int().min(1).max(1024)).min(1).max(4),
    ...shared
  })
])

const training = z.strictObject({
  /**
   * `average`: federated averaging of local training, for any model. `newton`: summed gradients and
   * curvatures, for linear and logistic models: what pooled rows would give, in six to ten rounds.
   */
  method: z.enum(['average', 'newton']),
  rounds: z.int().min(1).max(1000).default(12),
  /** Steps that every site takes a round, whatever its size (Wang et al. 2020, FedNova, why). */
  localSteps: z.int().min(1).max(10_000).default(10),
  /** Rows a step; a site with fewer takes all it has, or repeats some for a perceptron. */
  batchSize: z.int().min(1).max(65_536).default(4096),
  /**
   * Linear and logistic: in units of 1 / curvature, so that 1 suits any data. MLP: Adam's rate.
   * Falls over the rounds to a tenth.
   */
  learningRate: z.number().gt(0).max(10).default(1),
  /** What becomes of the members' mean update, or of the Newton step. */
  outer: z
    .strictObject({ kind: z.literal('average'), rate: z.number().gt(0).max(2) })
    .default({ kind: 'average', rate: 1 }),
  /** Every coordinate of a member's update, or of the Newton step, is cut to this size. */
  updateBound: z.number().min(0.001).max(1024).default(8)
})

const limits = z.strictObject({
  /** Categories of one column. */
  categoriesMax: z.int().min(2).max(4096).default(256),
  /** UTF-8 size of one category. */
  categoryBytesMax: z.int().min(1).max(64).default(64),
  /** Categories and classes of all columns together that the secure union has room for. */
  categoriesTotal: z.int().min(16).max(65_536).default(1024)
})

const shape = z.strictObject({
  format: z.literal('commonhold/plan/1').default('commonhold/plan/1'),
  task,
  features: z.array(feature).min(1).max(10_000),
  model,
  training,
  /** Part of every site's rows kept aside to measure by, chosen by a keyed hash of the row. */
  validationFraction: z.number().min(0).max(0.9).default(0.2),
  /** 32 bytes: fixes the first parameters, the rows kept aside and the shared randomness. */
  seed: z.string().regex(/^0x[0-9a-f]{64}$/),
  limits: limits.default({ categoriesMax: 256, categoryBytesMax: 64, categoriesTotal: 1024 })
})

const plan = shape
  .refine(({ features }) => areDifferent(features.map(({ name }) => name)), {
    path: ['features'],
    message: 'names must all differ'
  })
  .refine(({ features, task: { target } }) => features.every(({ name }) => name !== target), {
    path: ['features'],
    message: 'the target cannot be a feature'
  })
  .refine(({ task: { kind }, model: { kind: modelKind } }) => isPossible(kind, modelKind), {
    path: ['model', 'kind'],
    message: 'linear is for regression, logistic for binary and multiclass, mlp for all'
  })
  .refine(({ model: { kind }, training: { method } }) => method === 'average' || kind !== 'mlp', {
    path: ['training', 'method'],
    message: 'newton is for linear and logistic models'
  })
  .refine(({ task: each }) => isPositiveAClass(each), {
    path: ['task', 'positive'],
    message: 'must be one of the classes'
  })

/** A plan with every default filled in. */
export type LearningPlan = z.infer<typeof shape>
/** What a plan predicts. */
export type LearningTask = z.infer<typeof task>

/** The schema, for interfaces that publish one. */
export const learningPlanSchema = plan

/** @throws {CommonholdError} `LEARNING_BAD_PLAN` that names the first part that is wrong */
export function parseLearningPlan(json: unknown): LearningPlan {
  const parsed = plan.safeParse(json)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({
    path: path.join('.') || 'plan',
    message
  }))
  throw new CommonholdError({
    code: 'LEARNING_BAD_PLAN',
    fault: 'caller',
    message: `The plan is not valid at ${issues[0]!.path}: ${issues[0]!.message}.`,
    hint: 'Correct that part; draft a plan from a table to see a valid one.',
    details: { issues }
  })
}

function areDifferent(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length
}

function isPossible(
  taskKind: LearningTask['kind'],
  modelKind: LearningPlan['model']['kind']
): boolean {
  if (modelKind === 'mlp') return true
  return (taskKind === 'regression') === (modelKind === 'linear')
}

function isPositiveAClass(each: LearningTask): boolean {
  if (each.kind !== 'binary' || each.positive === undefined) return true
  return each.classes === undefined || each.classes.includes(each.positive)
}
