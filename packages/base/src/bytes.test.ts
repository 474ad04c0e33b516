import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AssertionError } from './assert.ts'
import {
  bytesOf,
  compareBytes,
  concatBytes,
  equalBytes,
  fromHex,
  fromUtf8,
  toHex,
  utf8,
  wordsOf
} from './bytes.ts'

const someBytes = fc.uint8Array({ maxLength: 70 })

describe('hexadecimal', () => {
  it('comes back to the same bytes, in lower case, with Buffer’s digits', () => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        assert.equal(toHex(bytes), `0x${Buffer.from(bytes).toString('hex')}`)
        assert.deepEqual(fromHex(toHex(bytes)), new Uint8Array(bytes))
        assert.deepEqual(fromHex(`0x${toHex(bytes).slice(2).toUpperCase()}`), new Uint8Array(bytes))
      })
    )
    assert.equal(toHex(new Uint8Array()), '0x')
  })

  it('is refused without 0x, with an odd number of digits, or with other letters', () => {
    for (const text of ['', '0', '00', '0x0', '0xg0', '0x 00', '0x00 ', '0X00', '0x0_', '-0x00']) {
      assert.throws(() => fromHex(text), { code: 'BASE_BAD_HEX', fault: 'caller' })
    }
  })

  it('is not repeated at length in an error', () => {
    const long = `0x${'zz'.repeat(1_000_000)}`
    assert.throws(
      () => fromHex(long),
      ({ message }) => message.length < 200
    )
  })
})

describe('UTF-8', () => {
  it('comes back to the same text, but for a byte order mark before it', () => {
    assert.equal(fromUtf8(utf8('\ufeffa\ufeff')), 'a\ufeff')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(fromUtf8(utf8(`.${text}`)), `.${text}`)
      })
    )
  })

  it('is refused where the bytes are none', () => {
    for (const bytes of [
      [0x80],
      [0xc0, 0xaf],
      [0xed, 0xa0, 0x80],
      [0xf5, 0x80, 0x80, 0x80],
      [0xe2]
    ]) {
      assert.throws(() => fromUtf8(Uint8Array.from(bytes)), { code: 'BASE_BAD_UTF8' })
    }
  })
})

describe('bytes', () => {
  it('are joined in order, in new memory', () => {
    fc.assert(
      fc.property(fc.array(someBytes), (parts) => {
        const whole = concatBytes(...parts)
        assert.deepEqual(Buffer.from(whole), Buffer.concat(parts))
      })
    )
    const part = Uint8Array.of(1)
    const whole = concatBytes(part)
    part[0] = 2
    assert.equal(whole[0], 1)
  })

  it('are equal where every byte is, and ordered by the first that differs', () => {
    fc.assert(
      fc.property(someBytes, someBytes, (left, right) => {
        assert.equal(equalBytes(left, right), Buffer.compare(left, right) === 0)
        assert.equal(Math.sign(compareBytes(left, right)), Buffer.compare(left, right))
        assert.ok(equalBytes(left, left.slice()))
      })
    )
    assert.equal(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 0)), false)
  })

  it('are the same memory as their words, least significant byte first', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 0, 0, 0)
    const words = wordsOf(bytes)
    assert.deepEqual([...words], [0x04030201, 5])
    words[1] = 9
    assert.equal(bytes[4], 9)
    assert.equal(bytesOf(words).buffer, bytes.buffer)
  })

  it('that are not whole words are the programmer’s mistake', () => {
    assert.throws(() => wordsOf(new Uint8Array(3)), AssertionError)
    assert.throws(() => wordsOf(new Uint8Array(8).subarray(1, 5)), AssertionError)
  })
})
