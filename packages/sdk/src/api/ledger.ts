/** The ledger as a node has followed it: its facts, its assets and its final rounds. */
import { z } from 'zod'
import {
  assetField,
  bytes32Field,
  cidField,
  countField,
  memberField,
  studyField,
  unixSecondsField
} from './fields.ts'
import { roundKindSchema } from './rounds.ts'
import { ledgerStatusSchema } from './status.ts'

/** Most entries of one page. */
export const pageEntriesMax = 100

/** Answer of `GET /v1/ledger`. */
export const ledgerSchema = ledgerStatusSchema.extend({
  /** The contracts that hold it. */
  contracts: z.object({ members: memberField, assets: memberField, studies: memberField }),
  /** The first block that can hold anything of it. */
  fromBlock: countField,
  members: countField,
  assets: countField,
  studies: countField,
  /** Final rounds of all studies. */
  rounds: countField
})
export type LedgerFacts = z.infer<typeof ledgerSchema>

/** What an asset is. */
export const assetKindSchema = z.enum(['dataset', 'model', 'algorithm', 'service', 'content'])

/** An asset, where it came from and what came of it. */
export const assetSchema = z.object({
  asset: assetField,
  kind: assetKindSchema,
  owner: memberField,
  ownerName: z.string().optional(),
  /** Whether it is this node's own member's. */
  own: z.boolean(),
  revoked: z.boolean(),
  registeredAt: unixSecondsField,
  commitment: bytes32Field,
  /** Absent where it was registered without. */
  terms: bytes32Field.optional(),
  /** What it was made from; shares of its revenue are in hundredths of a percent. */
  parents: z
    .array(z.object({ asset: assetField, shareBps: z.int().min(0).max(10_000) }))
    .readonly(),
  /** Assets made from it. */
  children: z.array(assetField).readonly(),
  /** Of a model: the study that made it. */
  study: studyField.optional(),
  title: z.string().optional()
})
export type AssetView = z.infer<typeof assetSchema>

/** Query of `GET /v1/assets`: the newest first. */
export const assetsQuerySchema = z.object({
  kind: assetKindSchema.optional(),
  /** Only assets with a smaller number: the `next` of the page before. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(pageEntriesMax).default(50)
})
export type AssetsQuery = z.output<typeof assetsQuerySchema>

/** Answer of `GET /v1/assets`. */
export const assetsSchema = z.object({
  assets: z.array(assetSchema).max(pageEntriesMax).readonly(),
  /** `before` of the next page; absent on the last one. */
  next: assetField.optional()
})
export type AssetsPage = z.infer<typeof assetsSchema>

/** A final round in the ledger's order. */
export const ledgerRoundSchema = z.object({
  study: studyField,
  title: z.string(),
  round: z.int().min(1),
  /** All rounds of the study. */
  rounds: countField,
  kind: roundKindSchema.optional(),
  epoch: countField,
  memberCount: countField,
  survivorCount: countField,
  signerCount: countField,
  block: countField,
  transaction: bytes32Field,
  /** The artefact that was signed. */
  model: cidField,
  transcript: cidField
})
export type LedgerRound = z.infer<typeof ledgerRoundSchema>

/** A place between rounds: `block-study-round` of the last one that was shown. */
export const roundCursorField = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}-\d{1,10}$/, 'the `next` of the page before')

/** Query of `GET /v1/rounds`: the newest first. */
export const ledgerRoundsQuerySchema = z.object({
  before: roundCursorField.optional(),
  limit: z.coerce.number().int().min(1).max(pageEntriesMax).default(50)
})
export type LedgerRoundsQuery = z.output<typeof ledgerRoundsQuerySchema>

/** Answer of `GET /v1/rounds`. */
export const ledgerRoundsSchema = z.object({
  rounds: z.array(ledgerRoundSchema).max(pageEntriesMax).readonly(),
  next: roundCursorField.optional()
})
export type LedgerRoundsPage = z.infer<typeof ledgerRoundsSchema>
