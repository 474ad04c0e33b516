/**
 * The safetensors file format (huggingface/safetensors, format specification): 8 bytes with the
 * header's size, a JSON header, then the tensors' bytes, little-endian, without holes.
 *
 * What is written has one form: metadata first with sorted keys, tensors in the given order, spaces
 * up to a multiple of 8 so that the data are aligned. What is read is held to the whole rule, since
 * files come from strangers: sizes before allocation, every byte of the data in exactly one tensor.
 */
import { assert, CommonholdError, concatBytes, fromUtf8, utf8 } from '@commonhold/base'
import { z } from 'zod'

/** Element types and their sizes in bytes. */
const sizesByType = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8
} as const

/** A tensor's element type, as the format names it. */
export type TensorType = keyof typeof sizesByType

/** One named array. */
export type Tensor = {
  readonly name: string
  readonly type: TensorType
  readonly shape: readonly number[]
  /** The elements, little-endian. */
  readonly data: Uint8Array<ArrayBuffer>
}

/** A whole file. */
export type TensorFile = {
  readonly tensors: readonly Tensor[]
  readonly metadata: Readonly<Record<string, string>>
}

const headerBytesMax = 100 * 1024 * 1024
const metadataKey = '__metadata__'

/** The file's one sequence of bytes. Names must differ. */
export function writeSafetensors({ tensors, metadata }: TensorFile): Uint8Array<ArrayBuffer> {
  const parts: string[] = []
  const keys = Object.keys(metadata).sort()
  if (keys.length > 0) {
    const entries = keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata[key])}`)
    parts.push(`"${metadataKey}":{${entries.join(',')}}`)
  }
  const names = new Set([metadataKey])
  let offset = 0
  for (const { name, type, shape, data } of tensors) {
    assert(!names.has(name), `tensor names differ: ${name}`)
    assert(
      data.length === sizeOf(type, shape),
      `tensor ${name} has as many bytes as its shape says`
    )
    names.add(name)
    const end = offset + data.length
    const entry = { dtype: type, shape, data_offsets: [offset, end] }
    parts.push(`${JSON.stringify(name)}:${JSON.stringify(entry)}`)
    offset = end
  }
  const text = `{${parts.join(',')}}`
  const unpadded = utf8(text)
  const header = utf8(text + ' '.repeat((8 - (unpadded.length % 8)) % 8))
  const prefix = new Uint8Array(8)
  new DataView(prefix.buffer).setBigUint64(0, BigInt(header.length), true)
  return concatBytes(prefix, header, ...tensors.map(({ data }) => data))
}

const entrySchema = z.strictObject({
  dtype: z.enum(Object.keys(sizesByType) as [TensorType, ...TensorType[]]),
  shape: z.array(z.int().min(0)).max(16),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)])
})
const headerSchema = z.record(z.string(), z.unknown())
const metadataSchema = z.record(z.string(), z.string())

/** @throws {CommonholdError} `LEARNING_BAD_SAFETENSORS` where the bytes break the format's rules */
export function readSafetensors(bytes: Uint8Array): TensorFile {
  const { header, dataAt } = readHeader(bytes)
  const data = bytes.subarray(dataAt)
  const metadata = parsed(metadataSchema, header[metadataKey] ?? {}, metadataKey)
  const entries = Object.entries(header)
    .filter(([name]) => name !== metadataKey)
    .map(([name, json]) => ({ name, ...parsed(entrySchema, json, name) }))
    .sort((left, right) => {
      const [leftStart, leftEnd] = left.data_offsets
      const [rightStart, rightEnd] = right.data_offsets
      return leftStart - rightStart || leftEnd - rightEnd
    })
  let offset = 0
  const tensors = entries.map(({ name, dtype, shape, data_offsets: [start, end] }): Tensor => {
    if (start !== offset) throw badFile(`tensor "${name}" leaves a hole or overlaps another`)
    if (end < start || end > data.length) throw badFile(`tensor "${name}" lies outside the file`)
    if (end - start !== sizeOf(dtype, shape)) {
      throw badFile(`tensor "${name}" has ${end - start} bytes, which its shape does not need`)
    }
    offset = end
    return { name, type: dtype, shape, data: data.slice(start, end) }
  })
  if (offset !== data.length) throw badFile(`${data.length - offset} bytes follow the last tensor`)
  return { tensors, metadata }
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; dataAt: number } {
  if (bytes.length < 10) throw badFile(`it has ${bytes.length} bytes only`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8)
  const size = view.getBigUint64(0, true)
  if (size > BigInt(Math.min(headerBytesMax, bytes.length - 8))) {
    throw badFile(`its header claims ${size} bytes`)
  }
  const dataAt = 8 + Number(size)
  if (bytes[8] !== 0x7b) throw badFile('its header does not begin with {')
  try {
    const text = fromUtf8(bytes.subarray(8, dataAt))
    const json = parsed(headerSchema, JSON.parse(text), 'header')
    refuseRepeatedNames(text, json)
    return { header: json, dataAt }
  } catch (cause) {
    if (cause instanceof CommonholdError && cause.code === 'LEARNING_BAD_SAFETENSORS') throw cause
    throw badFile('its header is not JSON', cause)
  }
}

/**
 * JSON.parse keeps the last of two members with one name, other readers the first. A header without
 * repeats is as long as it is when written again, once white space outside strings is gone.
 */
function refuseRepeatedNames(text: string, json: Record<string, unknown>): void {
  const members = countMembers(text)
  const kept = countMembers(JSON.stringify(json))
  if (members !== kept) throw badFile('its header names something twice')
}

/** Colons outside strings: one a member. */
function countMembers(text: string): number {
  let count = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isQuoted && character === '\\') at++
    else if (character === '"') isQuoted = !isQuoted
    else if (character === ':' && !isQuoted) count++
  }
  return count
}

/** Bytes of a tensor; NaN-free: an overflow gives a size that no file has. */
function sizeOf(type: TensorType, shape: readonly number[]): number {
  const size = shape.reduce((product, side) => product * side, sizesByType[type])
  return Number.isSafeInteger(size) ? size : Number.POSITIVE_INFINITY
}

function parsed<Value>(schema: z.ZodType<Value>, json: unknown, what: string): Value {
  const result = schema.safeParse(json)
  if (result.success) return result.data
  throw badFile(`"${what.slice(0, 60)}" in its header is not valid`, result.error)
}

function badFile(why: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_BAD_SAFETENSORS',
    fault: 'peer',
    message: `A safetensors file was refused: ${why}.`,
    hint: 'Fetch or export the file again; it is damaged or of another format.',
    cause
  })
}
