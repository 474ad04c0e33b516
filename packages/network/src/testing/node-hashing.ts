/** The part of the crypto port that this package uses, over `node:crypto`. For its own tests. */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { type Crypto, concatBytes, fromHex } from '@commonhold/base'

const pkcs8Prefix = fromHex('0x302e020100300506032b657004220420')
const spkiPrefix = fromHex('0x302a300506032b6570032100')

const privateKeyOf = (key: Uint8Array) =>
  createPrivateKey({
    key: Buffer.from(concatBytes(pkcs8Prefix, key)),
    format: 'der',
    type: 'pkcs8'
  })

/** SHA-256 and Ed25519 by OpenSSL. */
export const nodeHashing: Pick<Crypto, 'sha256' | 'openSha256' | 'ed25519'> = {
  sha256: (data) => new Uint8Array(createHash('sha256').update(data).digest()),
  openSha256() {
    const hash = createHash('sha256')
    return {
      update: (data) => void hash.update(data),
      digest: () => new Uint8Array(hash.digest())
    }
  },
  ed25519: {
    publicKey(privateKey) {
      const der = createPublicKey(privateKeyOf(privateKey)).export({ format: 'der', type: 'spki' })
      return new Uint8Array(der.subarray(-32))
    },
    sign: (privateKey, message) => new Uint8Array(sign(null, message, privateKeyOf(privateKey))),
    verify(publicKey, message, signature) {
      const key = Buffer.from(concatBytes(spkiPrefix, publicKey))
      return verify(null, message, createPublicKey({ key, format: 'der', type: 'spki' }), signature)
    }
  }
}
