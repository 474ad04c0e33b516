/**
 * Keys at rest: AES-256-GCM under a key that comes from a passphrase by scrypt (RFC 7914), or from
 * a random machine key file. The public names stand beside in clear, and are bound to what is
 * sealed, so that a store cannot be passed off as another member's.
 *
 * Opening with a passphrase costs 128 MiB and about half a second, on purpose: that is what each
 * guess costs a thief. The cost is read from the file, and bounded, since a file can come from
 * outside.
 */
import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto'
import {
  CommonholdError,
  type Crypto,
  concatBytes,
  fromUtf8,
  type Random,
  utf8
} from '@commonhold/base'
import { bytes32Field, memberField } from '@commonhold/sdk/api/fields'
import { z } from 'zod'
import { type MemberKeys, memberKeysOf } from './member-keys.ts'

/** What opens a store. */
export type KeyProtection =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'machine-key'; readonly machineKey: Uint8Array }

/** log2 of scrypt's cost; 17 is what OWASP asks for with r = 8 and p = 1. */
const scryptLogCostDefault = 17
const scryptBlockSize = 8
const tagBytes = 16

const base64 = (bytes: number): z.ZodType<string> =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes)

const sealedKeysSchema = z.strictObject({
  format: z.literal('commonhold-keys'),
  version: z.literal(1),
  member: memberField,
  nodePublicKey: bytes32Field,
  protection: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('passphrase'),
      scryptLogCost: z.int().min(10).max(20),
      salt: base64(32)
    }),
    z.strictObject({ kind: z.literal('machine-key') })
  ]),
  nonce: base64(12),
  sealed: base64(64 + tagBytes)
})

/** A key store file's document. */
export type SealedKeys = z.infer<typeof sealedKeysSchema>

/** @throws {CommonholdError} `NODE_BAD_KEY_STORE` unless the bytes are such a document */
export function parseSealedKeys(bytes: Uint8Array): SealedKeys {
  try {
    return sealedKeysSchema.parse(JSON.parse(fromUtf8(bytes)))
  } catch (cause) {
    throw badStore('it is not a key store of version 1', cause)
  }
}

/** Seals keys under fresh salt and nonce. `scryptLogCost` is 10 to 20, default 17. */
export async function sealKeys(
  keys: MemberKeys,
  protection: KeyProtection,
  options: { readonly random: Random; readonly scryptLogCost?: number }
): Promise<SealedKeys> {
  const { random, scryptLogCost = scryptLogCostDefault } = options
  const header = {
    format: 'commonhold-keys' as const,
    version: 1 as const,
    member: keys.member,
    nodePublicKey: keys.nodePublicKey,
    protection:
      protection.kind === 'passphrase'
        ? { kind: protection.kind, scryptLogCost, salt: encode(random.bytes(32)) }
        : { kind: protection.kind },
    nonce: encode(random.bytes(12))
  }
  const key = await wrappingKey(header.protection, protection)
  const cipher = createCipheriv('aes-256-gcm', key, decode(header.nonce))
  cipher.setAAD(associatedData(header))
  const secrets = concatBytes(keys.ledgerKey.reveal(), keys.nodeKey.reveal())
  const sealed = concatBytes(cipher.update(secrets), cipher.final(), cipher.getAuthTag())
  return { ...header, sealed: encode(sealed) }
}

/**
 * @throws {CommonholdError} `NODE_WRONG_PASSPHRASE`, `NODE_PASSPHRASE_NEEDED`, `NODE_BAD_KEY_STORE`
 */
export async function openSealedKeys(
  store: SealedKeys,
  protection: KeyProtection,
  crypto: Crypto
): Promise<MemberKeys> {
  const key = await wrappingKey(store.protection, protection)
  const sealed = decode(store.sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, decode(store.nonce), {
    authTagLength: tagBytes
  })
  decipher.setAAD(associatedData(store))
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  let secrets: Uint8Array<ArrayBuffer>
  try {
    secrets = concatBytes(decipher.update(sealed.subarray(0, -tagBytes)), decipher.final())
  } catch (cause) {
    throw protection.kind === 'passphrase'
      ? wrongPassphrase()
      : badStore('its seal is broken', cause)
  }
  const keys = memberKeysOf({ ledgerKey: secrets.slice(0, 32), nodeKey: secrets.slice(32) }, crypto)
  if (keys.member === store.member && keys.nodePublicKey === store.nodePublicKey) return keys
  throw badStore('it names other keys than it holds')
}

async function wrappingKey(
  stored: SealedKeys['protection'],
  given: KeyProtection
): Promise<Uint8Array> {
  if (stored.kind === 'machine-key') {
    if (given.kind !== 'machine-key') throw badStore('it is opened by a machine key file')
    return given.machineKey
  }
  if (given.kind !== 'passphrase') throw passphraseNeeded()
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const cost = 2 ** stored.scryptLogCost
  const options = { cost, blockSize: scryptBlockSize, maxmem: 256 * cost * scryptBlockSize }
  const passphrase = given.passphrase.normalize('NFKC')
  scrypt(passphrase, decode(stored.salt), 32, options, (cause, key) => {
    if (cause === null) resolve(new Uint8Array(key))
    else reject(cause)
  })
  return promise
}

function associatedData(store: Omit<SealedKeys, 'sealed'>): Uint8Array {
  const { format, version, member, nodePublicKey, protection, nonce } = store
  return utf8(JSON.stringify([format, version, member, nodePublicKey, protection.kind, nonce]))
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64'))
}

function wrongPassphrase(): CommonholdError {
  return new CommonholdError({
    code: 'NODE_WRONG_PASSPHRASE',
    fault: 'caller',
    message: 'The passphrase does not open the key store, or the store was changed.',
    hint: 'Try again; there is no way to recover a lost passphrase, only a backup with its own.'
  })
}

/** The store wants a passphrase. */
export function passphraseNeeded(): CommonholdError {
  return new CommonholdError({
    code: 'NODE_PASSPHRASE_NEEDED',
    fault: 'caller',
    message: 'The key store is sealed with a passphrase, and none was given.',
    hint: 'Set COMMONHOLD_PASSPHRASE, or give --passphrase-file.'
  })
}

function badStore(why: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'NODE_BAD_KEY_STORE',
    fault: 'caller',
    message: `The key store cannot be used: ${why}.`,
    hint: 'Restore keys/key-store.json, and keys/machine.key where there is one, from a backup.',
    cause
  })
}
