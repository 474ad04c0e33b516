/** What every implementation of the crypto port owes: the standards' own answers, and no more. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Crypto, concatBytes, fromHex, toHex, utf8 } from '@commonhold/base'
import { shake128 } from '@noble/hashes/sha3.js'

const hex = (text: string) => fromHex(`0x${text.replaceAll(/\s/g, '')}`)

/** Registers the suite for one implementation. */
export function cryptoSuite(name: string, crypto: Crypto): void {
  describe(`${name}: hashes`, () => {
    test('SHA-256 as FIPS 180-4 has it, whole and in pieces', () => {
      const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
      assert.equal(toHex(crypto.sha256(utf8('abc'))), `0x${digest}`)
      const hasher = crypto.openSha256()
      hasher.update(utf8('a'))
      hasher.update(utf8('bc'))
      assert.equal(toHex(hasher.digest()), `0x${digest}`)
    })

    test('HKDF as RFC 5869, appendix A.1 and A.3', () => {
      const full = crypto.hkdf({
        secret: hex('0b'.repeat(22)),
        salt: hex('000102030405060708090a0b0c'),
        info: hex('f0f1f2f3f4f5f6f7f8f9'),
        length: 42
      })
      assert.deepEqual(
        full,
        hex(`3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf
          34007208d5b887185865`)
      )
      const empty = new Uint8Array(0)
      const bare = { secret: hex('0b'.repeat(22)), salt: empty, info: empty, length: 42 }
      assert.deepEqual(
        crypto.hkdf(bare),
        hex(`8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d
          9d201395faa4b61a96c8`)
      )
      assert.throws(() => crypto.hkdf({ ...bare, length: 8161 }), /8,160/)
    })
  })

  describe(`${name}: ciphers`, () => {
    test('the keystream is AES-256 of a counter that begins at zero', async () => {
      // The zero key's first blocks: GCM's cases 13 and 14 have them as H and as E(K, Y0).
      const stream = new Uint8Array(48)
      await crypto.openKeystream(new Uint8Array(32)).fill(stream)
      assert.deepEqual(stream.slice(0, 16), hex('dc95c078a2408989ad48a21492842087'))
      assert.deepEqual(stream.slice(16, 32), hex('530f8afbc74536b9a963b4f1c4cb738b'))
    })

    test('the keystream goes on where it ended, in pieces of any length', async () => {
      const key = crypto.sha256(utf8('stream'))
      const whole = new Uint8Array(600_001)
      await crypto.openKeystream(key).fill(whole)
      const pieces = crypto.openKeystream(key)
      const joined = new Uint8Array(whole.length)
      for (let offset = 0, length = 1; offset < joined.length; length = length * 3 + 1) {
        await pieces.fill(joined.subarray(offset, offset + length))
        offset += length
      }
      assert.equal(toHex(crypto.sha256(joined)), toHex(crypto.sha256(whole)))
    })

    test('a seal is AES-256-GCM with a zero nonce, as case 14 of its specification', () => {
      const sealed = crypto.seal({
        key: new Uint8Array(32),
        plaintext: new Uint8Array(16),
        associatedData: new Uint8Array(0)
      })
      assert.deepEqual(
        sealed,
        hex('cea7403d4d606b6e074ec5d3baf39d18 d0d1c8a799996bf0265b98b5d48ab919')
      )
    })

    test('a seal opens with its key, its bytes and its associated data alone', () => {
      const key = crypto.sha256(utf8('key'))
      const [plaintext, associatedData] = [utf8('shares'), utf8('round')]
      const sealed = crypto.seal({ key, plaintext, associatedData })
      assert.deepEqual(crypto.unseal({ key, sealed, associatedData }), plaintext)
      for (let place = 0; place < sealed.length; place++) {
        const changed = sealed.slice()
        changed[place] = changed[place]! ^ 1
        assert.equal(crypto.unseal({ key, sealed: changed, associatedData }), undefined)
      }
      const short = sealed.slice(0, 15)
      assert.equal(crypto.unseal({ key, sealed: short, associatedData }), undefined)
      assert.equal(crypto.unseal({ key, sealed, associatedData: utf8('other') }), undefined)
      assert.equal(crypto.unseal({ key: utf8('k'.repeat(32)), sealed, associatedData }), undefined)
    })
  })

  describe(`${name}: keys`, () => {
    test('X25519 as RFC 7748, section 6.1', () => {
      const alice = hex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a')
      const bob = hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb')
      const alicePublic = hex('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a')
      const bobPublic = hex('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f')
      const shared = hex('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742')
      assert.deepEqual(crypto.x25519.publicKey(alice), alicePublic)
      assert.deepEqual(crypto.x25519.publicKey(bob), bobPublic)
      assert.deepEqual(crypto.x25519.sharedSecret(alice, bobPublic), shared)
      assert.deepEqual(crypto.x25519.sharedSecret(bob, alicePublic), shared)
    })

    test('X25519 gives nothing for a key of low order, and insists on lengths', () => {
      const privateKey = crypto.sha256(utf8('private'))
      for (const low of ['00'.repeat(32), `01${'00'.repeat(31)}`, `ed${'ff'.repeat(30)}7f`]) {
        assert.equal(crypto.x25519.sharedSecret(privateKey, hex(low)), undefined)
      }
      assert.throws(() => crypto.x25519.sharedSecret(privateKey, hex('00')), /length/)
    })

    test('ML-KEM-768 as the accumulated vectors of the Community Cryptography Test Vectors', () => {
      assert.equal(accumulateMlKem(crypto, 100), accumulatedMlKem)
    })

    test('Ed25519 as RFC 8032, section 7.1, tests 1 and 3', () => {
      for (const { secret, publicKey, message, signature } of ed25519Vectors) {
        assert.deepEqual(crypto.ed25519.publicKey(hex(secret)), hex(publicKey))
        assert.deepEqual(crypto.ed25519.sign(hex(secret), hex(message)), hex(signature))
        assert.ok(crypto.ed25519.verify(hex(publicKey), hex(message), hex(signature)))
        const other = concatBytes(hex(message), Uint8Array.of(0))
        assert.ok(!crypto.ed25519.verify(hex(publicKey), other, hex(signature)))
      }
    })

    test('Ed25519 says no, and throws nothing, for keys and signatures that are none', () => {
      const message = utf8('message')
      const bad = [new Uint8Array(0), new Uint8Array(31), new Uint8Array(32).fill(0xff)]
      for (const key of bad) {
        assert.equal(crypto.ed25519.verify(key, message, new Uint8Array(64)), false)
      }
      const key = crypto.ed25519.publicKey(crypto.sha256(message))
      for (const length of [0, 63, 64, 65]) {
        const signature = new Uint8Array(length).fill(0xff)
        assert.equal(crypto.ed25519.verify(key, message, signature), false)
      }
    })

    test('ML-KEM-768 draws afresh where nobody has to repeat it', () => {
      const seed = new Uint8Array(64).fill(3)
      const publicKey = crypto.mlKem768.publicKey(seed)
      const [first, second] = [1, 2].map(() => crypto.mlKem768.encapsulateFresh(publicKey))
      assert.notDeepEqual(first!.ciphertext, second!.ciphertext)
      for (const { ciphertext, sharedSecret } of [first!, second!]) {
        assert.equal(ciphertext.length, 1088)
        assert.deepEqual(crypto.mlKem768.decapsulate(seed, ciphertext), sharedSecret)
      }
    })
  })
}

/** SHAKE-128 over all that `count` key pairs give, from seeds that SHAKE-128 draws. */
function accumulateMlKem(crypto: Crypto, count: number): string {
  const source = shake128.create()
  const results = shake128.create()
  for (let index = 0; index < count; index++) {
    const seed = source.xof(64)
    const publicKey = crypto.mlKem768.publicKey(seed)
    results.update(publicKey)
    const { ciphertext, sharedSecret } = crypto.mlKem768.encapsulate(publicKey, source.xof(32))
    results.update(ciphertext).update(sharedSecret)
    assert.deepEqual(crypto.mlKem768.decapsulate(seed, ciphertext), sharedSecret)
    results.update(crypto.mlKem768.decapsulate(seed, source.xof(1088)))
  }
  return toHex(results.xof(32)).slice(2)
}

const accumulatedMlKem = '1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415'

const ed25519Vectors = [
  {
    secret: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature: `e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155
      5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b`
  },
  {
    secret: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature: `6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
      18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a`
  }
]
