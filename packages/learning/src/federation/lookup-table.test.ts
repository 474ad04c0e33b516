import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CommonholdError, utf8 } from '@commonhold/base'
import fc from 'fast-check'
import { generatorOf } from '../testing/made-up-tables.ts'
import {
  type ColumnWord,
  decodeLookupTable,
  encodeLookupTable,
  lookupTableShape
} from './lookup-table.ts'
import { sumVectors } from './run-locally.ts'

const seed = new Uint8Array(32).fill(9)

function tableOf(words: readonly ColumnWord[], capacity: number, source: number) {
  const generator = generatorOf(source)
  return encodeLookupTable({
    words,
    capacity,
    seed,
    randomBytes: (length) => generator.bytes(length)
  })
}

function unionOf(sites: readonly (readonly ColumnWord[])[], capacity: number) {
  const vectors = sites.map((words, index) => tableOf(words, capacity, index + 1))
  return decodeLookupTable({ sum: sumVectors(vectors, lookupTableShape(capacity)), capacity, seed })
}

describe('lookup table', () => {
  it('gives the union of any lists of words', () => {
    const word = fc.record({
      column: fc.integer({ min: 0, max: 65_535 }),
      word: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => {
        const size = utf8(text).length
        return text.isWellFormed() && size >= 1 && size <= 64
      })
    })
    const keyOf = ({ column, word: text }: ColumnWord) => `${column}/${text}`
    const site = fc.uniqueArray(word, { maxLength: 8, selector: keyOf })
    fc.assert(
      fc.property(fc.array(site, { maxLength: 4 }), (sites) => {
        const expected = new Set(sites.flat().map(keyOf))
        assert.deepEqual(new Set(unionOf(sites, 32).map(keyOf)), expected)
      }),
      { numRuns: 40 }
    )
  })

  it('peels when it is full', () => {
    const words = Array.from({ length: 1024 }, (_, index) => ({
      column: index % 7,
      word: `w${index}`
    }))
    const found = unionOf([words.slice(0, 700), words.slice(300)], 1024)
    assert.equal(found.length, 1024)
    const columns = found.map(({ column }) => column)
    assert.deepEqual(
      columns,
      columns.toSorted((left, right) => left - right)
    )
  })

  it('shows a word in the same even way whether one site has it or five', () => {
    // With fresh multipliers the cell's count is a fresh even number: never a small or equal one.
    const word = [{ column: 1, word: 'rare' }]
    const one = tableOf(word, 16, 1)
    const other = tableOf(word, 16, 2)
    const used = (vector: Uint32Array) => vector.filter((element) => element !== 0).length
    assert.ok(used(one) >= 8 * 20 - 2)
    assert.notDeepEqual(one, other)
    const five = sumVectors(
      [1, 2, 3, 4, 5].map((source) => tableOf(word, 16, source)),
      lookupTableShape(16)
    )
    assert.ok(used(five) >= 8 * 20 - 2)
  })

  it('says so when there is no room', () => {
    const words = Array.from({ length: 600 }, (_, index) => ({ column: 0, word: `w${index}` }))
    assert.throws(() => unionOf([words], 64), { code: 'LEARNING_TOO_MANY_CATEGORIES' })
  })

  it('refuses noise and single changed words with its own errors', () => {
    const shape = lookupTableShape(16)
    const size = shape.length * shape.wordsPerElement
    const honest = tableOf([{ column: 1, word: 'a' }], 16, 1)
    fc.assert(
      fc.property(
        fc.integer(),
        fc.nat(size - 1),
        fc.integer(),
        fc.boolean(),
        (source, at, change, isNoise) => {
          const sum = isNoise
            ? new Uint32Array(generatorOf(source).bytes(size * 4).buffer)
            : honest.slice()
          sum[at]! ^= change | 1
          assert.throws(
            () => decodeLookupTable({ sum, capacity: 16, seed }),
            (error) => error instanceof CommonholdError && /SUM|MANY/.test(error.code)
          )
        }
      ),
      { numRuns: 60 }
    )
  })
})
