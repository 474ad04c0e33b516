/** What aggregator and member say to each other: one topic, canonical JSON, bounded. */
import { decodeCanonical, encodeCanonical, type Json } from '@commonhold/base'
import {
  badDocument,
  cidSchema,
  parseWith,
  signedSchema,
  studyIdSchema,
  uint32Schema
} from '@commonhold/protocol'
import { z } from 'zod'

/** The topic of all questions of a round. */
export const roundTopic = 'commonhold/round/1'

/** The largest question or answer: the parcel sets of some forty members. */
export const roundMessageBytesMax = 64 * 1024 * 1024

/** Lists of documents are opened by protocol's `openDocuments`, which also checks them. */
const documentList = z.array(z.unknown()).max(256)

const askSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keys') }),
  z.strictObject({ kind: z.literal('shares'), keys: documentList }),
  z.strictObject({ kind: z.literal('masked'), shares: documentList }),
  z.strictObject({ kind: z.literal('survivors'), masked: documentList }),
  z.strictObject({ kind: z.literal('unmask'), survivors: documentList }),
  z.strictObject({ kind: z.literal('result'), transcript: cidSchema })
])

const questionSchema = z.strictObject({
  study: studyIdSchema,
  round: uint32Schema,
  epoch: uint32Schema,
  /** The attempt that the documents are of. */
  attempt: uint32Schema,
  /** The attempt whose aggregator asks: a later one where it takes over what another began. */
  turn: uint32Schema,
  ask: askSchema
})

/** A question, before its documents are opened. */
export type RoundQuestion = Readonly<z.output<typeof questionSchema>>
/** The part of a question that differs by phase. */
export type RoundAsk = RoundQuestion['ask']

/** What a member that released shares shows to a new aggregator: the documents of that attempt. */
export const evidenceSchema = z.strictObject({
  attempt: uint32Schema,
  keys: documentList,
  shares: documentList,
  masked: documentList,
  survivors: documentList,
  /** The member's own released shares. */
  unmask: signedSchema('unmask')
})
/** Documents of an attempt in which shares were released. */
export type LockEvidence = Readonly<z.output<typeof evidenceSchema>>

const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keys'), document: signedSchema('keys') }),
  z.strictObject({ kind: z.literal('shares'), document: signedSchema('shares') }),
  z.strictObject({ kind: z.literal('masked'), document: signedSchema('masked') }),
  z.strictObject({ kind: z.literal('survivors'), document: signedSchema('survivors') }),
  z.strictObject({ kind: z.literal('unmask'), document: signedSchema('unmask') }),
  z.strictObject({
    kind: z.literal('result'),
    /** The member's ledger signature over the round result. */
    signature: z
      .string()
      .max(1026)
      .regex(/^0x(?:[0-9a-f]{2})*$/)
      .transform((text) => text as `0x${string}`)
  }),
  z.strictObject({ kind: z.literal('locked'), evidence: evidenceSchema })
])

/** A member's answer. */
export type RoundAnswer = Readonly<z.output<typeof answerSchema>>

/** A question as it travels. */
export function encodeQuestion(question: RoundQuestion): Uint8Array<ArrayBuffer> {
  return encodeCanonical(question as unknown as Json)
}

/** @throws {CommonholdError} `BASE_NOT_CANONICAL`, `PROTOCOL_BAD_DOCUMENT` */
export function decodeQuestion(bytes: Uint8Array): RoundQuestion {
  const document = decodeCanonical(bytes, roundMessageBytesMax)
  return parseWith(questionSchema, document, (why, path) =>
    badDocument('question', `${path} ${why}`)
  )
}

/** An answer as it travels. */
export function encodeAnswer(answer: RoundAnswer): Uint8Array<ArrayBuffer> {
  return encodeCanonical(answer as unknown as Json)
}

/** @throws {CommonholdError} `BASE_NOT_CANONICAL`, `PROTOCOL_BAD_DOCUMENT` */
export function decodeAnswer(bytes: Uint8Array): RoundAnswer {
  const document = decodeCanonical(bytes, roundMessageBytesMax)
  return parseWith(answerSchema, document, (why, path) => badDocument('answer', `${path} ${why}`))
}

/** @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT` */
export function parseEvidence(value: unknown): LockEvidence {
  return parseWith(evidenceSchema, value, (why, path) => badDocument('evidence', `${path} ${why}`))
}
