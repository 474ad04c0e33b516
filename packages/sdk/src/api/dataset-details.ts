/**
 * What a table's values look like, for its owner alone: made at the own node when it is asked for,
 * answered over the own interface only, and told to no other member.
 */
import { z } from 'zod'
import { countField, datasetField } from './fields.ts'

/** One bar of a histogram: rows from `from` up to `to`; of a whole number both are that number. */
export const histogramBarSchema = z.object({
  from: z.number(),
  to: z.number(),
  rows: countField
})
export type HistogramBar = z.infer<typeof histogramBarSchema>

const numberProfileSchema = z.object({
  kind: z.literal('number'),
  name: z.string(),
  /** Rows without a value. */
  missing: countField,
  /** Absent where every value is missing. In the column's own unit. */
  figures: z
    .object({
      min: z.number(),
      max: z.number(),
      mean: z.number(),
      deviation: z.number().min(0),
      /** Values below which 5, 25, 50, 75 and 95 of 100 rows lie. */
      quantiles: z.object({
        p5: z.number(),
        p25: z.number(),
        p50: z.number(),
        p75: z.number(),
        p95: z.number()
      })
    })
    .optional(),
  /** Without gaps, from the smallest value to the largest; at most 32. */
  bars: z.array(histogramBarSchema).max(32).readonly()
})

const categoryProfileSchema = z.object({
  kind: z.literal('category'),
  name: z.string(),
  missing: countField,
  /** All different values. */
  different: countField,
  /** The most frequent first, at most 50. */
  categories: z
    .array(z.object({ name: z.string(), rows: countField }))
    .max(50)
    .readonly(),
  /** Rows of the values that `categories` leaves out. */
  otherRows: countField
})

/** How the values of a column lie. */
export const columnProfileSchema = z.discriminatedUnion('kind', [
  numberProfileSchema,
  categoryProfileSchema
])
export type ColumnProfileView = z.infer<typeof columnProfileSchema>

/** Answer of `GET /v1/datasets/{dataset}/columns`. */
export const datasetProfileSchema = z.object({
  dataset: datasetField,
  rows: countField,
  columns: z.array(columnProfileSchema).readonly()
})
export type DatasetProfile = z.infer<typeof datasetProfileSchema>

/** Most rows of a preview. */
export const previewRowsMax = 20

/** Answer of `GET /v1/datasets/{dataset}/preview`: the first rows, as they were read. */
export const datasetPreviewSchema = z.object({
  dataset: datasetField,
  columns: z.array(z.string()).readonly(),
  /** One value a column; null where it is missing. */
  rows: z
    .array(z.array(z.union([z.string(), z.number(), z.null()])).readonly())
    .max(previewRowsMax)
    .readonly()
})
export type DatasetPreview = z.infer<typeof datasetPreviewSchema>
