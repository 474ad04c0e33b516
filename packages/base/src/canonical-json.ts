/**
 * The canonical form of a JSON document (RFC 8785, JCS): keys sorted by UTF-16 code units, no
 * white space, numbers as ECMAScript prints them. Two equal documents have equal bytes, so a hash
 * of the bytes names the document.
 */
import { assert } from './assert.ts'
import { equalBytes, fromUtf8, utf8 } from './bytes.ts'
import { CommonholdError } from './error.ts'
import { faultOfShape } from './json-shape.ts'

/** What JSON can hold. `undefined` members are left out, as `JSON.stringify` does. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/** Texts of objects that were made before and have not changed since. */
export type KnownTexts = Pick<WeakMap<object, string>, 'get'>

/** The document's one sequence of bytes. */
export function encodeCanonical(document: Json, known?: KnownTexts): Uint8Array<ArrayBuffer> {
  return utf8(canonicalText(document, known))
}

/**
 * The document's one text.
 * @param known texts of parts of the document, that need not be made again
 */
export function canonicalText(document: Json, known?: KnownTexts): string {
  if (document === null || typeof document === 'boolean') return String(document)
  if (typeof document === 'string') {
    assert(document.isWellFormed(), 'text has no lone surrogate')
    return JSON.stringify(document)
  }
  if (typeof document === 'number') {
    assert(Number.isFinite(document), 'a number in a document is finite')
    return JSON.stringify(document)
  }
  const text = known?.get(document)
  if (text !== undefined) return text
  if (isList(document)) return `[${document.map((each) => canonicalText(each, known)).join(',')}]`
  let members = ''
  for (const key of Object.keys(document).sort()) {
    const value = document[key]
    if (value === undefined) continue
    const comma = members === '' ? '' : ','
    members += `${comma}${JSON.stringify(key)}:${canonicalText(value, known)}`
  }
  return `{${members}}`
}

/**
 * Reads a document and insists that its bytes were the canonical ones, so that no second sequence
 * of bytes can stand for the same document.
 *
 * @param bytesMax the largest accepted size, in bytes
 * @throws {CommonholdError} `BASE_NOT_CANONICAL` where they were not, too many, or too deep
 */
export function decodeCanonical(bytes: Uint8Array, bytesMax: number): Json {
  if (bytes.length > bytesMax) throw notCanonical(`it has ${bytes.length} bytes, over ${bytesMax}`)
  const fault = faultOfShape(bytes)
  if (fault !== undefined) throw notCanonical(fault)
  const text = fromUtf8(bytes)
  let document: Json
  try {
    document = JSON.parse(text) as Json
  } catch (cause) {
    throw notCanonical('it is not JSON', cause)
  }
  if (!isCanonical(document, bytes)) throw notCanonical('its bytes are not in canonical form')
  return document
}

/** By bytes, since text is read without the byte order mark that may stand before it. */
function isCanonical(document: Json, bytes: Uint8Array): boolean {
  try {
    return equalBytes(encodeCanonical(document), bytes)
  } catch {
    return false
  }
}

function isList(document: Json): document is readonly Json[] {
  return Array.isArray(document)
}

function notCanonical(why: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'BASE_NOT_CANONICAL',
    fault: 'peer',
    message: `A document was refused: ${why}.`,
    hint: 'Documents travel as RFC 8785 canonical JSON; send the bytes that encodeCanonical makes.',
    cause
  })
}
