import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Hex, toHex } from '@commonhold/base'
import { hashTypedData } from '@commonhold/protocol/ledger/typed-data'
import fc from 'fast-check'
import { hashTypedData as hashByViem } from 'viem'

const bytesOf = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => toHex(bytes))

/** A field's type, with values that fit it. */
const fieldKind = fc.oneof(
  fc.integer({ min: 1, max: 32 }).map((size) => ({
    type: `uint${8 * size}`,
    value: fc.bigInt({ min: 0n, max: 2n ** BigInt(8 * size) - 1n }) as fc.Arbitrary<unknown>
  })),
  fc.constant({ type: 'bytes32', value: bytesOf(32) as fc.Arbitrary<unknown> }),
  fc.constant({ type: 'address', value: bytesOf(20) as fc.Arbitrary<unknown> }),
  fc.constant({ type: 'string', value: fc.string({ unit: 'grapheme' }) as fc.Arbitrary<unknown> }),
  fc.constant({
    type: 'bytes',
    value: fc.uint8Array({ maxLength: 100 }).map((bytes) => toHex(bytes)) as fc.Arbitrary<unknown>
  })
)

const structs = fc.array(fieldKind, { minLength: 1, maxLength: 8 }).chain((kinds) =>
  fc.tuple(...kinds.map(({ value }) => value)).map((values) => ({
    fields: kinds.map(({ type }, index) => ({ type, name: `field${index}` })),
    values: Object.fromEntries(values.map((value, index) => [`field${index}`, value]))
  }))
)

test('any flat struct in any domain has the digest that viem gives it', () => {
  const domains = fc.record({
    name: fc.string(),
    version: fc.string(),
    chainId: fc.integer({ min: 1, max: 2 ** 50 }),
    verifyingContract: bytesOf(20)
  })
  fc.assert(
    fc.property(domains, structs, (domain, { fields, values }) => {
      const list = fields.map(({ type, name }) => `${type} ${name}`).join(',')
      const ours = hashTypedData({ domain, type: `Some(${list})`, values: values as never })
      const theirs: Hex = hashByViem({
        domain,
        primaryType: 'Some',
        types: { Some: fields },
        message: values
      })
      assert.equal(ours, theirs)
    }),
    { numRuns: 300 }
  )
})
