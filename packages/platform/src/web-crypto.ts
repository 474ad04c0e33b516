/**
 * The crypto port of a browser: WebCrypto's AES-CTR for the keystream, since it is ten times as
 * fast as any in TypeScript, and the audited noble libraries for the rest, since WebCrypto has no
 * ML-KEM, no deterministic form of it, and nothing that answers at once. Runs in Node, too.
 */
import { assert, type Crypto, type Keystream } from '@commonhold/base'
import { gcm } from '@noble/ciphers/aes.js'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'

type Bytes = Uint8Array<ArrayBuffer>

const keyBytes = 32
const blockBytes = 16
/** A call of WebCrypto crosses threads: pieces are large enough to make that cheap. */
const keystreamChunkBytes = 256 * 1024
const mlKemSeedBytes = 64
const nonce = new Uint8Array(12)

/** The crypto port without Node. See `Crypto` in base for every method's contract. */
export function openWebCrypto(): Crypto {
  return {
    sha256: (data) => fresh(sha256(data)),
    openSha256() {
      const hash = sha256.create()
      return {
        update(data) {
          hash.update(data)
        },
        digest: () => fresh(hash.digest())
      }
    },
    hkdf({ secret, salt, info, length }) {
      assert(length <= 255 * 32, 'HKDF gives at most 8,160 bytes')
      return fresh(hkdf(sha256, secret, salt, info, length))
    },
    openKeystream,
    seal({ key, plaintext, associatedData }) {
      assert(key.length === keyBytes, 'a seal key has 32 bytes')
      return fresh(gcm(key, nonce, associatedData).encrypt(plaintext))
    },
    unseal({ key, sealed, associatedData }) {
      assert(key.length === keyBytes, 'a seal key has 32 bytes')
      return sealed.length < 16 ? undefined : decrypt(key, sealed, associatedData)
    },
    x25519: {
      publicKey: (privateKey) => fresh(x25519.getPublicKey(privateKey)),
      sharedSecret: agree
    },
    mlKem768: {
      publicKey: (seed) => fresh(ml_kem768.keygen(checkSeed(seed)).publicKey),
      encapsulate(publicKey, message) {
        assert(message.length === 32, 'an encapsulation message has 32 bytes')
        const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey, message)
        return { ciphertext: fresh(cipherText), sharedSecret: fresh(sharedSecret) }
      },
      encapsulateFresh(publicKey) {
        const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey)
        return { ciphertext: fresh(cipherText), sharedSecret: fresh(sharedSecret) }
      },
      decapsulate(seed, ciphertext) {
        assert(ciphertext.length === 1088, 'an ML-KEM-768 ciphertext has 1,088 bytes')
        return fresh(ml_kem768.decapsulate(ciphertext, ml_kem768.keygen(checkSeed(seed)).secretKey))
      }
    },
    ed25519: {
      publicKey: (privateKey) => fresh(ed25519.getPublicKey(privateKey)),
      sign: (privateKey, message) => fresh(ed25519.sign(message, privateKey)),
      verify(publicKey, message, signature) {
        if (publicKey.length !== keyBytes || signature.length !== 64) return false
        return ed25519.verify(signature, message, publicKey, { zip215: false })
      }
    }
  }
}

/**
 * WebCrypto has no running cipher: each call names the counter of its first block, and what a
 * piece leaves over of its last block is kept for the next. Calls run one after the other.
 */
function openKeystream(key: Uint8Array): Keystream {
  assert(key.length === keyBytes, 'a keystream key has 32 bytes')
  const { subtle } = globalThis.crypto
  const imported = subtle.importKey('raw', fresh(key), 'AES-CTR', false, ['encrypt'])
  let blocks = 0
  let left: Bytes = new Uint8Array(0)

  async function produce(count: number): Promise<Bytes> {
    const counter = new Uint8Array(blockBytes)
    new DataView(counter.buffer).setBigUint64(8, BigInt(blocks))
    blocks += count
    const zeros = new Uint8Array(count * blockBytes)
    const options = { name: 'AES-CTR', counter, length: 64 }
    return new Uint8Array(await subtle.encrypt(options, await imported, zeros))
  }

  async function fill(into: Bytes): Promise<void> {
    let offset = 0
    while (offset < into.length) {
      if (left.length === 0) {
        const wanted = Math.min(keystreamChunkBytes, into.length - offset)
        left = await produce(Math.ceil(wanted / blockBytes))
      }
      const taken = left.subarray(0, into.length - offset)
      into.set(taken, offset)
      left = left.subarray(taken.length)
      offset += taken.length
    }
  }

  let turn: Promise<void> = Promise.resolve()
  return {
    fill(into) {
      turn = turn.then(() => fill(into))
      return turn
    }
  }
}

function decrypt(key: Uint8Array, sealed: Uint8Array, associatedData: Uint8Array) {
  try {
    return fresh(gcm(key, nonce, associatedData).decrypt(sealed))
  } catch {
    // The library's one error for lengths that were checked before: the tag does not hold.
    return undefined
  }
}

function agree(privateKey: Uint8Array, publicKey: Uint8Array): Bytes | undefined {
  assert(privateKey.length === keyBytes, 'a private key of x25519 has its length')
  assert(publicKey.length === keyBytes, 'a public key of x25519 has its length')
  try {
    return fresh(x25519.getSharedSecret(privateKey, publicKey))
  } catch {
    // With lengths checked, the library refuses only a shared secret of all zeros.
    return undefined
  }
}

function checkSeed(seed: Uint8Array): Uint8Array {
  assert(seed.length === mlKemSeedBytes, 'a private key of mlKem768 has its length')
  return seed
}

function fresh(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes)
}
