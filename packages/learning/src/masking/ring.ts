/**
 * Sums of vectors over the ring of integers modulo 2^(32 · wordsPerElement).
 *
 * An element is `wordsPerElement` words, least significant first; a vector is its elements one
 * after the other, on the wire in little-endian bytes. Sums are exact, and the same in any order.
 * Many vectors are summed in blocks that stay in the cache, four a pass, so that the sum itself is
 * read and written once for four vectors: the cost is then that of reading them.
 */
import { assert } from '@commonhold/base'

/** Adds `words` to `sum`, element by element, in place. */
export function addInto(sum: Uint32Array, words: Uint32Array, wordsPerElement: number): void {
  assertShape(sum.length, words.length, wordsPerElement)
  if (wordsPerElement > 1) {
    addWide(sum, 0, words, wordsPerElement)
    return
  }
  addOne(signed(sum), signed(words), 0, words.length)
}

/** Subtracts `words` from `sum`, element by element, in place. */
export function subtractInto(sum: Uint32Array, words: Uint32Array, wordsPerElement: number): void {
  assertShape(sum.length, words.length, wordsPerElement)
  if (wordsPerElement === 1) {
    const [target, source] = [signed(sum), signed(words)]
    for (let index = 0; index < source.length; index++) {
      target[index] = (target[index]! - source[index]!) | 0
    }
    return
  }
  for (let start = 0; start < words.length; start += wordsPerElement) {
    let borrow = 0
    for (let index = start; index < start + wordsPerElement; index++) {
      const difference = sum[index]! - words[index]! - borrow
      sum[index] = difference
      borrow = difference < 0 ? 1 : 0
    }
  }
}

/** Words of a block: 16 KiB of the sum and four times as much of vectors fit the first cache. */
const blockWords = 4096

/** Adds all of `vectors` to `sum` in place. Several at once is faster than one after the other. */
export function addManyInto(
  sum: Uint32Array,
  vectors: readonly Uint32Array[],
  wordsPerElement: number
): void {
  for (const vector of vectors) assertShape(sum.length, vector.length, wordsPerElement)
  if (wordsPerElement > 1) {
    for (const vector of vectors) addWide(sum, 0, vector, wordsPerElement)
    return
  }
  const target = signed(sum)
  const sources = vectors.map(signed)
  const rest = sources.splice(sources.length - (sources.length % 4))
  for (let start = 0; start < sum.length; start += blockWords) {
    const end = Math.min(start + blockWords, sum.length)
    for (let first = 0; first < sources.length; first += 4) {
      addFour(target, sources, first, start, end)
    }
    for (const vector of rest) addOne(target, vector, start, end)
  }
}

/** Adds four vectors in one pass; four words a step, which halves the cost of checking bounds. */
function addFour(
  sum: Int32Array,
  vectors: readonly Int32Array[],
  first: number,
  start: number,
  end: number
): void {
  const a = vectors[first]!
  const b = vectors[first + 1]!
  const c = vectors[first + 2]!
  const d = vectors[first + 3]!
  let i = start
  for (; i + 3 < end; i += 4) {
    // The last word first: one check of bounds then serves all four.
    sum[i + 3] = (sum[i + 3]! + ((a[i + 3]! + b[i + 3]!) | 0) + ((c[i + 3]! + d[i + 3]!) | 0)) | 0
    sum[i] = (sum[i]! + ((a[i]! + b[i]!) | 0) + ((c[i]! + d[i]!) | 0)) | 0
    sum[i + 1] = (sum[i + 1]! + ((a[i + 1]! + b[i + 1]!) | 0) + ((c[i + 1]! + d[i + 1]!) | 0)) | 0
    sum[i + 2] = (sum[i + 2]! + ((a[i + 2]! + b[i + 2]!) | 0) + ((c[i + 2]! + d[i + 2]!) | 0)) | 0
  }
  for (; i < end; i++) {
    sum[i] = (sum[i]! + ((a[i]! + b[i]!) | 0) + ((c[i]! + d[i]!) | 0)) | 0
  }
}

function addOne(sum: Int32Array, vector: Int32Array, start: number, end: number): void {
  for (let index = start; index < end; index++) sum[index] = (sum[index]! + vector[index]!) | 0
}

/** The same memory as signed words: the ring is the same, and the engine keeps to integers. */
function signed(words: Uint32Array): Int32Array {
  return new Int32Array(words.buffer, words.byteOffset, words.length)
}

/** Adds words that begin at word `start` of `sum`; carries go up to the end of their element. */
function addWide(
  sum: Uint32Array,
  start: number,
  words: Uint32Array,
  wordsPerElement: number
): void {
  let carry = 0
  let place = start % wordsPerElement
  for (let index = 0; index < words.length; index++) {
    const total = sum[start + index]! + words[index]! + carry
    sum[start + index] = total
    carry = total > 0xffff_ffff ? 1 : 0
    if (++place === wordsPerElement) {
      place = 0
      carry = 0
    }
  }
  for (let index = start + words.length; carry !== 0 && place < wordsPerElement; index++, place++) {
    if (place === 0) return
    const total = sum[index]! + 1
    sum[index] = total
    carry = total > 0xffff_ffff ? 1 : 0
  }
}

/** A sum that vectors flow into in pieces. Memory: one vector, however many are added. */
export type RingAccumulator = {
  /** The running sum. The accumulator's own memory. */
  readonly sum: Uint32Array<ArrayBuffer>
  /**
   * Adds a piece of one vector's little-endian bytes, of any length, that begins at byte
   * `offsetBytes` of it. Each byte of each vector must be added once; the order does not matter.
   */
  add(chunk: Uint8Array, offsetBytes: number): void
  /** Adds equally long pieces of several vectors, all from the same place; whole words only. */
  addMany(chunks: readonly Uint8Array[], offsetBytes: number): void
}

/**
 * Opens a sum at zero.
 * @param shape.length count of elements
 * @param shape.wordsPerElement 32-bit words an element
 */
export function createRingAccumulator(shape: {
  readonly length: number
  readonly wordsPerElement: number
}): RingAccumulator {
  const { length, wordsPerElement } = shape
  const sum = new Uint32Array(length * wordsPerElement)

  function addWords(words: Uint32Array, firstWord: number): void {
    if (wordsPerElement > 1) addWide(sum, firstWord, words, wordsPerElement)
    else addInto(sum.subarray(firstWord, firstWord + words.length), words, 1)
  }

  /** Addition is linear: a word that a chunk cuts in two is added as two numbers. */
  function addPart(bytes: Uint8Array, offsetBytes: number): void {
    let value = 0
    for (const [index, byte] of bytes.entries()) value |= byte << (8 * ((offsetBytes + index) % 4))
    addWords(Uint32Array.of(value), Math.floor(offsetBytes / 4))
  }

  function add(chunk: Uint8Array, offsetBytes: number): void {
    assertWithin(chunk.length, offsetBytes, sum.byteLength)
    const headBytes = Math.min(chunk.length, (4 - (offsetBytes % 4)) % 4)
    const bodyEnd = chunk.length - ((chunk.length - headBytes) % 4)
    if (headBytes > 0) addPart(chunk.subarray(0, headBytes), offsetBytes)
    const body = chunk.subarray(headBytes, bodyEnd)
    if (body.length > 0) addWords(alignedWordsOf(body), (offsetBytes + headBytes) / 4)
    if (bodyEnd < chunk.length) addPart(chunk.subarray(bodyEnd), offsetBytes + bodyEnd)
  }

  function addMany(chunks: readonly Uint8Array[], offsetBytes: number): void {
    const lengthBytes = chunks[0]?.length ?? 0
    assert(offsetBytes % 4 === 0 && lengthBytes % 4 === 0, 'pieces are whole words')
    for (const chunk of chunks) {
      assert(chunk.length === lengthBytes, 'pieces are equally long')
      assertWithin(chunk.length, offsetBytes, sum.byteLength)
    }
    if (wordsPerElement > 1) {
      for (const chunk of chunks) add(chunk, offsetBytes)
      return
    }
    const target = sum.subarray(offsetBytes / 4, (offsetBytes + lengthBytes) / 4)
    addManyInto(target, chunks.map(alignedWordsOf), 1)
  }

  return { sum, add, addMany }
}

/** The bytes as words: the same memory where it is aligned, else a copy. */
function alignedWordsOf(bytes: Uint8Array): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
}

function assertWithin(lengthBytes: number, offsetBytes: number, sumBytes: number): void {
  assert(Number.isSafeInteger(offsetBytes) && offsetBytes >= 0, 'an offset is 0 or more')
  assert(offsetBytes + lengthBytes <= sumBytes, 'the piece lies within the vector')
}

function assertShape(sumWords: number, words: number, wordsPerElement: number): void {
  assert(sumWords === words, 'both vectors are equally long')
  assert(Number.isInteger(wordsPerElement) && wordsPerElement >= 1, 'an element has words')
  assert(words % wordsPerElement === 0, 'a vector is whole elements')
}
