/** One final round down to its signatures and content ids. */
import { z } from 'zod'
import { assetField, bytes32Field, cidField, countField, memberField } from './fields.ts'
import { ledgerRoundSchema } from './ledger.ts'

const signatureField = z.string().regex(/^0x(?:[0-9a-f]{2}){1,512}$/)

/** A member's part in a final round. */
export const roundSeatSchema = z.object({
  member: memberField,
  name: z.string().optional(),
  dataset: assetField,
  /** Ed25519 public key, as of joining: it signs the documents. */
  nodeKey: bytes32Field,
  /** Whether its masked vector is in the sum. */
  survived: z.boolean(),
  /** Its account's signature over the result, as the transaction carries it. */
  signature: signatureField.optional(),
  /** Whether that signature is the account's; checked by the node that answers. */
  signatureHolds: z.boolean().optional()
})

/** A signed document of the attempt that became final. */
export const roundDocumentSchema = z.object({
  purpose: z.enum(['keys', 'shares', 'masked', 'survivors', 'unmask']),
  member: memberField,
  /** SHA-256 of the document's body. */
  digest: bytes32Field,
  /** By the member's node key. */
  signature: signatureField
})

/** A content that the round rests on. */
export const roundContentSchema = z.object({
  what: z.enum(['terms', 'transcript', 'previous', 'vector', 'artefact']),
  cid: cidField,
  /** Whose vector it is. */
  member: memberField.optional(),
  sizeBytes: countField.optional()
})

/** Answer of `GET /v1/studies/{study}/rounds/{round}`. */
export const roundRecordSchema = ledgerRoundSchema.extend({
  blockHash: bytes32Field,
  previousModel: bytes32Field,
  /** The Studies contract, to which every signature is bound, and its chain. */
  contract: memberField,
  chainId: countField,
  seats: z.array(roundSeatSchema).max(256).readonly(),
  contents: z.array(roundContentSchema).max(512).readonly(),
  /** What the transcript tells; absent where this node may not read it, or nobody gives it. */
  told: z
    .object({
      attempt: countField,
      aggregator: memberField,
      documents: z
        .array(roundDocumentSchema)
        .max(5 * 256)
        .readonly()
    })
    .optional(),
  /** Why `told` is absent. */
  untold: z.string().optional()
})
export type RoundRecordView = z.infer<typeof roundRecordSchema>
