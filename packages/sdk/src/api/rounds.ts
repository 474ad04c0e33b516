/** One round of a study, as a node saw it. */
import { z } from 'zod'
import { bytes32Field, cidField, countField, memberField } from './fields.ts'

/** What a round computes. */
export const roundKindSchema = z.enum(['categories', 'statistics', 'training', 'evaluation'])

/** Where an open round has got to. */
export const roundPhaseSchema = z.enum([
  'open',
  'keys',
  'shares',
  'masked',
  'survivors',
  'unmask',
  'result',
  'final',
  'skipped'
])
export type RoundPhase = z.infer<typeof roundPhaseSchema>

/** Metrics over the members' own validation rows, of the model that came into the round. */
export const metricsSchema = z.object({
  rows: countField,
  logLoss: z.number().optional(),
  accuracy: z.number().optional(),
  balancedAccuracy: z.number().optional(),
  auc: z.number().optional(),
  meanSquaredError: z.number().optional(),
  r2: z.number().optional()
})
export type MetricsView = z.infer<typeof metricsSchema>

/** A round that is open or over. */
export const roundSchema = z.object({
  /** From 1. */
  index: z.int().min(1),
  kind: roundKindSchema,
  phase: roundPhaseSchema,
  epoch: countField,
  attempt: countField.optional(),
  aggregator: memberField.optional(),
  survivors: z.array(memberField).readonly(),
  dropped: z.array(memberField).readonly(),
  metrics: metricsSchema.optional(),
  /** Where the AUC's true value lies in 95 of 100 such studies, if rows are independent. */
  aucInterval: z
    .object({ low: z.number().min(0).max(1), high: z.number().min(0).max(1) })
    .optional(),
  /**
   * The metrics of the same model over this node's own validation rows. They never leave the node.
   * Absent where it did not compute the round: it was away, or takes no part.
   */
  own: metricsSchema.optional(),
  /** Training rows of all survivors together, where the round counts them. */
  rows: countField.optional(),
  /** Bytes that this node sent and received for the round. */
  trafficBytes: countField.optional(),
  durationMs: z.number().min(0).optional(),
  block: countField.optional(),
  transaction: bytes32Field.optional(),
  /** The artefact that the round made. */
  artefact: cidField.optional(),
  transcript: cidField.optional()
})
export type RoundView = z.infer<typeof roundSchema>
