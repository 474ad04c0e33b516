import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSeededRandom } from '@commonhold/platform'
import { createSharedBytes, createStoredBytes } from './stored-bytes.ts'

const random = createSeededRandom('stored')
const whole = random.bytes(700_000)

test('bytes come back as they were added, in whatever parts', () => {
  for (const part of [1000, 131_072, 200_000, 700_000]) {
    const stored = createStoredBytes(createSharedBytes())
    for (let at = 0; at < whole.length; at += part) stored.append(whole.subarray(at, at + part))
    stored.settle()
    assert.equal(stored.sizeBytes(), whole.length)
    for (const [position, length] of [
      [0, 700_000],
      [131_071, 2],
      [131_072, 131_072],
      [699_990, 100],
      [700_000, 10],
      [900_000, 10]
    ] as const) {
      const into = new Uint8Array(length)
      const count = stored.read(into, position)
      assert.equal(count, Math.max(0, Math.min(length, whole.length - position)))
      assert.deepEqual(into.subarray(0, count), whole.subarray(position, position + count))
    }
  }
})

test('a beginning is a file of its own', () => {
  const stored = createStoredBytes(createSharedBytes())
  stored.append(whole)
  const first = stored.beginning(300_001)
  first.append(Uint8Array.of(7))
  assert.equal(stored.sizeBytes(), whole.length)
  assert.equal(first.sizeBytes(), 300_002)
  const into = new Uint8Array(2)
  first.read(into, 300_000)
  assert.deepEqual(into, Uint8Array.of(whole[300_000]!, 7))
})

test('equal bytes are the same memory, other bytes are not', () => {
  const share = createSharedBytes()
  const [one, same] = [whole.slice(0, 5000), whole.slice(0, 5000)]
  assert.equal(share(one), one)
  assert.equal(share(same), one)
  assert.notEqual(share(whole.slice(1, 5001)), one)
})
