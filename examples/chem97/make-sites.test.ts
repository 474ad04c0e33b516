import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { deflateSync, gzipSync } from 'node:zlib'
import { concatBytes, utf8 } from '@commonhold/base'
import { readLazyData } from './lazy-data.ts'
import { columns, sitesOf } from './make-sites.ts'
import { parseRValue } from './r-value.ts'

// The form's own words, as R Internals 1.8 gives them.
const int = (value: number) => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setInt32(0, value)
  return bytes
}
const real = (value: number) => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value)
  return bytes
}
const attributed = 0x200
const chars = (text: string) => concatBytes(int(0x40009), int(text.length), utf8(text))
const symbol = (name: string) => concatBytes(int(1), chars(name))
const texts = (...all: string[]) => concatBytes(int(16), int(all.length), ...all.map(chars))
const ints = (...all: number[]) => concatBytes(int(13), int(all.length), ...all.map(int))
const reals = (...all: number[]) => concatBytes(int(14), int(all.length), ...all.map(real))
const pairs = (...entries: [Uint8Array, Uint8Array][]) =>
  concatBytes(...entries.flatMap(([tag, value]) => [int(0x402), tag, value]), int(254))
const factor = (levels: string[], ...codes: number[]) =>
  concatBytes(
    int(13 | attributed),
    int(codes.length),
    ...codes.map(int),
    pairs([symbol('levels'), texts(...levels)])
  )
const list = (names: string[], ...items: Uint8Array[]) =>
  concatBytes(
    int(19 | attributed),
    int(items.length),
    ...items,
    pairs([symbol('names'), texts(...names)])
  )
const file = (value: Uint8Array) => concatBytes(utf8('X\n'), int(2), int(0), int(0), value)

const frame = list(
  ['lea', ...columns],
  factor(['1', '20'], 2, 1, 2),
  factor(['7', '8', '9'], 1, 2, 3),
  reals(4, 10, Number.NaN),
  factor(['M', 'F'], 2, 1, -2147483648),
  ints(3, -3, 0),
  reals(6.625, 7.5, 1),
  reals(0.25, -1, 2)
)

describe('Chem97', () => {
  test("becomes one file an authority, with factors' words and gaps left empty", () => {
    const sites = sitesOf(parseRValue(file(frame)))
    const head = columns.join(',')
    assert.deepEqual(
      [...sites],
      [
        ['authority-001.csv', `${head}\n8,10,M,-3,7.5,-1\n`],
        ['authority-020.csv', `${head}\n7,4,F,3,6.625,0.25\n9,,,0,1,2\n`]
      ]
    )
  })

  test('is found in a lazy-load data base by its name', () => {
    const packed = concatBytes(int(0), deflateSync(file(frame)))
    const data = concatBytes(utf8('before'), packed)
    const places = list(['Chem97'], ints(6, packed.length))
    const index = gzipSync(file(list(['variables'], places)))
    assert.equal(sitesOf(readLazyData(index, data, 'Chem97')).size, 2)
    const refused = { code: 'EXAMPLES_BAD_R_FILE' }
    assert.throws(() => readLazyData(index, data, 'Other'), refused)
    assert.throws(() => readLazyData(index, data.subarray(0, 20), 'Chem97'), refused)
    assert.throws(() => readLazyData(utf8('no'), data, 'Chem97'), refused)
  })

  test('is refused where the file is cut, nested too deep, too long or of another kind', () => {
    const whole = file(frame)
    const refused = { code: 'EXAMPLES_BAD_R_FILE' }
    for (let length = 0; length < whole.length; length += 7) {
      assert.throws(() => parseRValue(whole.subarray(0, length)), refused, `${length} bytes`)
    }
    let deep = ints(1)
    for (let level = 0; level < 200; level++) deep = concatBytes(int(19), int(1), deep)
    const others = [deep, concatBytes(int(13), int(2 ** 30)), concatBytes(int(4), int(0))]
    for (const each of others) assert.throws(() => parseRValue(file(each)), refused)
    assert.throws(() => sitesOf(parseRValue(file(list(['lea'], ints(1))))), refused)
  })

  test('reads symbols that were met before, and compact sequences', () => {
    const again = concatBytes(
      int(19 | attributed),
      int(2),
      concatBytes(int(238), pairs([symbol('a'), symbol('b')]), int(254), int(254)),
      ints(1),
      int(254)
    )
    assert.throws(() => parseRValue(file(again)), { message: /compact form/ })
    const info = concatBytes(int(2), symbol('compact_intseq'), int(254))
    const sequence = concatBytes(int(238), info, reals(3, 5, 1), int(254))
    assert.deepEqual(parseRValue(file(sequence)).numbers, [5, 6, 7])
    const names = pairs([symbol('names'), texts('x')], [int(255 | (1 << 8)), texts('y')])
    const named = parseRValue(file(concatBytes(int(13 | attributed), int(1), int(4), names)))
    assert.deepEqual(named.attributes.get('names')?.texts, ['y'])
  })
})
