/** What aggregator and member say to each other: one topic, JSON with small contents, bounded. */
import {
  badDocument,
  cidSchema,
  encodeDocuments,
  membersMax,
  parseWith,
  signedSchema,
  studyIdSchema,
  uint32Schema
} from '@commonhold/protocol'
import { z } from 'zod'
import { packMessage, packParts, unpackMessage } from './message-frame.ts'

/** The topic of all questions of a round. */
export const roundTopic = 'commonhold/round/2'

/** The largest question or answer: what a thousand members dealt, see docs/growth.md. */
export const roundMessageBytesMax = 64 * 1024 * 1024

/** Lists of documents are opened by protocol's `openDocuments`, which also checks them. */
const documentList = z.array(z.unknown()).max(membersMax)

const askSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('keys'),
    /** Released shares of an earlier attempt that prove that a member cheated in it. */
    proof: z.strictObject({ attempt: uint32Schema, unmask: documentList }).optional()
  }),
  z.strictObject({ kind: z.literal('shares'), keys: documentList }),
  z.strictObject({ kind: z.literal('masked'), shares: documentList }),
  z.strictObject({ kind: z.literal('survivors'), masked: documentList }),
  z.strictObject({ kind: z.literal('unmask'), survivors: documentList }),
  z.strictObject({
    kind: z.literal('result'),
    transcript: cidSchema,
    /** What a member that was in the attempt lacks of its transcript: it writes it by itself. */
    rest: z.strictObject({ model: cidSchema, unmask: documentList }).optional()
  })
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

/** Contents that travel with a message, so that they need not be fetched: see `packMessage`. */
type WithContents = { readonly contents?: readonly Uint8Array<ArrayBuffer>[] }

/** A question, before its documents are opened. */
export type RoundQuestion = Readonly<z.output<typeof questionSchema>> & WithContents
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
export type RoundAnswer = Readonly<z.output<typeof answerSchema>> & WithContents

/** A question as it travels, its contents aside: the same bytes for everyone who is asked. */
export function encodeAsked(question: Omit<RoundQuestion, 'contents'>): Uint8Array<ArrayBuffer> {
  return encodeDocuments(question)
}

/**
 * A question as it travels, in parts.
 * @param asked `encodeAsked` of it, where it was encoded before
 */
export function encodeQuestion(
  { contents = [], ...question }: RoundQuestion,
  asked: Uint8Array = encodeAsked(question)
): readonly Uint8Array[] {
  return packParts(asked, contents)
}

/** @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT` */
export function decodeQuestion(bytes: Uint8Array): RoundQuestion {
  return openMessage('question', questionSchema, bytes)
}

/** An answer as it travels. */
export function encodeAnswer(answer: RoundAnswer): Uint8Array<ArrayBuffer> {
  return encodeMessage(answer)
}

/** @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT` */
export function decodeAnswer(bytes: Uint8Array): RoundAnswer {
  return openMessage('answer', answerSchema, bytes)
}

/** Evidence as it is kept, with the vectors that it rests on where they are small. */
export function encodeEvidence(evidence: LockEvidence & WithContents): Uint8Array<ArrayBuffer> {
  return encodeMessage(evidence)
}

/** @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT` */
export function decodeEvidence(bytes: Uint8Array): LockEvidence & WithContents {
  return openMessage('evidence', evidenceSchema, bytes)
}

function encodeMessage({ contents = [], ...document }: WithContents): Uint8Array<ArrayBuffer> {
  return packMessage(encodeDocuments(document), contents)
}

function openMessage<Output extends object>(
  what: string,
  schema: z.ZodType<Output>,
  bytes: Uint8Array
): Readonly<Output> & WithContents {
  const { document, contents } = unpackMessage(what, bytes, roundMessageBytesMax)
  const message = parseWith(schema, document, (why, path) => badDocument(what, `${path} ${why}`))
  return contents.length === 0 ? message : { ...message, contents }
}
