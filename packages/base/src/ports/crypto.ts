/**
 * Cryptography, given: `node:crypto` in a node, WebCrypto and the noble libraries in a browser.
 * Every implementation gives the same bytes for the same arguments (its suite holds them to it).
 */

/** A hash that takes its input in pieces. */
export type Hasher = {
  update(data: Uint8Array): void
  /** 32 bytes. Ends the hasher. */
  digest(): Uint8Array<ArrayBuffer>
}

/** An endless stream of bytes from one key; each call continues where the last one ended. */
export type Keystream = {
  /** Overwrites `into` with the next bytes. May be any length; large ones are done in pieces. */
  fill(into: Uint8Array<ArrayBuffer>): void | Promise<void>
}

/** What ring 1 and above may ask of cryptography. Keys and digests are 32 bytes unless said. */
export type Crypto = {
  sha256(data: Uint8Array): Uint8Array<ArrayBuffer>
  openSha256(): Hasher
  /** HKDF-SHA-256 (RFC 5869). `length` in bytes, at most 8,160. */
  hkdf(options: {
    readonly secret: Uint8Array
    readonly salt: Uint8Array
    readonly info: Uint8Array
    readonly length: number
  }): Uint8Array<ArrayBuffer>
  /** AES-256-CTR from counter 0 under a key that is used for nothing else. */
  openKeystream(key: Uint8Array): Keystream
  /** AES-256-GCM, 12-byte zero nonce: the key must be used once. Answers ciphertext and tag. */
  seal(options: {
    readonly key: Uint8Array
    readonly plaintext: Uint8Array
    readonly associatedData: Uint8Array
  }): Uint8Array<ArrayBuffer>
  /** The plaintext, or undefined where the tag does not hold. */
  unseal(options: {
    readonly key: Uint8Array
    readonly sealed: Uint8Array
    readonly associatedData: Uint8Array
  }): Uint8Array<ArrayBuffer> | undefined
  /** X25519 (RFC 7748). */
  readonly x25519: {
    publicKey(privateKey: Uint8Array): Uint8Array<ArrayBuffer>
    /** Undefined where the public key is of low order. */
    sharedSecret(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array<ArrayBuffer> | undefined
  }
  /** ML-KEM-768 (FIPS 203). Seeds are 64 bytes (d, z); public keys 1,184; ciphertexts 1,088. */
  readonly mlKem768: {
    publicKey(seed: Uint8Array): Uint8Array<ArrayBuffer>
    /** Deterministic in `message`, 32 bytes that are used once: so it can be checked later. */
    encapsulate(
      publicKey: Uint8Array,
      message: Uint8Array
    ): {
      readonly ciphertext: Uint8Array<ArrayBuffer>
      readonly sharedSecret: Uint8Array<ArrayBuffer>
    }
    /** With fresh randomness of the implementation's own: for what nobody has to repeat. */
    encapsulateFresh(publicKey: Uint8Array): {
      readonly ciphertext: Uint8Array<ArrayBuffer>
      readonly sharedSecret: Uint8Array<ArrayBuffer>
    }
    decapsulate(seed: Uint8Array, ciphertext: Uint8Array): Uint8Array<ArrayBuffer>
  }
  /** Ed25519 (RFC 8032). Signatures are 64 bytes. */
  readonly ed25519: {
    publicKey(privateKey: Uint8Array): Uint8Array<ArrayBuffer>
    sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array<ArrayBuffer>
    verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  }
}
