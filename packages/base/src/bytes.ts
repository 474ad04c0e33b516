/** Bytes to text and back, and the few things one does with bytes. */
import { assert } from './assert.ts'
import { CommonholdError } from './error.ts'

/** Lower-case hexadecimal with `0x`. */
export type Hex = `0x${string}`

const hexPattern = /^0x(?:[0-9a-fA-F]{2})*$/

/** `0x` and two lower-case digits a byte. */
export function toHex(bytes: Uint8Array): Hex {
  let text = ''
  for (const byte of bytes) text += hexOfByte[byte]
  return `0x${text}`
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** @throws {CommonholdError} `BASE_BAD_HEX` unless `text` is `0x` and an even number of digits */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  if (!hexPattern.test(text)) {
    throw new CommonholdError({
      code: 'BASE_BAD_HEX',
      fault: 'caller',
      message: `"${text.slice(0, 80)}" is not hexadecimal bytes.`,
      hint: 'Give 0x and an even number of the digits 0-9 and a-f.'
    })
  }
  const bytes = new Uint8Array(text.length / 2 - 1)
  for (let index = 0, at = 2; index < bytes.length; index++, at += 2) {
    bytes[index] = (nibbleOf[text.charCodeAt(at)]! << 4) | nibbleOf[text.charCodeAt(at + 1)]!
  }
  return bytes
}

/** By character code: a table is ten times as fast as parsing each pair of digits. */
const nibbleOf = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase())
  return digit === -1 ? 0 : digit
})

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** UTF-8 bytes of `text`. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

/**
 * The text, without the byte order mark that may stand before it.
 * @throws {CommonholdError} `BASE_BAD_UTF8` where the bytes are not UTF-8
 */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new CommonholdError({
      code: 'BASE_BAD_UTF8',
      fault: 'caller',
      message: 'The bytes are not UTF-8 text.',
      hint: 'Save the text as UTF-8 and try again.',
      cause
    })
  }
}

/** The parts one after the other, in new memory. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/**
 * Bytes to send, or parts of them that go out one after the other as one: what is the same for many
 * need not be copied for each.
 */
export type Payload = Uint8Array | readonly Uint8Array[]

/** A payload's parts; the one, where it has none. */
export function partsOf(payload: Payload): readonly Uint8Array[] {
  return payload instanceof Uint8Array ? [payload] : payload
}

/** A payload's bytes in all. */
export function payloadBytes(payload: Payload): number {
  return partsOf(payload).reduce((sum, { length }) => sum + length, 0)
}

/** Whether both hold the same bytes. Takes the same time wherever they differ. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index++) difference |= left[index]! ^ right[index]!
  return difference === 0
}

/** Less than, equal to or greater than 0, byte by byte from the first. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length)
  for (let index = 0; index < shared; index++) {
    if (left[index] !== right[index]) return left[index]! - right[index]!
  }
  return left.length - right.length
}

/** The same memory as 32-bit words, in the machine's order (little-endian wherever we run). */
export function wordsOf(bytes: Uint8Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  assert(bytes.byteOffset % 4 === 0 && bytes.byteLength % 4 === 0, 'the bytes are whole words')
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

/** The same memory as bytes. */
export function bytesOf(view: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}
