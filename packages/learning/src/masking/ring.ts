/**
 * Sums of vectors over the ring of integers modulo 2^(32 · wordsPerElement).
 *
 * An element is `wordsPerElement` words, least significant first; a vector is its elements one
 * after the other, on the wire in little-endian bytes. Sums are exact, and the same in any order.
 * Many vectors are summed in blocks that stay in the cache, so that the sum itself
 * is read and written once: the cost is then that of reading them.
 */
import { assert } from '@commonhold/base'
import { openRingKernel, type RingKernel } from './ring-kernel.ts'

/** Adds `words` to `sum`, element by element, in place. */
export function addInto(sum: Uint32Array, words: Uint32Array, wordsPerElement: number): void {
  assertShape(sum.length, words.length, wordsPerElement)
  if (wordsPerElement > 1) {
    addWide(sum, 0, words, wordsPerElement)
    return
  }
  if (words.length >= blockWords) addManyInto(sum, [words], 1)
  else addOne(signed(sum), signed(words))
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

/** Words of a block: 16 KiB of the sum and 16 KiB of a vector fit the first cache. */
const blockWords = 4096
let kernel: RingKernel | undefined

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
  // Nothing between here and the end waits, so one kernel serves every sum.
  kernel ??= openRingKernel()
  for (let start = 0; start < sum.length; start += blockWords) {
    const block = sum.subarray(start, start + blockWords)
    kernel.sum.set(block)
    for (const vector of vectors) {
      kernel.source.set(vector.subarray(start, start + blockWords))
      kernel.add(block.length)
    }
    block.set(kernel.sum.subarray(0, block.length))
  }
}

function addOne(sum: Int32Array, vector: Int32Array): void {
  for (let index = 0; index < sum.length; index++) sum[index] = (sum[index]! + vector[index]!) | 0
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
