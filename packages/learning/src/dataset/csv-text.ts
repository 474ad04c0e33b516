/**
 * Checks made over the whole of a file's bytes before it is taken apart: that it is UTF-8 text, and
 * which delimiter its header uses.
 */
import { badCsv } from './csv-error.ts'

/** Delimiters that are recognised, in order of preference. */
export const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

/**
 * @returns where the text begins, after a byte order mark
 * @throws {CommonholdError} `LEARNING_BAD_CSV` with the line of the first byte that is not text
 */
export function checkText(bytes: Uint8Array, file: string): number {
  const isUtf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isUtf16) {
    const hint = 'Save the file as "CSV UTF-8".'
    throw badCsv({ file, line: 1, problem: 'the file is UTF-16, not UTF-8', hint })
  }
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let at = from
  while (at < bytes.length) {
    const byte = bytes[at]!
    if (byte === 0) {
      const hint = 'Export the table as text: CSV in UTF-8.'
      throw badCsv({ file, line: lineOf(bytes, at), problem: 'it has a NUL byte', hint })
    }
    if (byte < 0x80) {
      at++
      continue
    }
    const length = sequenceLength(bytes, at)
    if (length === 0) {
      const hint = 'Save the file as "CSV UTF-8"; Excel and R offer it when saving.'
      throw badCsv({ file, line: lineOf(bytes, at), problem: 'it is not UTF-8 text', hint })
    }
    at += length
  }
  return from
}

/** Bytes of the well-formed multi-byte character at `at` (Unicode 15, table 3-7), else 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!
  const second = bytes[at + 1] ?? 0
  if (first >= 0xc2 && first <= 0xdf) return isTail(second) ? 2 : 0
  const isTail3 = isTail(bytes[at + 2] ?? 0)
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80
    const high = first === 0xed ? 0x9f : 0xbf
    return second >= low && second <= high && isTail3 ? 3 : 0
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80
    const high = first === 0xf4 ? 0x8f : 0xbf
    return second >= low && second <= high && isTail3 && isTail(bytes[at + 3] ?? 0) ? 4 : 0
  }
  return 0
}

function isTail(byte: number): boolean {
  return (byte & 0xc0) === 0x80
}

/** The physical line, from 1, of a byte. */
function lineOf(bytes: Uint8Array, place: number): number {
  let line = 1
  for (let at = 0; at < place; at++) {
    const byte = bytes[at]
    if (byte === 0x0a || (byte === 0x0d && bytes[at + 1] !== 0x0a)) line++
  }
  return line
}

/** The delimiter that occurs most often outside quotes in the first line that is not empty. */
export function detectDelimiter(bytes: Uint8Array, from: number): Delimiter {
  const counts = [0, 0, 0]
  let isQuoted = false
  let isEmpty = true
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === 0x22) isQuoted = !isQuoted
    if (isQuoted) continue
    if (byte === 0x0a || byte === 0x0d) {
      if (isEmpty) continue
      break
    }
    isEmpty = false
    if (byte === 0x2c) counts[0]!++
    else if (byte === 0x3b) counts[1]!++
    else if (byte === 0x09) counts[2]!++
  }
  return delimiters[counts.indexOf(Math.max(...counts))]!
}
