/** Finished models: their cards, their origin, and predictions with them. */
import { z } from 'zod'
import { assetField, cidField, countField, memberField, studyField } from './fields.ts'
import { metricsSchema } from './rounds.ts'

/** A model in a list. */
export const modelSummarySchema = z.object({
  asset: assetField,
  study: studyField,
  title: z.string(),
  kind: z.string(),
  target: z.string(),
  metrics: metricsSchema.optional()
})
export type ModelSummary = z.infer<typeof modelSummarySchema>

/** Answer of `GET /v1/models`. */
export const modelsSchema = z.object({ models: z.array(modelSummarySchema).readonly() })

/** A dataset that a model was made from, and its share of what the model earns. */
export const lineageSchema = z.object({
  asset: assetField,
  owner: memberField,
  name: z.string().optional(),
  shareBps: z.int().min(0).max(10_000)
})

/** Answer of `GET /v1/models/{asset}`. */
export const modelSchema = modelSummarySchema.extend({
  owner: memberField,
  file: cidField,
  sizeBytes: countField.optional(),
  lineage: z.array(lineageSchema).readonly(),
  /** The inputs, in the model's order. */
  inputs: z
    .array(
      z.object({
        name: z.string(),
        kind: z.enum(['number', 'category']),
        categories: z.array(z.string()).readonly().optional()
      })
    )
    .readonly(),
  /** For people: Markdown. */
  card: z.string()
})
export type ModelView = z.infer<typeof modelSchema>

/** Most rows of one prediction request. */
export const predictionRowsMax = 100_000

/** Body of `POST /v1/models/{asset}/predictions`: a CSV text or rows, not both. */
export const predictSchema = z
  .strictObject({
    csv: z.string().min(1).optional(),
    rows: z
      .array(z.record(z.string().max(200), z.union([z.string(), z.number(), z.null()])))
      .min(1)
      .max(predictionRowsMax)
      .readonly()
      .optional()
  })
  .refine((body) => (body.csv === undefined) !== (body.rows === undefined), 'either csv or rows')
export type PredictRequest = z.output<typeof predictSchema>
export type PredictInput = z.input<typeof predictSchema>

/** One row's prediction. */
export const predictionSchema = z.object({
  /** From 1, as rows of the request. */
  row: z.int().min(1),
  /** The predicted category or number. */
  value: z.union([z.string(), z.number()]),
  /** Of a classifier: probability of each class. */
  probabilities: z.record(z.string(), z.number()).optional()
})

/** Answer of `POST /v1/models/{asset}/predictions`. */
export const predictionsSchema = z.object({
  asset: assetField,
  target: z.string(),
  predictions: z.array(predictionSchema).readonly()
})
export type Predictions = z.infer<typeof predictionsSchema>
