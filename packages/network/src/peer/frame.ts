/** Bytes with their length before them (4 bytes, big-endian), and refusals as such frames. */
import {
  asCommonholdError,
  CommonholdError,
  concatBytes,
  decodeCanonical,
  encodeCanonical,
  type Json,
  type Payload,
  partsOf,
  payloadBytes,
  utf8
} from '@commonhold/base'
import { networkError } from '../network-error.ts'
import { badMessage, fieldsOf, textField } from './document-fields.ts'
import type { StreamChannel } from './stream-channel.ts'

/** First byte of an answer. */
export const answerStatus = { ok: 0, refused: 1 } as const

const refusalBytesMax = 4096
const messageCharactersMax = 500

/** Up to here one write is worth a copy. */
const pieceBytes = 64 * 1024

/** The bytes after their length. */
export function frameOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(uint32(bytes.length), bytes)
}

/**
 * A question as it travels: its topic after one byte of length, and its body in a frame. In pieces
 * to be written one after the other: one, where it is small.
 */
export function questionOf(topic: string, body: Payload): readonly Uint8Array[] {
  const name = utf8(topic)
  const bytes = payloadBytes(body)
  const pieces = [Uint8Array.of(name.length), name, uint32(bytes), ...partsOf(body)]
  return bytes <= pieceBytes ? [concatBytes(...pieces)] : pieces
}

/** Four bytes, big-endian. */
export function uint32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** Reads four bytes, big-endian. */
export async function readUint32(channel: StreamChannel): Promise<number> {
  const bytes = await channel.readExactly(4)
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
}

/** @throws {CommonholdError} `NETWORK_TOO_LARGE` before anything over `bytesMax` is read */
export async function readFrame(
  channel: StreamChannel,
  bytesMax: number
): Promise<Uint8Array<ArrayBuffer>> {
  const length = await readUint32(channel)
  if (length > bytesMax) throw tooLarge(length, bytesMax)
  return channel.readExactly(length)
}

/** A message over its bound. */
export function tooLarge(sizeBytes: number, bytesMax: number): CommonholdError {
  const message = `A message of ${sizeBytes} bytes is over the bound of ${bytesMax}.`
  return networkError('NETWORK_TOO_LARGE', message, { details: { sizeBytes, bytesMax } })
}

/** The answer that refuses. What went wrong within this node is not told, only that it did. */
export function refusalAnswer(cause: unknown): Uint8Array<ArrayBuffer> {
  const error = asCommonholdError(cause)
  const told = error.fault === 'self' ? 'The node failed to answer.' : error.message
  const message = told.slice(0, messageCharactersMax).toWellFormed()
  const document = { code: error.code, message, retryable: error.retryable }
  return concatBytes(Uint8Array.of(answerStatus.refused), frameOf(encodeCanonical(document)))
}

/**
 * Reads the status of an answer and, where it refuses, all of the refusal.
 * @param from whom to name in the error
 * @throws {CommonholdError} `NETWORK_REFUSED` or `NETWORK_BAD_MESSAGE`
 */
export async function readStatus(channel: StreamChannel, from: string): Promise<void> {
  const [status] = await channel.readExactly(1)
  if (status === answerStatus.ok) return
  if (status !== answerStatus.refused) throw badMessage(`an answer begins with ${status}`)
  const refusal = parseRefusal(await readFrame(channel, refusalBytesMax))
  throw networkError('NETWORK_REFUSED', `${from} refused: ${refusal.message}`, {
    retryable: refusal.retryable,
    details: { peerCode: refusal.code, peerMessage: refusal.message }
  })
}

function parseRefusal(bytes: Uint8Array) {
  const document: Json = decodeCanonical(bytes, refusalBytesMax)
  const fields = fieldsOf(document, ['code', 'message', 'retryable'])
  const code = textField(fields, 'code', 80)
  if (!/^[A-Z][A-Z0-9_]*$/.test(code)) throw badMessage('a refusal has no proper code')
  const message = textField(fields, 'message', messageCharactersMax)
  return { code, message, retryable: fields['retryable'] === true }
}

/** The code with which the other side refused; undefined for any other error. */
export function peerCodeOf(cause: unknown): string | undefined {
  if (!(cause instanceof CommonholdError) || cause.code !== 'NETWORK_REFUSED') return undefined
  return cause.details['peerCode'] as string
}
