/**
 * Documents signed by a node's key: Ed25519 (RFC 8032) over SHA-256 of a purpose line and the
 * document's canonical JSON (RFC 8785). The purpose keeps a signature made for one thing from
 * standing for another. About 0.1 ms to make or check.
 */
import {
  type Crypto,
  concatBytes,
  encodeCanonical,
  fromHex,
  type Hex,
  type Json,
  toHex,
  utf8
} from '@commonhold/base'

/** What signatures of this package are made for. */
export type SigningPurpose = 'address record' | 'hello' | 'artefact token'

/** The part of the crypto port that signing needs. */
export type SigningCrypto = Pick<Crypto, 'sha256' | 'ed25519'>

/** 64 bytes. */
export function signDocument(
  crypto: SigningCrypto,
  nodeKey: Uint8Array,
  purpose: SigningPurpose,
  document: Json
): Hex {
  return toHex(crypto.ed25519.sign(nodeKey, digestOf(crypto, purpose, document)))
}

/** Whether the holder of `publicKey` signed this document for this purpose. */
export function isSignedBy(
  crypto: SigningCrypto,
  publicKey: Uint8Array,
  signed: { readonly purpose: SigningPurpose; readonly document: Json; readonly signature: string }
): boolean {
  if (!/^0x[0-9a-f]{128}$/.test(signed.signature)) return false
  const digest = digestOf(crypto, signed.purpose, signed.document)
  return crypto.ed25519.verify(publicKey, digest, fromHex(signed.signature))
}

function digestOf(crypto: SigningCrypto, purpose: SigningPurpose, document: Json): Uint8Array {
  const line = utf8(`commonhold ${purpose} 1\n`)
  return crypto.sha256(concatBytes(line, encodeCanonical(document)))
}
