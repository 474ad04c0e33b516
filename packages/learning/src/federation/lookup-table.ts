/**
 * The union of many sites' words, out of one sum, without telling who or how many have a word.
 *
 * An invertible Bloom lookup table (Goodrich and Mitzenmacher 2011, arXiv 1101.2245) whose cells
 * add up in a ring of 2^640. Each site adds, for each of its words with key k, the pair (r, r·k) to
 * four cells, with a fresh r drawn evenly from the whole ring. Cells of many sites then sum to
 * (R, R·k) with R evenly random whatever the number of sites, so a cell tells the word and nothing
 * of how many have it. A cell with one word is read by division and taken out of its other cells,
 * until all are empty (peeling). With four cells a word, peeling fails below 1.295 cells a word
 * only (Molloy 2005); the table has 1.6 a word and 128 more.
 *
 * A key has at most 568 bits, so a cell of several words, or of noise, looks like a word with
 * probability 2^-72 at most, and then still has to bear the right 32-bit checksum.
 */
import { type CommonholdError, compareBytes, fromUtf8, utf8 } from '@commonhold/base'
import type { VectorShape } from './stage.ts'
import { badSum, tooManyCategories } from './stage-errors.ts'
import { bitLength, readWide, writeWide } from './wide-integer.ts'

/** One word and the column it stands in. */
export type ColumnWord = {
  /** 0 to 65,535. */
  readonly column: number
  /** 1 to 64 bytes of UTF-8. */
  readonly word: string
}

const wordsPerElement = 20
const ringBits = wordsPerElement * 32
const ringBytes = ringBits / 8
const cellsPerKey = 4
const keyBytes = 71
const textBytes = 64

/** The vector of a table with room for `capacity` words: a (count, key) pair a cell. */
export function lookupTableShape(capacity: number): VectorShape {
  return { length: 2 * cellsFor(capacity), wordsPerElement }
}

function cellsFor(capacity: number): number {
  return cellsPerKey * Math.ceil((1.6 * capacity + 128) / cellsPerKey)
}

/**
 * A site's table.
 * @param words all different
 * @param randomBytes fresh random bytes, as many as asked for
 */
export function encodeLookupTable(options: {
  readonly words: readonly ColumnWord[]
  readonly capacity: number
  readonly seed: Uint8Array
  readonly randomBytes: (length: number) => Uint8Array
}): Uint32Array<ArrayBuffer> {
  const cells = cellsFor(options.capacity)
  const counts = new Array<bigint>(cells).fill(0n)
  const keys = new Array<bigint>(cells).fill(0n)
  for (const word of options.words) {
    const bytes = keyOf(word)
    const key = bigintOf(bytes)
    const multiplier = bigintOf(options.randomBytes(ringBytes))
    const product = multiplier * key
    for (const cell of cellsOf(bytes, cells, options.seed)) {
      counts[cell]! += multiplier
      keys[cell]! += product
    }
  }
  const vector = new Uint32Array(2 * cells * wordsPerElement)
  for (let cell = 0; cell < cells; cell++) {
    const at = 2 * cell * wordsPerElement
    writeWide(counts[cell]!, vector.subarray(at, at + wordsPerElement))
    writeWide(keys[cell]!, vector.subarray(at + wordsPerElement, at + 2 * wordsPerElement))
  }
  return vector
}

/**
 * The words of a summed table, by column and then by their bytes.
 *
 * @throws {CommonholdError} `LEARNING_TOO_MANY_CATEGORIES` where it does not peel,
 *   `LEARNING_BAD_SUM` where a word in it is none that a site may add
 */
export function decodeLookupTable(options: {
  readonly sum: Uint32Array
  readonly capacity: number
  readonly seed: Uint8Array
}): readonly ColumnWord[] {
  const cells = cellsFor(options.capacity)
  const counts: bigint[] = []
  const keys: bigint[] = []
  for (let cell = 0; cell < cells; cell++) {
    const at = 2 * cell * wordsPerElement
    counts.push(readWide(options.sum.subarray(at, at + wordsPerElement)))
    keys.push(readWide(options.sum.subarray(at + wordsPerElement, at + 2 * wordsPerElement)))
  }
  const found: ColumnWord[] = []
  const waiting = Array.from({ length: cells }, (_, cell) => cell)
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    const word = readCell(counts[cell]!, keys[cell]!)
    if (word === undefined) continue
    const bytes = keyOf(word)
    const places = cellsOf(bytes, cells, options.seed)
    if (!places.includes(cell)) throw badSum(`a word of column ${word.column} is out of its place`)
    found.push(word)
    if (found.length > cells) throw badSum('the table holds more words than cells')
    const count = counts[cell]!
    const product = keys[cell]!
    for (const place of places) {
      counts[place] = BigInt.asUintN(ringBits, counts[place]! - count)
      keys[place] = BigInt.asUintN(ringBits, keys[place]! - product)
      waiting.push(place)
    }
  }
  if (counts.some((count, cell) => count !== 0n || keys[cell] !== 0n)) {
    throw tooMany(options.capacity)
  }
  return found.sort(compareWords)
}

function tooMany(capacity: number): CommonholdError {
  return tooManyCategories(
    `The categories of all sites together do not fit the table's room for ${capacity}.`,
    { capacity }
  )
}

function compareWords(left: ColumnWord, right: ColumnWord): number {
  return left.column - right.column || compareBytes(utf8(left.word), utf8(right.word))
}

/** The word of a cell that holds exactly one; undefined for an empty cell and one of several. */
function readCell(count: bigint, product: bigint): ColumnWord | undefined {
  if (count === 0n) return undefined
  const zeros = trailingZeros(count)
  // An even multiplier hides as many high bits of the key as it has zeros; 72 are spare.
  if (zeros > ringBits - keyBytes * 8 || (product & ((1n << BigInt(zeros)) - 1n)) !== 0n) {
    return undefined
  }
  const bits = ringBits - zeros
  const key = BigInt.asUintN(
    bits,
    (product >> BigInt(zeros)) * inverse(count >> BigInt(zeros), bits)
  )
  if (key === 0n || bitLength(key) > keyBytes * 8) return undefined
  return wordOf(key)
}

function trailingZeros(value: bigint): number {
  return bitLength(value & -value) - 1
}

/** The inverse of an odd number modulo 2^bits, by Newton: each step doubles the right bits. */
function inverse(odd: bigint, bits: number): bigint {
  let result = odd
  for (let correct = 3; correct < bits; correct *= 2) {
    result = BigInt.asUintN(bits, result * (2n - odd * result))
  }
  return result
}

/** Column (2 bytes), length (1), text (64, zero-padded), checksum (4). */
function keyOf({ column, word }: ColumnWord): Uint8Array {
  const text = utf8(word)
  const bytes = new Uint8Array(keyBytes)
  bytes[0] = column >>> 8
  bytes[1] = column & 0xff
  bytes[2] = text.length
  bytes.set(text, 3)
  new DataView(bytes.buffer).setUint32(3 + textBytes, hash(bytes.subarray(0, 3 + textBytes), 0))
  return bytes
}

function wordOf(key: bigint): ColumnWord | undefined {
  const bytes = new Uint8Array(keyBytes)
  const hex = key.toString(16).padStart(2 * keyBytes, '0')
  for (let index = 0; index < keyBytes; index++) {
    bytes[index] = Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16)
  }
  const checksum = new DataView(bytes.buffer).getUint32(3 + textBytes)
  if (checksum !== hash(bytes.subarray(0, 3 + textBytes), 0)) return undefined
  const length = bytes[2]!
  const isPadded = bytes.subarray(3 + length, 3 + textBytes).every((byte) => byte === 0)
  if (length < 1 || length > textBytes || !isPadded) throw badSum('a word has no valid length')
  const text = bytes.slice(3, 3 + length)
  try {
    const word = fromUtf8(text)
    if (compareBytes(utf8(word), text) === 0) return { column: bytes[0]! * 256 + bytes[1]!, word }
  } catch {
    // Falls through: said once, below.
  }
  throw badSum('a word is not UTF-8 text')
}

/** One cell of each quarter of the table. */
function cellsOf(key: Uint8Array, cells: number, seed: Uint8Array): readonly number[] {
  const quarter = cells / cellsPerKey
  const salt = hash(seed, 0)
  return Array.from({ length: cellsPerKey }, (_, index) => {
    return index * quarter + (hash(key, salt + index + 1) % quarter)
  })
}

/** MurmurHash3's mixing, byte by byte: spreads keys over cells; nothing secret rests on it. */
function hash(bytes: Uint8Array, seed: number): number {
  let state = (seed ^ 0x9e3779b9) | 0
  for (const byte of bytes) {
    state = Math.imul(state ^ byte, 0xcc9e2d51)
    state = (state << 15) | (state >>> 17)
    state = (Math.imul(state, 5) + 0xe6546b64) | 0
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}

function bigintOf(bytes: Uint8Array): bigint {
  let text = '0x0'
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return BigInt(text)
}
