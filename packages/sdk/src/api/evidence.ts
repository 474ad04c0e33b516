/**
 * What the ledger says of a study, as a document: all that a verification needs besides public
 * files. Whoever gets it from a node believes that node what the ledger holds, and nothing else:
 * signatures, sets, sums and models are recomputed from it.
 */
import { z } from 'zod'
import { assetField, bytes32Field, countField, memberField, studyField } from './fields.ts'
import { assetKindSchema } from './ledger.ts'

/** A whole number of at most 256 bits, in decimals: bit i stands for the member with index i. */
const bitsField = z.string().regex(/^(?:0|[1-9]\d{0,77})$/)

const proposalSchema = z.object({
  terms: bytes32Field,
  /** Merkle root of the invited accounts; zero for any member. */
  invited: bytes32Field,
  rounds: countField,
  cohortMin: countField,
  membersMax: countField,
  skipsMax: countField,
  joinBy: countField,
  roundSeconds: countField
})

const evidenceRoundSchema = z.object({
  round: z.int().min(1),
  epoch: countField,
  previousModel: bytes32Field,
  model: bytes32Field,
  transcript: bytes32Field,
  survivors: bitsField,
  signers: bitsField,
  blockNumber: countField,
  blockHash: bytes32Field,
  transactionHash: bytes32Field,
  /** By member index, as the round's transaction carries them. */
  signatures: z
    .array(
      z.object({
        index: z.int().min(0).max(255),
        signature: z.string().regex(/^0x(?:[0-9a-f]{2}){1,512}$/)
      })
    )
    .max(256)
    .readonly()
})

/** Answer of `GET /v1/studies/{study}/evidence`. */
export const studyEvidenceSchema = z.object({
  chainId: countField,
  /** The Studies contract. */
  contract: memberField,
  study: studyField,
  state: z.enum(['proposed', 'running', 'closed', 'cancelled']),
  proposer: memberField,
  proposal: proposalSchema,
  /** By index. */
  members: z
    .array(z.object({ member: memberField, dataset: assetField, nodeKey: bytes32Field }))
    .max(256)
    .readonly(),
  round: countField,
  skips: countField,
  epoch: countField,
  roundDueAt: countField,
  model: bytes32Field,
  rounds: z.array(evidenceRoundSchema).max(10_000).readonly(),
  /** The model, once it is registered. */
  asset: z
    .object({
      asset: assetField,
      owner: memberField,
      kind: assetKindSchema,
      revoked: z.boolean(),
      registeredAt: countField,
      commitment: bytes32Field,
      terms: bytes32Field,
      parents: z
        .array(z.object({ asset: assetField, bps: z.int().min(0).max(10_000) }))
        .max(256)
        .readonly()
    })
    .optional()
})
export type StudyEvidenceDocument = z.infer<typeof studyEvidenceSchema>
