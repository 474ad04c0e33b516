/**
 * The crypto port by `node:crypto`, that is OpenSSL: 10 to 50 times faster than plain TypeScript.
 *
 * Keys are imported from fixed DER prefixes (RFC 8410; RFC 9935 for ML-KEM), because wrapping raw
 * bytes that way costs nothing. One thing comes from the noble library: OpenSSL has no
 * deterministic encapsulation, which the masks need so that a third party can repeat it.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  encapsulate,
  hkdfSync,
  type KeyObject,
  sign,
  verify
} from 'node:crypto'
import { assert, type Crypto, type Hasher, type Keystream } from '@commonhold/base'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { isErrorWithCode } from './error-code.ts'

type Bytes = Uint8Array<ArrayBuffer>

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
/** OpenSSL answers in new memory: small pieces are recycled by the allocator, large ones not. */
const keystreamChunkBytes = 64 * 1024

const privatePrefix = {
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  mlKem768: Buffer.from('3054020100300b060960864801650304040204428040', 'hex')
}
const publicPrefix = {
  x25519: Buffer.from('302a300506032b656e032100', 'hex'),
  ed25519: Buffer.from('302a300506032b6570032100', 'hex'),
  mlKem768: Buffer.from('308204b2300b0609608648016503040402038204a100', 'hex')
}
type KeyKind = keyof typeof privatePrefix
const privateBytes = { x25519: 32, ed25519: 32, mlKem768: 64 }
const publicBytes = { x25519: 32, ed25519: 32, mlKem768: 1184 }

/** The crypto port of a node. See `Crypto` in base for every method's contract. */
export const nodeCrypto: Crypto = {
  sha256: (data) => fresh(createHash('sha256').update(data).digest()),
  openSha256,
  hkdf({ secret, salt, info, length }) {
    assert(length <= 255 * 32, 'HKDF gives at most 8,160 bytes')
    return new Uint8Array(hkdfSync('sha256', secret, salt, info, length))
  },
  openKeystream,
  seal,
  unseal,
  x25519: {
    publicKey: (privateKey) => publicKeyOf('x25519', privateKey),
    sharedSecret: agree
  },
  mlKem768: {
    publicKey: (seed) => publicKeyOf('mlKem768', seed),
    encapsulate(publicKey, message) {
      assert(message.length === 32, 'an encapsulation message has 32 bytes')
      const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey, message)
      return { ciphertext: fresh(cipherText), sharedSecret: fresh(sharedSecret) }
    },
    encapsulateFresh(publicKey) {
      const { ciphertext, sharedKey } = encapsulate(importPublicKey('mlKem768', publicKey))
      return { ciphertext: fresh(ciphertext), sharedSecret: fresh(sharedKey) }
    },
    decapsulate(seed, ciphertext) {
      assert(ciphertext.length === 1088, 'an ML-KEM-768 ciphertext has 1,088 bytes')
      return fresh(decapsulate(privateKeyOf('mlKem768', seed), ciphertext))
    }
  },
  ed25519: {
    publicKey: (privateKey) => publicKeyOf('ed25519', privateKey),
    sign: (privateKey, message) => fresh(sign(null, message, privateKeyOf('ed25519', privateKey))),
    verify(publicKey, message, signature) {
      if (publicKey.length !== keyBytes || signature.length !== 64) return false
      return verify(null, message, verifyingKey(publicKey), signature)
    }
  }
}

function openSha256(): Hasher {
  const hash = createHash('sha256')
  return {
    update(data) {
      hash.update(data)
    },
    digest: () => fresh(hash.digest())
  }
}

const zeros = new Uint8Array(keystreamChunkBytes)

function openKeystream(key: Uint8Array): Keystream {
  assert(key.length === keyBytes, 'a keystream key has 32 bytes')
  const cipher = createCipheriv('aes-256-ctr', key, new Uint8Array(16))
  return {
    fill(into) {
      for (let offset = 0; offset < into.length; offset += keystreamChunkBytes) {
        const length = Math.min(keystreamChunkBytes, into.length - offset)
        into.set(cipher.update(zeros.subarray(0, length)), offset)
      }
    }
  }
}

function seal(options: Parameters<Crypto['seal']>[0]): Bytes {
  const { key, plaintext, associatedData } = options
  assert(key.length === keyBytes, 'a seal key has 32 bytes')
  const cipher = createCipheriv('aes-256-gcm', key, new Uint8Array(nonceBytes))
  cipher.setAAD(associatedData)
  const ciphertext = cipher.update(plaintext)
  cipher.final()
  const sealed = new Uint8Array(ciphertext.length + tagBytes)
  sealed.set(ciphertext)
  sealed.set(cipher.getAuthTag(), ciphertext.length)
  return sealed
}

function unseal(options: Parameters<Crypto['unseal']>[0]): Bytes | undefined {
  const { key, sealed, associatedData } = options
  assert(key.length === keyBytes, 'a seal key has 32 bytes')
  if (sealed.length < tagBytes) return undefined
  const bodyBytes = sealed.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', key, new Uint8Array(nonceBytes), {
    authTagLength: tagBytes
  })
  decipher.setAAD(associatedData)
  decipher.setAuthTag(sealed.subarray(bodyBytes))
  const plaintext = fresh(decipher.update(sealed.subarray(0, bodyBytes)))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  return plaintext
}

function agree(privateKey: Uint8Array, publicKey: Uint8Array): Bytes | undefined {
  const ours = privateKeyOf('x25519', privateKey)
  const theirs = importPublicKey('x25519', publicKey)
  try {
    return fresh(diffieHellman({ privateKey: ours, publicKey: theirs }))
  } catch (cause) {
    // OpenSSL refuses a shared secret of all zeros, as RFC 7748 section 6.1 allows.
    if (isErrorWithCode(cause, 'ERR_OSSL_FAILED_DURING_DERIVATION')) return undefined
    throw cause
  }
}

function publicKeyOf(kind: KeyKind, privateKey: Uint8Array): Bytes {
  return fresh(createPublicKey(privateKeyOf(kind, privateKey)).export({ format: 'raw-public' }))
}

/**
 * Imported private keys, by the memory that holds them: importing one costs as much as using it,
 * and a round uses each several times. A key is forgotten with its memory; if the memory has
 * changed since, what was imported from it does not count.
 */
const importedKeys = new WeakMap<Uint8Array, { readonly der: Buffer; readonly key: KeyObject }>()

function privateKeyOf(kind: KeyKind, raw: Uint8Array): KeyObject {
  assert(raw.length === privateBytes[kind], `a private key of ${kind} has its length`)
  const der = Buffer.concat([privatePrefix[kind], raw])
  const known = importedKeys.get(raw)
  if (known?.der.equals(der)) return known.key
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  importedKeys.set(raw, { der, key })
  return key
}

/** Ed25519 keys met last: members sign with one for long, and importing it costs as a check. */
const verifyingKeys = new Map<string, KeyObject>()
const verifyingKeysMax = 1024

function verifyingKey(raw: Uint8Array): KeyObject {
  const name = Buffer.from(raw).toString('latin1')
  const known = verifyingKeys.get(name)
  if (known !== undefined) return known
  const key = importPublicKey('ed25519', raw)
  const oldest = verifyingKeys.keys().next().value
  if (verifyingKeys.size >= verifyingKeysMax && oldest !== undefined) verifyingKeys.delete(oldest)
  verifyingKeys.set(name, key)
  return key
}

function importPublicKey(kind: KeyKind, raw: Uint8Array): KeyObject {
  assert(raw.length === publicBytes[kind], `a public key of ${kind} has its length`)
  const der = Buffer.concat([publicPrefix[kind], raw])
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}

/** A copy outside Node's shared buffer pool. */
function fresh(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes)
}
