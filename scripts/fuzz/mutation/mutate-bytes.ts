/** Bends bytes with no regard for what they mean. */
import type { Generator } from '@commonhold/learning/model/generator'

const edges = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]

/** A whole number below `limit`, which is at least 1. */
export function below(generator: Generator, limit: number): number {
  return Math.floor(generator.fraction() * limit)
}

/** One of a list. */
export function oneOf<Value>(generator: Generator, list: readonly Value[]): Value {
  return list[below(generator, list.length)]!
}

/** One to four changes: bits, bytes, edge values, cuts, doublings, noise. */
export function mutateBytes(generator: Generator, whole: Uint8Array): Uint8Array {
  let bytes = new Uint8Array(whole)
  for (let count = 1 + below(generator, 4); count > 0; count--) bytes = changeOnce(generator, bytes)
  return bytes
}

function changeOnce(generator: Generator, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes.length === 0) return generator.bytes(1 + below(generator, 16))
  const at = below(generator, bytes.length)
  const length = Math.min(bytes.length - at, 1 + below(generator, 64))
  switch (below(generator, 8)) {
    case 0:
      bytes[at] = bytes[at]! ^ (1 << below(generator, 8))
      return bytes
    case 1:
      bytes[at] = below(generator, 256)
      return bytes
    case 2:
      return setNumber(generator, bytes, at)
    case 3:
      return bytes.slice(0, at)
    case 4:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length))
    case 5:
      return joined(bytes.subarray(0, at + length), bytes.subarray(at))
    case 6:
      return joined(bytes.subarray(0, at), generator.bytes(length), bytes.subarray(at))
    default:
      return bytes.fill(below(generator, 256), at, at + length)
  }
}

/** Edge values where a length may stand, in either order of bytes. */
function setNumber(
  generator: Generator,
  bytes: Uint8Array<ArrayBuffer>,
  at: number
): Uint8Array<ArrayBuffer> {
  const sizeBytes = oneOf(generator, [1, 2, 4])
  if (at + sizeBytes > bytes.length) return bytes
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const value = oneOf(generator, edges)
  const isLittle = below(generator, 2) === 0
  if (sizeBytes === 4) view.setUint32(at, value, isLittle)
  else if (sizeBytes === 2) view.setUint16(at, value & 0xffff, isLittle)
  else view.setUint8(at, value & 0xff)
  return bytes
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts))
}
