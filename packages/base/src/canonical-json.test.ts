import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AssertionError } from './assert.ts'
import { fromHex, toHex, utf8 } from './bytes.ts'
import { canonicalText, decodeCanonical, encodeCanonical, type Json } from './canonical-json.ts'

describe('canonical JSON', () => {
  it('gives the bytes of RFC 8785, section 3.2.4', () => {
    const document = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`) as Json
    // The bytes that section 3.2.4 prints.
    const expected =
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d6265727322' +
      '3a5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d' +
      '32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d'
    assert.equal(toHex(encodeCanonical(document)), `0x${expected}`)
    const text =
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    assert.equal(canonicalText(document), text)
  })

  it('sorts keys by UTF-16 units as RFC 8785, section 3.2.3', () => {
    const document = JSON.parse(`{
      "\\u20ac": "Euro Sign",
      "\\r": "Carriage Return",
      "\\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\\ud83d\\ude00": "Emoji: Grinning Face",
      "\\u0080": "Control",
      "\\u00f6": "Latin Small Letter O With Diaeresis"
    }`) as Json
    const values = Object.values(JSON.parse(canonicalText(document)) as Record<string, string>)
    // A number-like key comes first in a parsed object whatever its place in the text.
    assert.ok(canonicalText(document).startsWith('{"\\r":"Carriage Return","1":"One","\u0080":'))
    assert.deepEqual(values.slice(2), [
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh'
    ])
  })

  it('prints numbers as RFC 8785, appendix B', () => {
    const samples: readonly (readonly [ieee: string, text: string])[] = [
      ['0x0000000000000000', '0'],
      ['0x8000000000000000', '0'],
      ['0x0000000000000001', '5e-324'],
      ['0x8000000000000001', '-5e-324'],
      ['0x7fefffffffffffff', '1.7976931348623157e+308'],
      ['0x4340000000000000', '9007199254740992'],
      ['0xc340000000000000', '-9007199254740992'],
      ['0x4430000000000000', '295147905179352830000'],
      ['0x44b52d02c7e14af5', '9.999999999999997e+22'],
      ['0x44b52d02c7e14af6', '1e+23'],
      ['0x444b1ae4d6e2ef4e', '999999999999999700000'],
      ['0x444b1ae4d6e2ef50', '1e+21'],
      ['0x3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
      ['0x3eb0c6f7a0b5ed8d', '0.000001'],
      ['0x41b3de4355555555', '333333333.3333333'],
      ['0xbecbf647612f3696', '-0.0000033333333333333333'],
      ['0x43143ff3c1cb0959', '1424953923781206.2']
    ]
    for (const [ieee, text] of samples) {
      const bytes = fromHex(ieee)
      assert.equal(canonicalText(new DataView(bytes.buffer).getFloat64(0)), text)
    }
  })

  it('is the same for documents that differ only in order, and comes back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const document = JSON.parse(JSON.stringify(value)) as Json
        const bytes = encodeCanonical(document)
        assert.deepEqual(decodeCanonical(bytes, bytes.length), JSON.parse(canonicalText(document)))
        assert.deepEqual(encodeCanonical(turned(document)), bytes)
      })
    )
  })

  it('leaves out members without a value, and refuses what JSON cannot hold', () => {
    assert.equal(canonicalText({ b: undefined, a: 1 }), '{"a":1}')
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800']) {
      assert.throws(() => canonicalText({ value }), AssertionError)
    }
  })
})

describe('canonical JSON from outside', () => {
  const refused = (text: string) =>
    assert.throws(() => decodeCanonical(utf8(text), 100), { code: 'BASE_NOT_CANONICAL' }, text)

  it('P8: is refused with white space, keys out of order or twice, or other numbers', () => {
    const texts = ['{ }', '[1, 2]', '1 ', '\ufeff1', '{"b":1,"a":2}', '{"a":1,"a":1}']
    const numbers = [
      '1.0',
      '1e0',
      '-0',
      '01',
      '1e400',
      '+1',
      '.5',
      '0x10',
      'NaN',
      '9007199254740993'
    ]
    const strings = ['"\\u0041"', '"\\/"', '"\\ud800"', '"', "'a'"]
    for (const text of [...texts, ...numbers, ...strings, '', '{', 'undefined']) refused(text)
  })

  it('P8: is refused over its size before it is read', () => {
    assert.equal(decodeCanonical(utf8('[1,2]'), 5)?.toString(), '1,2')
    assert.throws(() => decodeCanonical(utf8('[1,2]'), 4), { code: 'BASE_NOT_CANONICAL' })
  })

  it('P8: keeps a member called __proto__ as a member', () => {
    const text = '{"__proto__":{"admin":true}}'
    const document = decodeCanonical(utf8(text), 100) as Record<string, unknown>
    assert.equal(Object.getPrototypeOf(document), Object.prototype)
    assert.equal(canonicalText(document as Json), text)
  })

  it('P8: nested deeply is refused by code or read, and the process goes on', () => {
    const deep = utf8(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)
    assert.throws(() => decodeCanonical(deep, 500_000), { code: 'BASE_NOT_CANONICAL' })
  })

  it('is refused where the bytes are no UTF-8', () => {
    assert.throws(() => decodeCanonical(Uint8Array.of(0x22, 0xff, 0x22), 9), {
      code: 'BASE_BAD_UTF8'
    })
  })
})

/** The same document with the members of every object the other way round. */
function turned(document: Json): Json {
  if (Array.isArray(document)) return document.map(turned)
  if (document === null || typeof document !== 'object') return document
  const members = Object.entries(document as Record<string, Json>).reverse()
  return Object.fromEntries(members.map(([key, value]) => [key, turned(value)]))
}
