import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  parseAssetId,
  parseBps,
  parseBytes32,
  parseMemberId,
  parseStudyId,
  parseUnixSeconds,
  zeroBytes32
} from './units.ts'

const bad = { code: 'BASE_BAD_VALUE', fault: 'caller' }

describe('units from outside', () => {
  it('read hexadecimal of one length, in lower case', () => {
    assert.equal(parseBytes32(`0x${'AB'.repeat(32)}`), `0x${'ab'.repeat(32)}`)
    assert.equal(parseMemberId(`0x${'AB'.repeat(20)}`), `0x${'ab'.repeat(20)}`)
    assert.equal(parseBytes32(zeroBytes32), zeroBytes32)
    for (const length of [0, 19, 21, 31, 33]) {
      const text = `0x${'00'.repeat(length)}`
      assert.throws(() => parseBytes32(text), bad)
      assert.throws(() => parseMemberId(text), bad)
    }
    for (const text of ['', 'ab'.repeat(20), `0x${'zz'.repeat(20)}`, `0x${'ab'.repeat(20)}\n`]) {
      assert.throws(() => parseMemberId(text), bad)
    }
  })

  const whole = [
    ['a study', parseStudyId, 1, Number.MAX_SAFE_INTEGER],
    ['an asset', parseAssetId, 1, Number.MAX_SAFE_INTEGER],
    ['seconds', parseUnixSeconds, 0, Number.MAX_SAFE_INTEGER],
    ['basis points', parseBps, 0, 10_000]
  ] as const
  for (const [name, parse, low, high] of whole) {
    it(`read ${name} as a whole number from ${low} to ${high}`, () => {
      for (const value of [low, high]) {
        assert.equal(parse(value), value)
        assert.equal(parse(String(value)), value)
        assert.equal(parse(BigInt(value)), value)
      }
      const outside = [low - 1, high + 1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2n ** 64n]
      for (const value of outside) assert.throws(() => parse(value), bad)
      const texts = ['', ' 1', '1 ', '+1', '-1', '1e3', '0x10', '1.0', '١', 'Infinity']
      for (const text of texts) assert.throws(() => parse(text), bad)
    })
  }

  it('are not repeated at length in an error', () => {
    assert.throws(
      () => parseStudyId('9'.repeat(1_000_000)),
      ({ message }) => message.length < 200
    )
  })
})
