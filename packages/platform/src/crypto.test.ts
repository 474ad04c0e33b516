import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { toHex } from '@commonhold/base'
import { cryptoSuite } from './crypto.suite.ts'
import { nodeCrypto } from './node-crypto.ts'
import { createSeededRandom } from './seeded-random.ts'
import { openWebCrypto } from './web-crypto.ts'

const webCrypto = openWebCrypto()
cryptoSuite('node crypto', nodeCrypto)
cryptoSuite('web crypto', webCrypto)

describe('node crypto and web crypto', () => {
  test('give the same bytes and open each other’s, in both directions', async () => {
    const random = createSeededRandom('interop')
    for (let run = 0; run < 10; run++) {
      const [seed, message, key] = [random.bytes(64), random.bytes(32), random.bytes(32)]
      const body = random.bytes(1 + run * 37)
      for (const [left, right] of [
        [nodeCrypto, webCrypto],
        [webCrypto, nodeCrypto]
      ] as const) {
        const publicKey = left.mlKem768.publicKey(seed)
        assert.deepEqual(right.mlKem768.publicKey(seed), publicKey)
        const { ciphertext, sharedSecret } = left.mlKem768.encapsulate(publicKey, message)
        assert.deepEqual(right.mlKem768.decapsulate(seed, ciphertext), sharedSecret)
        ciphertext[run] = ciphertext[run]! ^ 1
        assert.deepEqual(
          right.mlKem768.decapsulate(seed, ciphertext),
          left.mlKem768.decapsulate(seed, ciphertext)
        )
        const theirs = right.x25519.publicKey(message)
        assert.deepEqual(
          left.x25519.sharedSecret(key, theirs),
          right.x25519.sharedSecret(message, left.x25519.publicKey(key))
        )
        const signature = left.ed25519.sign(key, body)
        assert.ok(right.ed25519.verify(left.ed25519.publicKey(key), body, signature))
        const sealed = left.seal({ key, plaintext: body, associatedData: message })
        assert.deepEqual(right.unseal({ key, sealed, associatedData: message }), body)
      }
      const streams = [new Uint8Array(70_001 + run), new Uint8Array(70_001 + run)]
      await nodeCrypto.openKeystream(key).fill(streams[0]!)
      await webCrypto.openKeystream(key).fill(streams[1]!)
      const [ours, theirs] = streams.map((stream) => toHex(nodeCrypto.sha256(stream)))
      assert.equal(ours, theirs)
    }
  })

  test('fills asked for at once come one after the other', async () => {
    const key = nodeCrypto.sha256(new Uint8Array(0))
    const whole = new Uint8Array(100)
    await nodeCrypto.openKeystream(key).fill(whole)
    const stream = webCrypto.openKeystream(key)
    const [first, second] = [new Uint8Array(33), new Uint8Array(67)]
    await Promise.all([stream.fill(first), stream.fill(second)])
    assert.deepEqual([...first, ...second], [...whole])
  })
})
