/**
 * What a node tells while it runs, as server-sent events of `GET /v1/events`. Each has an id, so
 * that a client that lost its connection goes on after the last one it saw (`Last-Event-ID`).
 */
import { z } from 'zod'
import { assetField, bytes32Field, countField, memberField, studyField } from './fields.ts'
import { roundPhaseSchema, roundSchema } from './rounds.ts'

const base = {
  /** Grows within one run of a node: `run-number`. Opaque to clients. */
  id: z.string().min(1).max(64),
  /** Milliseconds since 1970, by the node's clock. */
  atMs: z.number()
}
const ofStudy = { ...base, study: studyField }

/** One event. */
export const nodeEventSchema = z.discriminatedUnion('type', [
  z.object({ ...ofStudy, type: z.literal('study.proposed'), proposer: memberField }),
  z.object({ ...ofStudy, type: z.literal('study.joined'), member: memberField }),
  z.object({ ...ofStudy, type: z.literal('study.left'), member: memberField }),
  z.object({ ...ofStudy, type: z.literal('study.started'), memberCount: countField }),
  z.object({
    ...ofStudy,
    type: z.literal('round.phase'),
    round: z.int().min(1),
    phase: roundPhaseSchema,
    attempt: countField,
    aggregator: memberField.optional()
  }),
  z.object({
    ...ofStudy,
    type: z.literal('round.progress'),
    round: z.int().min(1),
    text: z.string(),
    /** 0 to 1. */
    fraction: z.number().min(0).max(1).optional()
  }),
  z.object({ ...ofStudy, type: z.literal('round.final'), round: roundSchema }),
  z.object({
    ...ofStudy,
    type: z.literal('round.skipped'),
    round: z.int().min(1),
    epoch: countField
  }),
  z.object({
    ...ofStudy,
    type: z.literal('study.closed'),
    asset: assetField,
    transaction: bytes32Field.optional()
  }),
  z.object({ ...ofStudy, type: z.literal('study.cancelled') }),
  z.object({ ...base, type: z.literal('peer.connected'), member: memberField }),
  z.object({ ...base, type: z.literal('peer.disconnected'), member: memberField }),
  z.object({
    ...base,
    type: z.literal('log'),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    event: z.string(),
    fields: z.record(z.string(), z.unknown())
  })
])
export type NodeEvent = z.infer<typeof nodeEventSchema>
