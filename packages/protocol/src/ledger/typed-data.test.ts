import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Hex } from '@commonhold/base'
import { hashTypedData, type TypedData } from './typed-data.ts'

const domain = {
  name: 'Commonhold',
  version: '1',
  chainId: 84_300,
  verifyingContract: '0xcccccccccccccccccccccccccccccccccccccccc' as Hex
}

const all: TypedData = {
  domain,
  type: 'All(uint8 small,uint256 large,bytes32 word,address who,string text,bytes data)',
  values: {
    small: 255,
    large: 2n ** 256n - 1n,
    word: `0x${'11'.repeat(32)}`,
    who: `0x${'22'.repeat(20)}`,
    text: 'für alle',
    data: Uint8Array.of(1, 2, 3)
  }
}

const refusal = { code: 'PROTOCOL_BAD_TYPED_DATA' }

test('a struct with every kind of field has the digest that viem gives it', () => {
  assert.equal(
    hashTypedData(all),
    '0x4dff93c1ab44feeb958bee4ca97de823fe3b9ae396be6bc168c0afbb7fb69970'
  )
})

test('the digest depends on every part of the domain', () => {
  const others = [
    { ...domain, name: 'Other' },
    { ...domain, version: '2' },
    { ...domain, chainId: 1 },
    { ...domain, verifyingContract: `0x${'dd'.repeat(20)}` as Hex }
  ]
  const digests = [domain, ...others].map((each) => hashTypedData({ ...all, domain: each }))
  assert.equal(new Set(digests).size, 5)
})

test('values out of their field are refused', () => {
  const bad: Record<string, bigint | number | string | Uint8Array>[] = [
    { small: 256 },
    { small: -1 },
    { small: 1.5 },
    { small: '1' },
    { large: 2n ** 256n },
    { word: `0x${'11'.repeat(31)}` },
    { word: 5n },
    { who: `0x${'22'.repeat(32)}` },
    { text: 7 },
    { text: '\ud800' },
    { unknown: 1 }
  ]
  for (const change of bad) {
    assert.throws(() => hashTypedData({ ...all, values: { ...all.values, ...change } }), refusal)
  }
})

test('a missing value is refused, also one that every object inherits', () => {
  assert.throws(() => hashTypedData({ domain, type: 'A(uint8 one)', values: {} }), refusal)
  assert.throws(() => hashTypedData({ domain, type: 'A(string toString)', values: {} }), refusal)
})

test('types that are not flat structs of known fields are refused', () => {
  const types = [
    'A',
    'A()',
    'a(uint8 one)',
    'A(uint8 one) ',
    'A(uint one)',
    'A(uint7 one)',
    'A(uint08 one)',
    'A(uint264 one)',
    'A(int8 one)',
    'A(uint8[] one)',
    'A(uint8  one)',
    'A(uint8 one,uint8 one)',
    'A(B one)B(uint8 two)'
  ]
  for (const type of types) {
    assert.throws(() => hashTypedData({ domain, type, values: { one: 1 } }), refusal, type)
  }
})
