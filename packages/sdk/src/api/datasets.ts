/** A member's own tables. Only the member's own node answers these; none of it leaves the node. */
import { z } from 'zod'
import {
  assetField,
  bytes32Field,
  countField,
  datasetField,
  nameField,
  unixSecondsField
} from './fields.ts'

/** One column of a table, as its owner sees it. */
export const columnSchema = z.object({
  name: z.string(),
  kind: z.enum(['number', 'category']),
  /** Rows without a value. */
  missing: countField,
  /** Of a category: its values. Long lists are cut; `categoryCount` is not. */
  categories: z.array(z.string()).readonly().optional(),
  categoryCount: countField.optional(),
  /** Of a number: smallest and largest value. */
  min: z.number().optional(),
  max: z.number().optional()
})
export type ColumnView = z.infer<typeof columnSchema>

/** A dataset that the node holds. */
export const datasetSchema = z.object({
  /** Its id at this node, for commands. */
  dataset: datasetField,
  name: z.string(),
  /** Its asset on the ledger. */
  asset: assetField,
  rows: countField,
  columns: z.array(columnSchema).readonly(),
  /** The column to learn, where its owner named one. */
  target: z.string().optional(),
  addedAt: unixSecondsField,
  /** The salted commitment on the ledger. */
  commitment: bytes32Field
})
export type DatasetView = z.infer<typeof datasetSchema>

/** Answer of `GET /v1/datasets`. */
export const datasetsSchema = z.object({ datasets: z.array(datasetSchema).readonly() })

/** Body of `POST /v1/datasets`. The node reads the file, so the path is one of its machine. */
export const addDatasetSchema = z.strictObject({
  /** Absolute path of a CSV file on the node's machine. */
  path: z.string().min(1).max(4096),
  /** Default: the file's name. */
  name: nameField.optional(),
  target: z.string().min(1).max(200).optional(),
  /** Add it though this node holds the same file already: it becomes a second asset. */
  again: z.boolean().optional()
})
export type AddDatasetRequest = z.output<typeof addDatasetSchema>
export type AddDatasetInput = z.input<typeof addDatasetSchema>

/** Answer of `DELETE /v1/datasets/{dataset}`: the copy and the salt are gone. */
export const removedDatasetSchema = z.object({
  dataset: datasetField,
  asset: assetField,
  /** The transaction that revoked the asset; none where it was revoked before. */
  transaction: bytes32Field.optional()
})
export type RemovedDataset = z.infer<typeof removedDatasetSchema>
