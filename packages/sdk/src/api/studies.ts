/** Studies: proposing, reading, joining and following them. */
import { studyMembersMax } from '@commonhold/protocol'
import { z } from 'zod'
import {
  assetField,
  bytes32Field,
  cidField,
  countField,
  datasetField,
  memberField,
  nameField,
  studyField,
  textField,
  unixSecondsField
} from './fields.ts'
import { metricsSchema, roundSchema } from './rounds.ts'

/** Body of `POST /v1/studies`. What is left out is chosen by the node and written in the terms. */
export const proposeStudySchema = z.strictObject({
  /** The proposer's own dataset: its columns become the study's schema. */
  dataset: datasetField,
  title: nameField,
  description: textField.optional(),
  /** The column to learn. Default: the dataset's own target. */
  target: z.string().min(1).max(200).optional(),
  /** The category of the target that counts as positive. */
  positive: z.string().max(200).optional(),
  /** The columns to learn from. Default: all but the target. Not together with `exclude`. */
  features: z.array(z.string().min(1).max(200)).min(1).max(1000).readonly().optional(),
  exclude: z.array(z.string().min(1).max(200)).min(1).max(1000).readonly().optional(),
  model: z.enum(['auto', 'logistic', 'linear', 'mlp']).optional(),
  /** Widths of a perceptron's hidden layers. */
  hidden: z.array(z.int().min(1).max(4096)).min(1).max(8).readonly().optional(),
  /** Each member keeps an intercept of its own, which never leaves its node. */
  privateIntercept: z.boolean().optional(),
  /** Training rounds. */
  rounds: z.int().min(1).max(1000).optional(),
  minCohort: z.int().min(2).max(studyMembersMax).optional(),
  maxMembers: z.int().min(2).max(studyMembersMax).optional(),
  joinWithinSeconds: z
    .int()
    .min(1)
    .max(365 * 86_400)
    .optional(),
  /** From a round's opening until anyone may skip it. */
  roundSeconds: z
    .int()
    .min(1)
    .max(30 * 86_400)
    .optional(),
  /** Until the next in rank takes a silent aggregator's place. */
  passOnSeconds: z
    .int()
    .min(1)
    .max(30 * 86_400)
    .optional(),
  /** How long a member may train in a round, over what it has for any answer. */
  trainingSeconds: z
    .int()
    .min(1)
    .max(7 * 86_400)
    .optional(),
  /** Only these members may join. Default: any member. */
  invite: z.array(memberField).min(1).max(256).readonly().optional(),
  /** Who may read the rounds' transcripts. */
  transcripts: z.enum(['members', 'everyone']).optional(),
  /** Members that may read the transcripts without taking part. */
  auditors: z.array(memberField).max(64).readonly().optional(),
  /** Share of each member's rows kept for validation, over 0 and below 1. */
  validationFraction: z.number().gt(0).lt(1).optional(),
  seed: z.int().min(0).max(4_294_967_295).optional(),
  /** Answer the terms and write nothing. */
  dryRun: z.boolean().optional()
})
export type ProposeStudyRequest = z.output<typeof proposeStudySchema>
export type ProposeStudyInput = z.input<typeof proposeStudySchema>

/** States of a study that exists. */
export const studyStateSchema = z.enum(['proposed', 'running', 'closed', 'cancelled'])

/** A study's terms: what a member agrees to. */
export const termsSchema = z.object({
  digest: bytes32Field,
  cid: cidField,
  /** One sentence each, for people. */
  plainWords: z.array(z.string()).readonly(),
  /** The document itself, whose canonical bytes have `digest`. */
  document: z.unknown()
})
export type TermsView = z.infer<typeof termsSchema>

/** Answer of `POST /v1/studies`. `study` is absent after a dry run. */
export const proposedStudySchema = z.object({
  study: studyField.optional(),
  terms: termsSchema,
  /** Columns of the dataset that the study does not learn from, and why. */
  leftOut: z.array(z.object({ column: z.string(), why: z.string() })).readonly(),
  transaction: bytes32Field.optional()
})
export type ProposedStudy = z.infer<typeof proposedStudySchema>

/** What a study waits for from this member. */
export const needSchema = z.object({
  kind: z.enum(['join', 'start', 'dataset', 'close']),
  text: z.string()
})

/** A study in a list. */
export const studySummarySchema = z.object({
  study: studyField,
  title: z.string(),
  state: studyStateSchema,
  proposer: memberField,
  /** Members that have joined. */
  memberCount: countField,
  minCohort: countField,
  maxMembers: countField,
  /** The open round, from 1; `rounds + 1` when all are final; 0 before the start. */
  round: countField,
  /** All rounds: of statistics, training and evaluation. */
  rounds: countField,
  joinBy: unixSecondsField,
  /** Whether this node's member takes part. */
  joined: z.boolean(),
  needs: needSchema.optional()
})
export type StudySummary = z.infer<typeof studySummarySchema>

/** Answer of `GET /v1/studies`. */
export const studiesSchema = z.object({ studies: z.array(studySummarySchema).readonly() })

/** A member's place in a study. */
export const studyMemberSchema = z.object({
  member: memberField,
  name: z.string().optional(),
  dataset: assetField,
  /** Final rounds so far in whose sum it was. */
  survived: countField,
  /** Final rounds so far in whose sum it was not. */
  dropped: countField,
  /** Final rounds that it summed, as far as this node knows who did. */
  aggregated: countField
})

/** How one of this node's datasets fits a study. */
export const datasetFitSchema = z.object({
  dataset: datasetField,
  name: z.string(),
  fits: z.boolean(),
  /** What does not fit, one sentence each. */
  problems: z.array(z.string()).readonly()
})

/** Answer of `GET /v1/studies/{study}`. */
export const studySchema = studySummarySchema.extend({
  description: z.string(),
  /** Absent while the node has not got the document from any member. */
  terms: termsSchema.optional(),
  termsDigest: bytes32Field,
  members: z.array(studyMemberSchema).readonly(),
  roundList: z.array(roundSchema).readonly(),
  /** When the open round may be skipped. */
  roundDueAt: unixSecondsField.optional(),
  /** The latest model's digest as content id; absent before the first final round. */
  model: cidField.optional(),
  metrics: metricsSchema.optional(),
  /** The model's asset, once the study is closed. */
  asset: assetField.optional(),
  /** While members may join; empty from the start on. */
  fits: z.array(datasetFitSchema).readonly()
})
export type StudyView = z.infer<typeof studySchema>

/** Body of `POST /v1/studies/{study}/join`. */
export const joinStudySchema = z.strictObject({
  dataset: datasetField,
  /** The digest of the terms that were read; refused where the study's are others. */
  acceptTerms: bytes32Field.optional()
})
export type JoinStudyRequest = z.output<typeof joinStudySchema>
export type JoinStudyInput = z.input<typeof joinStudySchema>

/** Answer of a request that wrote one transaction for a study. */
export const studyChangeSchema = z.object({
  study: studyField,
  state: studyStateSchema,
  transaction: bytes32Field,
  block: countField
})
export type StudyChange = z.infer<typeof studyChangeSchema>
