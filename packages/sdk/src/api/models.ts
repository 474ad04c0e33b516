/** Finished models: their cards, their origin, and predictions with them. */
import { z } from 'zod'
import {
  assetField,
  bytes32Field,
  cidField,
  countField,
  memberField,
  studyField
} from './fields.ts'
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

/** A dataset that a model was made from, and its share of the model's revenue. */
export const lineageSchema = z.object({
  asset: assetField,
  owner: memberField,
  name: z.string().optional(),
  shareBps: z.int().min(0).max(10_000),
  /** Whether its owner has taken the dataset back since. */
  revoked: z.boolean(),
  /** Rounds that the owner survived, of all of the study's. */
  survived: countField
})

/** Answer of `GET /v1/models/{asset}`. */
export const modelSchema = modelSummarySchema.extend({
  owner: memberField,
  file: cidField,
  sizeBytes: countField.optional(),
  /** Of the study's terms: what its members agreed to. */
  terms: bytes32Field,
  /** Training rounds, and training rows of all members. */
  trainingRounds: countField,
  trainingRows: countField,
  parameters: countField,
  /** Of a classifier, the positive class last, and training rows of each; else empty. */
  classes: z.array(z.object({ name: z.string(), rows: countField })).readonly(),
  lineage: z.array(lineageSchema).readonly(),
  /** The inputs, in the model's order. */
  inputs: z
    .array(
      z.object({
        name: z.string(),
        kind: z.enum(['number', 'category']),
        /** The most frequent first; long lists are cut at 200. */
        categories: z.array(z.string()).readonly().optional(),
        /** Of a number, over all members' training rows. */
        mean: z.number().optional(),
        deviation: z.number().optional()
      })
    )
    .readonly(),
  /** For people: Markdown. */
  card: z.string()
})
export type ModelView = z.infer<typeof modelSchema>

/** A share of rows with its 95 % interval. */
export const measuredShareSchema = z.object({
  value: z.number().min(0).max(1),
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1)
})
export type MeasuredShareView = z.infer<typeof measuredShareSchema>

/** Answer of `GET /v1/models/{asset}/evaluation`, recomputed from the last round's public files. */
export const modelEvaluationSchema = z.object({
  asset: assetField,
  /** The round that it was recomputed from. */
  round: z.int().min(1),
  /** Which rows were measured, in a sentence. */
  measuredOn: z.string(),
  metrics: metricsSchema.optional(),
  /** Of a classifier; where it is absent, `metrics` is all that the members' sums tell. */
  report: z
    .object({
      rows: countField,
      /** Rows that were measured, and how many of them the model got right. */
      classes: z
        .array(z.object({ name: z.string(), rows: countField, hits: countField }))
        .readonly(),
      accuracy: measuredShareSchema,
      balancedAccuracy: measuredShareSchema,
      auc: measuredShareSchema.optional(),
      sensitivity: measuredShareSchema.optional(),
      specificity: measuredShareSchema.optional(),
      calibration: z
        .object({
          bins: z
            .array(
              z.object({
                rows: countField,
                meanProbability: z.number().min(0).max(1),
                positives: measuredShareSchema
              })
            )
            .readonly(),
          expectedError: z.number().min(0).max(1)
        })
        .optional()
    })
    .optional()
})
export type ModelEvaluation = z.infer<typeof modelEvaluationSchema>

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
      .optional(),
    /** With the shared intercept, also where this node keeps one of its own. */
    shared: z.boolean().optional()
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
  predictions: z.array(predictionSchema).readonly(),
  /** Whose intercept they are made with, of a study in which members keep one of their own. */
  intercept: z.enum(['own', 'shared']).optional()
})
export type Predictions = z.infer<typeof predictionsSchema>
