import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { columns, makeSites } from './make.ts'

const plain = { sites: 5, rows: 50 }
const fileOf = (options: Parameters<typeof makeSites>[0], site: number) =>
  makeSites(options).get(`site-${site}.csv`) ?? ''

describe('own data', () => {
  test('is the same for the same options, and other for another seed', () => {
    assert.deepEqual(makeSites(plain), makeSites(plain))
    assert.notDeepEqual(makeSites(plain), makeSites({ ...plain, seed: 2 }))
  })

  test('is plain where no quirk is asked for, with both outcomes at every site', () => {
    for (const text of makeSites(plain).values()) {
      const lines = text.split('\n')
      assert.equal(lines[0], columns.join(','))
      assert.equal(lines.length, plain.rows + 2)
      assert.match(text, /,ill\n/)
      assert.match(text, /,well\n/)
      assert.doesNotMatch(text, /["\r\ufeff]|,,|NA|isolation/)
    }
  })

  test('has each quirk at its site only', () => {
    const quirks = {
      byteOrderMark: [2, /^\ufeffage/],
      crlf: [3, /outcome\r\n.*(ill|well)$/s],
      reordered: [4, /^outcome,ward,smoker,pressure,age\n/],
      quoted: [5, /^"age".*"north, old wing"/s],
      oneClass: [5, /^(?!.*,ill)/s],
      rareCategory: [1, /,isolation,/]
    } as const
    for (const [name, [site, pattern]] of Object.entries(quirks)) {
      const options = { ...plain, [name]: true }
      assert.match(fileOf(options, site), pattern, name)
      const others = [1, 2, 3, 4, 5].filter((each) => each !== site)
      for (const other of others) assert.equal(fileOf(options, other), fileOf(plain, other), name)
    }
    assert.match(fileOf({ ...plain, quoted: true }, 5), /"south ""annex"""/)
  })

  test('lacks as many measurements as asked, and never an outcome', () => {
    const text = [...makeSites({ ...plain, rows: 1000, missingShare: 0.2 }).values()].join('')
    const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('age'))
    const missing = rows.flatMap((row) => row.split(',')).filter((each) => /^(NA)?$/.test(each))
    assert.ok(Math.abs(missing.length / (rows.length * 3) - 0.2) < 0.02, String(missing.length))
    assert.ok(rows.every((row) => /,(ill|well)$/.test(row)))
  })

  test('refuses counts that are none', () => {
    for (const bad of [
      { sites: 0 },
      { missingShare: 2 },
      { rows: Number.NaN },
      { rows: 1.5 },
      { sites: 1001 }
    ]) {
      assert.throws(() => makeSites({ ...plain, ...bad }), { code: 'EXAMPLES_BAD_OPTION' })
    }
  })
})
