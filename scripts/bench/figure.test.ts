import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { figureTable, holds, parseFigures } from './figure.ts'

const line = (fields: object) =>
  JSON.stringify({ name: 'a', value: 2, unit: 'ms', kind: 'max', limit: 4, ...fields })

describe('figures', () => {
  test('are read from lines of JSON; other lines are left alone', () => {
    const figures = parseFigures(`warming up\n${line({})}\n${line({ rival: 'copying' })}\n`, 'x')
    assert.equal(figures.length, 2)
    assert.deepEqual(figures[0], { name: 'a', value: 2, unit: 'ms', kind: 'max', limit: 4 })
  })

  test('are refused where they lack a part, and a program must print one', () => {
    const bad = [
      line({ value: 'fast' }),
      line({ value: null }),
      line({ kind: 'most' }),
      line({ limit: undefined }),
      line({ rival: 3 }),
      '{"name":',
      ''
    ]
    for (const each of bad) {
      assert.throws(() => parseFigures(each, 'x'), { code: 'BENCH_BAD_FIGURE' }, each)
    }
  })

  test('hold on their side of the limit, the limit included', () => {
    const figure = { name: 'a', unit: 'ms', limit: 4 }
    assert.equal(holds({ ...figure, value: 4, kind: 'max' }), true)
    assert.equal(holds({ ...figure, value: 4.1, kind: 'max' }), false)
    assert.equal(holds({ ...figure, value: 4, kind: 'min' }), true)
    assert.equal(holds({ ...figure, value: 3.9, kind: 'min' }), false)
    assert.equal(holds({ ...figure, value: 99, kind: 'info' }), true)
  })

  test('are told with their ratio, and a missed one is marked', () => {
    const table = figureTable([
      { name: 'mask', value: 61.234, unit: 'ms', kind: 'max', limit: 80 },
      { name: 'sum', value: 0.4, unit: 'of copying', kind: 'min', limit: 0.5, rival: 'memcpy' },
      { name: 'size', value: 4_000_080, unit: 'bytes', kind: 'info' }
    ])
    assert.match(table, /\| mask \| 61\.2 ms \| ≤ 80 \| 0\.765 \|/)
    assert.match(table, /\| sum \| 0\.4 of copying \| ≥ 0\.5 \(memcpy\) \| 0\.8 \*\*missed\*\* \|/)
    assert.match(table, /\| size \| 4,000,080 bytes \| {2}\| {2}\|/)
  })
})
