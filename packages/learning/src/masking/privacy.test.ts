/** What somebody sees who has every published document, and some of the holders. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bytesOf, fromHex } from '@commonhold/base'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import { applyStreams } from './keystream-sum.ts'
import { joinShares } from './shamir.ts'
import { assertSameWords, dealRound, drawMembers, heldBy, maskFor } from './testing/mask-round.ts'

const members = drawMembers(createSeededRandom('privacy'), 5)
const round = dealRound('privacy', members)
const self = members[0]!
const length = 60_000

describe('what masks hide', () => {
  test('a masked vector of zeros is uniform, byte by byte', async () => {
    const masked = await maskFor(round, self, new Uint32Array(length), 1)
    assertUniform(masked)
  })

  test('two equal segments of one vector show no difference', async () => {
    const masked = await maskFor(round, self, new Uint32Array(length).fill(12_345), 1)
    for (const apart of [1, 1000, 16_384, length / 2]) {
      assertUniform(difference(masked.subarray(apart), masked.subarray(0, length - apart)))
    }
  })

  test('the same vector in two rounds shows no difference, even with the same seeds', async () => {
    const vector = new Uint32Array(length).fill(7)
    const first = await maskFor(round, self, vector, 1)
    const second = await maskFor(dealRound('next', members), self, vector, 1)
    assertUniform(difference(first, second))
    const other = dealRound('privacy', members)
    const binding = other.binding.slice()
    binding[0] = binding[0]! ^ 1
    assertUniform(difference(first, await maskFor({ ...other, binding }, self, vector, 1)))
  })

  test('the masks of two neighbours differ', async () => {
    const vector = new Uint32Array(length)
    const first = await maskFor(round, self, vector, 1)
    const second = await maskFor(round, members[1]!, vector, 1)
    assertUniform(difference(first, second))
  })

  test('fewer holders than the threshold open nothing', () => {
    const { threshold } = round.graph
    for (const count of [1, threshold - 1]) {
      const shares = members.slice(1, 1 + count).map((holder, index) => ({
        at: index + 2,
        value: fromHex(heldBy(round, holder).get(self)!.selfShare)
      }))
      assert.notDeepEqual(joinShares(shares), round.secrets.get(self)!.selfSeed)
    }
    const enough = members.slice(1, 1 + threshold).map((holder, index) => ({
      at: index + 2,
      value: fromHex(heldBy(round, holder).get(self)!.selfShare)
    }))
    assert.deepEqual(joinShares(enough), round.secrets.get(self)!.selfSeed)
  })

  test('a stream is one over the whole vector: pieces give no other words', async () => {
    const key = nodeCrypto.sha256(new Uint8Array(1))
    const whole = new Uint32Array(40_000)
    await applyStreams(nodeCrypto, {
      vector: whole,
      wordsPerElement: 1,
      streams: [{ key, sign: 'add' }]
    })
    const expected = new Uint32Array(40_000)
    await nodeCrypto.openKeystream(key).fill(bytesOf(expected))
    assertSameWords(whole, expected)
  })
})

function difference(left: Uint32Array, right: Uint32Array): Uint32Array<ArrayBuffer> {
  return new Uint32Array(left.map((word, index) => word - right[index]!))
}

/** Chi-squared over byte values at each of the four places: 255 degrees, 8 deviations. */
function assertUniform(words: Uint32Array<ArrayBuffer>): void {
  const bytes = bytesOf(words)
  for (let place = 0; place < 4; place++) {
    const counts = new Float64Array(256)
    for (let index = place; index < bytes.length; index += 4) counts[bytes[index]!]!++
    const expected = words.length / 256
    const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    const limit = 8 * Math.sqrt(2 * 255)
    assert.ok(Math.abs(chiSquared - 255) < limit, `chi-squared ${chiSquared} at byte ${place}`)
  }
}
