/**
 * The bytes of a message of a round: a JSON document, and after it small contents that it names,
 * so that a vector of some kilobytes needs no question of its own. Contents are raw bytes, as they
 * would be fetched: length (4 bytes, big-endian), document, then each content with its length.
 *
 * The document need not be canonical: what is signed in it is encoded anew by whoever checks it.
 */
import { concatBytes, fromUtf8 } from '@commonhold/base'
import { faultOfShape } from '@commonhold/base/json-shape'
import { badDocument } from '@commonhold/protocol'

/** The largest content that travels with a message. */
export const inlineBytesMax = 64 * 1024

/** Contents of one message at most: vectors, and the mask ciphertexts of those who dropped. */
const contentsMax = 32 * 1024

const lengthBytes = 4

/** A document and contents. */
export type Message = {
  readonly document: unknown
  readonly contents: readonly Uint8Array<ArrayBuffer>[]
}

/** @param document its bytes, in JSON */
export function packMessage(
  document: Uint8Array,
  contents: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  return concatBytes(...packParts(document, contents))
}

/** The message in parts, of which the second is `document` itself: it is not copied. */
export function packParts(
  document: Uint8Array,
  contents: readonly Uint8Array[]
): readonly Uint8Array[] {
  const rest = concatBytes(...contents.flatMap((part) => [lengthOf(part), part]))
  return [lengthOf(document), document, rest]
}

/**
 * @param what the message's name in an error
 * @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT`
 */
export function unpackMessage(what: string, bytes: Uint8Array, bytesMax: number): Message {
  if (bytes.length > bytesMax) throw badDocument(what, `it has over ${bytesMax} bytes`)
  const [first, ...contents] = partsOf(what, bytes)
  if (contents.some(({ length }) => length > inlineBytesMax)) {
    throw badDocument(what, `a content with it has over ${inlineBytesMax} bytes`)
  }
  // Contents are copied: the message's memory goes, and vectors are read as words.
  return {
    document: parseJson(what, first!),
    contents: contents.map((content) => new Uint8Array(content))
  }
}

function parseJson(what: string, bytes: Uint8Array): unknown {
  const fault = faultOfShape(bytes)
  if (fault !== undefined) throw badDocument(what, fault)
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch {
    // Whatever is wrong with it is the sender's to look into.
    throw badDocument(what, 'it is not JSON in UTF-8')
  }
}

function partsOf(what: string, bytes: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = []
  for (let at = 0; at < bytes.length || parts.length === 0; ) {
    const from = at + lengthBytes
    const to = from <= bytes.length ? from + view.getUint32(at) : Number.POSITIVE_INFINITY
    if (to > bytes.length) throw badDocument(what, 'it ends before its last part')
    if (parts.length > contentsMax) throw badDocument(what, `it has over ${contentsMax} contents`)
    parts.push(bytes.subarray(from, to))
    at = to
  }
  return parts
}

function lengthOf(part: Uint8Array): Uint8Array {
  const length = new Uint8Array(lengthBytes)
  new DataView(length.buffer).setUint32(0, part.length)
  return length
}
