/**
 * Adds keystreams to a vector, and subtracts them: the one loop that masking spends its time in.
 *
 * Each key gives one keystream over the whole vector, so no two elements ever see the same part of
 * it. All streams advance together over a piece of the vector that stays in the cache.
 */
import { assert, bytesOf, type Crypto } from '@commonhold/base'
import { deriveKey } from './key-schedule.ts'
import { addInto, subtractInto } from './ring.ts'

/** One mask: the key of its stream, used for nothing else, and its sign. */
export type MaskStream = {
  readonly key: Uint8Array
  readonly sign: 'add' | 'subtract'
}

/** Bytes of a piece, before it is cut to whole elements. */
const pieceBytes = 64 * 1024

/** Puts every stream into `vector`, in place. About 1 ms a stream and million words. */
export async function applyStreams(
  crypto: Crypto,
  options: {
    readonly vector: Uint32Array
    readonly wordsPerElement: number
    readonly streams: readonly MaskStream[]
  }
): Promise<void> {
  const { vector, wordsPerElement, streams } = options
  assert(vector.length % wordsPerElement === 0, 'a vector is whole elements')
  const opened = streams.map(({ key, sign }) => ({
    stream: crypto.openKeystream(key),
    put: sign === 'add' ? addInto : subtractInto
  }))
  const pieceWords = Math.max(1, Math.floor(pieceBytes / 4 / wordsPerElement)) * wordsPerElement
  const buffer = new Uint32Array(Math.min(pieceWords, vector.length))
  for (let start = 0; start < vector.length; start += pieceWords) {
    const part = vector.subarray(start, start + pieceWords)
    const words = buffer.subarray(0, part.length)
    const bytes = bytesOf(words)
    for (const { stream, put } of opened) {
      const pending = stream.fill(bytes)
      if (pending !== undefined) await pending
      put(part, words, wordsPerElement)
    }
  }
}

/** The key of the mask that a member adds for itself alone. */
export function selfMaskKey(
  crypto: Crypto,
  selfSeed: Uint8Array,
  binding: Uint8Array
): Uint8Array<ArrayBuffer> {
  return deriveKey(crypto, { secret: selfSeed, binding, purpose: 'self-mask', length: 32 })
}
