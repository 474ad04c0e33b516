import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bytesOf } from '@commonhold/base'
import { createSeededRandom } from '@commonhold/platform'
import fc from 'fast-check'
import { addInto, addManyInto, createRingAccumulator, subtractInto } from './ring.ts'
import { assertSameWords, drawWords } from './testing/mask-round.ts'

describe('ring', () => {
  for (const wordsPerElement of [1, 2, 8, 20]) {
    test(`adds and subtracts as integers modulo 2^${32 * wordsPerElement} do`, () => {
      fc.assert(
        fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), (seed, length) => {
          const random = createSeededRandom(seed)
          const left = edgy(drawWords(random, length * wordsPerElement), seed)
          const right = edgy(drawWords(random, length * wordsPerElement), seed >>> 7)
          const modulus = 1n << BigInt(32 * wordsPerElement)
          const sum = left.slice()
          addInto(sum, right, wordsPerElement)
          const difference = left.slice()
          subtractInto(difference, right, wordsPerElement)
          const [a, b] = [integers(left, wordsPerElement), integers(right, wordsPerElement)]
          assert.deepEqual(
            integers(sum, wordsPerElement),
            a.map((value, index) => (value + b[index]!) % modulus)
          )
          assert.deepEqual(
            integers(difference, wordsPerElement),
            a.map((value, index) => (value - b[index]! + modulus) % modulus)
          )
        })
      )
    })

    test(`many at once, and in pieces of any size, sum as one by one: ${wordsPerElement}`, () => {
      fc.assert(
        fc.property(fc.nat(), fc.integer({ min: 0, max: 19 }), (seed, count) => {
          const random = createSeededRandom(seed)
          const length = 1 + (seed % 40)
          const vectors = Array.from({ length: count }, (_, index) =>
            edgy(drawWords(random, length * wordsPerElement), seed >>> index)
          )
          const expected = new Uint32Array(length * wordsPerElement)
          for (const vector of vectors) addInto(expected, vector, wordsPerElement)
          const together = new Uint32Array(length * wordsPerElement)
          addManyInto(together, vectors, wordsPerElement)
          assertSameWords(together, expected)
          const pieces = createRingAccumulator({ length, wordsPerElement })
          for (const { chunk, offset } of shuffledPieces(vectors, seed)) pieces.add(chunk, offset)
          assertSameWords(pieces.sum, expected)
          const side = createRingAccumulator({ length, wordsPerElement })
          const cut = 4 * (seed % (length * wordsPerElement))
          const bytes = vectors.map((vector) => bytesOf(vector))
          side.addMany(
            bytes.map((each) => each.subarray(cut)),
            cut
          )
          side.addMany(
            bytes.map((each) => each.subarray(0, cut)),
            0
          )
          assertSameWords(side.sum, expected)
        }),
        { numRuns: 60 }
      )
    })
  }

  test('sums vectors longer than a block', () => {
    const random = createSeededRandom('long')
    const vectors = Array.from({ length: 11 }, () => drawWords(random, 20_001))
    const expected = new Uint32Array(20_001)
    for (const vector of vectors) addInto(expected, vector, 1)
    const sum = new Uint32Array(20_001)
    addManyInto(sum, vectors, 1)
    assertSameWords(sum, expected)
  })

  test('refuses pieces beyond the vector and vectors of another length', () => {
    const accumulator = createRingAccumulator({ length: 2, wordsPerElement: 1 })
    assert.throws(() => accumulator.add(new Uint8Array(5), 4), /lies within/)
    assert.throws(() => accumulator.add(new Uint8Array(1), -1), /0 or more/)
    assert.throws(() => accumulator.addMany([new Uint8Array(4)], 8), /lies within/)
    assert.throws(() => addInto(new Uint32Array(2), new Uint32Array(3), 1), /equally long/)
    assert.throws(() => addInto(new Uint32Array(3), new Uint32Array(3), 2), /whole elements/)
  })
})

/** Words of which some are all ones or zero, so that carries run far. */
function edgy(words: Uint32Array<ArrayBuffer>, bits: number): Uint32Array<ArrayBuffer> {
  return words.map((word, index) => {
    if (((bits >>> (index % 31)) & 1) === 0) return word
    return word % 3 === 0 ? 0 : 0xffff_ffff
  })
}

function integers(words: Uint32Array, wordsPerElement: number): bigint[] {
  return Array.from({ length: words.length / wordsPerElement }, (_, element) => {
    let value = 0n
    for (let place = wordsPerElement - 1; place >= 0; place--) {
      value = (value << 32n) | BigInt(words[element * wordsPerElement + place]!)
    }
    return value
  })
}

function shuffledPieces(vectors: readonly Uint32Array<ArrayBuffer>[], seed: number) {
  const random = createSeededRandom(`pieces ${seed}`)
  const pieces = vectors.flatMap((vector) => {
    const bytes = bytesOf(vector)
    const found: { chunk: Uint8Array; offset: number; rank: number }[] = []
    for (let offset = 0; offset < bytes.length; ) {
      const end = offset + 1 + (random.bytes(1)[0]! % 23)
      found.push({ chunk: bytes.subarray(offset, end), offset, rank: random.bytes(1)[0]! })
      offset = end
    }
    return found
  })
  return pieces.sort((left, right) => left.rank - right.rank)
}
