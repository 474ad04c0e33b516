import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CommonholdError, utf8 } from '@commonhold/base'
import fc from 'fast-check'
import { type CsvOptions, readCsv } from './csv.ts'
import { type Column, columnOf, type Dataset, missingCode } from './dataset.ts'

function read(text: string, options: Partial<CsvOptions> = {}): Dataset {
  return readCsv(utf8(text), { file: 'table.csv', ...options })
}

function valuesOf(column: Column | undefined): readonly (string | number | undefined)[] {
  assert.ok(column)
  if (column.kind === 'numeric') {
    return Array.from(column.values, (value) => (Number.isNaN(value) ? undefined : value))
  }
  return Array.from(column.codes, (code) =>
    code === missingCode ? undefined : column.categories[code]
  )
}

function refuses(text: string | Uint8Array, expected: object, options: Partial<CsvOptions> = {}) {
  const bytes = typeof text === 'string' ? utf8(text) : text
  assert.throws(
    () => readCsv(bytes, { file: 'table.csv', ...options }),
    (error: CommonholdError) => {
      assert.equal(error.code, 'LEARNING_BAD_CSV', error.message)
      const { file, line, column, columnName } = error.details
      const seen = { line, column, columnName, file }
      for (const [key, value] of Object.entries({ file: 'table.csv', ...expected })) {
        assert.equal(seen[key as keyof typeof seen], value, `${key}: ${error.message}`)
      }
      return true
    }
  )
}

describe('readCsv', () => {
  it('tells numbers from words and finds what is missing', () => {
    const table = read('age,ward,pain\n63,north,1.5\n?,NA,NaN\n,"",null\n-4e2,south,N/A\n')
    assert.equal(table.rows, 4)
    assert.deepEqual(valuesOf(columnOf(table, 'age')), [63, undefined, undefined, -400])
    assert.deepEqual(valuesOf(columnOf(table, 'ward')), ['north', undefined, undefined, 'south'])
    assert.deepEqual(valuesOf(columnOf(table, 'pain')), [1.5, undefined, undefined, undefined])
  })

  it('reads quotes, doubled quotes, and line ends and delimiters inside them', () => {
    const table = read('name,text\r\na,"x, ""y""\r\nz"\r\n"b ",plain "quote"\r\n')
    assert.deepEqual(valuesOf(columnOf(table, 'name')), ['a', 'b '])
    assert.deepEqual(valuesOf(columnOf(table, 'text')), ['x, "y"\r\nz', 'plain "quote"'])
  })

  it('keeps quoted and unquoted texts with the same bytes apart', () => {
    const table = read('a,b\nx""y,1\n"x""y",2\n"x""""y",3\n')
    assert.deepEqual(valuesOf(columnOf(table, 'a')), ['x""y', 'x"y', 'x""y'])
  })

  for (const [name, end] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r']
  ] as const) {
    it(`reads lines that end in ${name}, with empty lines and a byte order mark`, () => {
      const table = read(`\ufeff${end}a;b${end}${end}1;2${end}   ${end}3;4`)
      assert.deepEqual(valuesOf(columnOf(table, 'a')), [1, 3])
      assert.deepEqual(valuesOf(columnOf(table, 'b')), [2, 4])
    })
  }

  it('recognises the delimiter by the header', () => {
    assert.equal(read('a;b,c;d\n1;2;3').columns.length, 3)
    assert.equal(read('a\tb\n1\t\n').columns.length, 2)
    assert.deepEqual(valuesOf(columnOf(read('a\tb\n1\t\n'), 'b')), [undefined])
    assert.equal(read('"a;;;;",b\n1,2').columns.length, 2)
  })

  it('reads numbers to the last bit', () => {
    const texts = ['0.1', '1e-300', '123456789012345678', '.5', '5.', '+7', '-0.000123', '1.7e308']
    const table = read(`x\n${texts.join('\n')}`)
    assert.deepEqual(valuesOf(columnOf(table, 'x')), texts.map(Number))
  })

  it('takes the plan for what a column is', () => {
    const kinds = new Map([['code', 'categorical' as const]])
    const table = read('code,x\n1,1\n2,2\n', { kinds })
    assert.deepEqual(valuesOf(columnOf(table, 'code')), ['1', '2'])
    refuses(
      'x\n1\n\n"multi\nline"\n',
      { line: 4, column: 1, columnName: 'x' },
      {
        kinds: new Map([['x', 'numeric']])
      }
    )
  })

  it('keeps only the columns asked for', () => {
    const table = read('a,b\n1,2\n', { only: new Set(['b']) })
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['b']
    )
  })

  it('takes further words for missing', () => {
    assert.deepEqual(valuesOf(read('a\n-\n3\n', { missing: ['-'] }).columns[0]), [undefined, 3])
  })

  it('says where a file goes wrong', () => {
    refuses('', { line: 1 })
    refuses('a,b\n1,2\n\n1,2,3\n', { line: 4, column: 3, columnName: undefined })
    refuses('a,b\n1,2,3,4,5\n', { line: 2, column: 3, columnName: undefined })
    refuses('a,b\n"1\n\n",2\n1\n', { line: 5, column: 2, columnName: 'b' })
    refuses('a," b ""c"" ",d\n1\n', { line: 2, column: 2, columnName: 'b "c"' })
    refuses('a,b\n1,2\n3,"open\n4,5\n', { line: 3, column: 2 })
    refuses('a,b\n1,"x"y\n', { line: 2, column: 2 })
    refuses('a,a\n1,2\n', { line: 1, column: 2, columnName: 'a' })
    refuses('a,\n1,2\n', { line: 1, column: 2 })
    refuses('a\n1\n2\u0000\n', { line: 3 })
    refuses(Uint8Array.of(0x61, 0x0a, 0xe4, 0x0a), { line: 2 })
    refuses(Uint8Array.of(0xff, 0xfe, 0x61, 0x00), { line: 1 })
    refuses('price;x\n"1,5";2\n', { line: 2, column: 1, columnName: 'price' })
  })

  it('stops at its limits', () => {
    refuses('a\n1\n2\n', { line: 3 }, { limits: { rowsMax: 1 } })
    refuses('a,b,c\n', { line: 1 }, { limits: { columnsMax: 2 } })
    refuses('a\nxxxxx\n', { line: 2, column: 1 }, { limits: { fieldBytesMax: 4 } })
    refuses('a\nx\ny\nz\n', { line: 4, columnName: 'a' }, { limits: { categoriesMax: 2 } })
    refuses('a\nx\n', {}, { limits: { bytesMax: 3 } })
    refuses('a,b\n1,2\n', { line: 2 }, { limits: { fieldsMax: 3 } })
  })

  it('reads back whatever a writer wrote', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    const field = word.filter(
      (text) =>
        !text.includes('\u0000') &&
        !text.includes('\ufeff') &&
        !['?', 'NA', 'N/A', 'NaN', 'null'].includes(text) &&
        text.isWellFormed()
    )
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width })))
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, delimiter, end) => {
          const width = rows[0]?.length ?? 1
          const names = Array.from({ length: width }, (_, index) => `column ${index}`)
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
          const text = [names, ...rows].map((row) => row.map(quote).join(delimiter)).join(end)
          const kinds = new Map(names.map((name) => [name, 'categorical' as const]))
          const back = read(text, { kinds })
          assert.equal(back.rows, rows.length)
          names.forEach((name, index) => {
            assert.deepEqual(
              valuesOf(columnOf(back, name)),
              rows.map((row) => row[index])
            )
          })
        }
      )
    )
  })

  it('answers any bytes with a table or with its own error', () => {
    const piece = fc.constantFrom(
      'a',
      '"',
      ',',
      ';',
      '\n',
      '\r',
      ' ',
      '1',
      '\t',
      'é',
      '\u0000',
      '""'
    )
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(piece, { maxLength: 80 }).map((pieces) => utf8(pieces.join('')))
    )
    fc.assert(
      fc.property(bytes, (input) => {
        try {
          const table = readCsv(input, { file: 'x' })
          for (const column of table.columns) {
            assert.equal(valuesOf(column).length, table.rows)
            assert.ok(!valuesOf(column).includes(''))
          }
        } catch (error) {
          assert.ok(error instanceof CommonholdError, String(error))
          assert.equal(error.code, 'LEARNING_BAD_CSV')
        }
      }),
      { numRuns: 1000 }
    )
  })
})
