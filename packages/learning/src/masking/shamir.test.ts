import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createSeededRandom } from '@commonhold/platform'
import fc from 'fast-check'
import { joinShares, splitSecret } from './shamir.ts'

describe('shamir', () => {
  test('multiplies as FIPS 197, section 4.2, does: 57·13 = fe and 57·83 = c1', () => {
    const shares = splitSecret({
      secret: Uint8Array.of(0),
      threshold: 2,
      holders: 0x83,
      random: { bytes: () => Uint8Array.of(0x57) }
    })
    assert.equal(shares[0x13 - 1]![0], 0xfe)
    assert.equal(shares[0x83 - 1]![0], 0xc1)
    assert.equal(shares[0]![0], 0x57)
  })

  test('any threshold of the shares open the secret, in any order', () => {
    fc.assert(
      fc.property(scenario, fc.nat(), ({ secret, threshold, holders, seed }, order) => {
        const random = createSeededRandom(seed)
        const shares = splitSecret({ secret, threshold, holders, random })
        const places = shares.map((value, index) => ({ at: index + 1, value }))
        const turned = [...places.slice(order % holders), ...places.slice(0, order % holders)]
        assert.deepEqual(joinShares(turned.slice(0, threshold)), new Uint8Array(secret))
        assert.deepEqual(joinShares(turned), new Uint8Array(secret))
      }),
      { numRuns: 60 }
    )
  })

  test('one share fewer fits every secret equally well', () => {
    // With two of three needed, the share at 1 is secret + coefficient: the coefficient that
    // explains it exists for each of the 256 secrets, once.
    const seen = new Set<number>()
    for (let coefficient = 0; coefficient < 256; coefficient++) {
      const random = { bytes: () => Uint8Array.of(coefficient) }
      const [share] = splitSecret({ secret: Uint8Array.of(7), threshold: 2, holders: 3, random })
      seen.add(share![0]!)
    }
    assert.equal(seen.size, 256)
  })

  test('a changed share opens another value', () => {
    const random = createSeededRandom('changed')
    const secret = random.bytes(32)
    const shares = splitSecret({ secret, threshold: 3, holders: 5, random })
    shares[1]![31]! ^= 1
    const opened = joinShares([0, 1, 2].map((at) => ({ at: at + 1, value: shares[at]! })))
    assert.notDeepEqual(opened, secret)
  })

  test('refuses one place twice', () => {
    const share = { at: 1, value: Uint8Array.of(1) }
    assert.throws(() => joinShares([share, share]), /shares differ in place/)
  })
})

const scenario = fc
  .record({
    secret: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    holders: fc.integer({ min: 1, max: 255 }),
    seed: fc.nat()
  })
  .chain((rest) =>
    fc.integer({ min: 1, max: rest.holders }).map((threshold) => ({ ...rest, threshold }))
  )
