/**
 * EIP-712 digests of flat structs: what a wallet shows, and what a contract can recompute.
 *
 * Only what the network signs is here: one struct, no nesting, no arrays. That keeps the encoder
 * small enough to be read in one sitting, and it runs in a browser without a chain library. A
 * nested document is signed by its digest, as a `bytes32` field. The digest is
 * keccak256(0x1901 ‖ domain separator ‖ struct hash), https://eips.ethereum.org/EIPS/eip-712.
 */
import {
  type Bytes32,
  CommonholdError,
  concatBytes,
  fromHex,
  type Hex,
  parseBytes32,
  toHex,
  utf8
} from '@commonhold/base'
import { keccak_256 } from '@noble/hashes/sha3.js'

/** What a signature is bound to. */
export type TypedDataDomain = {
  readonly name: string
  readonly version: string
  readonly chainId: number
  readonly verifyingContract: Hex
}

/** A field's value: a whole number for uints, hexadecimal or bytes for bytes, text for strings. */
export type TypedDataValue = bigint | number | string | Uint8Array

/** What is hashed. */
export type TypedData = {
  readonly domain: TypedDataDomain
  /**
   * The struct as EIP-712 writes it: `RoundResult(uint256 study,bytes32 model)`. Fields may be
   * `uint8` to `uint256`, `bytes32`, `address`, `string` and `bytes`.
   */
  readonly type: string
  /** Exactly one value for each field. */
  readonly values: Readonly<Record<string, TypedDataValue>>
}

type Field = { readonly type: string; readonly name: string }
type Struct = { readonly fields: readonly Field[]; readonly typeHash: Uint8Array }

const domainType =
  'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'

/**
 * The 32 bytes that are signed.
 *
 * @throws {CommonholdError} `PROTOCOL_BAD_TYPED_DATA` where the type is not a flat struct of the
 * known fields, or a value is missing, unknown, of another kind or out of its field's range
 */
export function hashTypedData({ domain, type, values }: TypedData): Bytes32 {
  const prefix = Uint8Array.of(0x19, 0x01)
  const digest = keccak_256(concatBytes(prefix, separatorOf(domain), hashStruct(type, values)))
  return parseBytes32(toHex(digest))
}

/** What a program meets over and over: a few types and a few domains, each worked out once. */
const rememberedMax = 64
const separators = new Map<string, Uint8Array>()
const structs = new Map<string, Struct>()
const shortTexts = new Map<string, Uint8Array>()
const shortTextLength = 32

function separatorOf({ name, version, chainId, verifyingContract }: TypedDataDomain): Uint8Array {
  const values = { name, version, chainId, verifyingContract }
  return remembered(separators, JSON.stringify(Object.values(values)), () =>
    hashStruct(domainType, values)
  )
}

function structOf(type: string): Struct {
  return remembered(structs, type, () => ({
    fields: fieldsOf(type),
    typeHash: keccak_256(utf8(type))
  }))
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  if (known.size >= rememberedMax) known.clear()
  known.set(key, made)
  return made
}

function hashStruct(type: string, values: TypedData['values']): Uint8Array {
  const { fields, typeHash } = structOf(type)
  const unknown = Object.keys(values).find((key) => !fields.some(({ name }) => name === key))
  if (unknown !== undefined) throw badTypedData(`"${unknown}" is no field of ${type}`)
  const words = fields.map((field) => encodeField(field, valueFor(values, field)))
  return keccak_256(concatBytes(typeHash, ...words))
}

function valueFor(values: TypedData['values'], { name }: Field): TypedDataValue {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  if (value === undefined) throw badTypedData(`"${name}" has no value`)
  return value
}

const typePattern = /^[A-Z][A-Za-z0-9_]{0,63}\(([^()]{0,2000})\)$/
const fieldPattern = /^(uint\d{1,3}|bytes32|address|string|bytes) ([A-Za-z_][A-Za-z0-9_]{0,63})$/

function fieldsOf(type: string): readonly Field[] {
  const list = typePattern.exec(type)?.[1]
  if (list === undefined) throw badTypedData(`"${type.slice(0, 80)}" is not a flat struct`)
  const fields = list.split(',').map((text) => {
    const [, fieldType, name] = fieldPattern.exec(text) ?? []
    if (fieldType === undefined || name === undefined || !isKnown(fieldType)) {
      throw badTypedData(`"${text.slice(0, 80)}" is not a known field`)
    }
    return { type: fieldType, name }
  })
  const names = new Set(fields.map(({ name }) => name))
  if (names.size !== fields.length) throw badTypedData('a field is named twice')
  return fields
}

function isKnown(type: string): boolean {
  if (!type.startsWith('uint')) return true
  const bits = type.slice('uint'.length)
  return Number(bits) % 8 === 0 && Number(bits) >= 8 && Number(bits) <= 256 && bits[0] !== '0'
}

function encodeField(field: Field, value: TypedDataValue): Uint8Array {
  if (field.type === 'string') return hashText(textOf(field, value))
  if (field.type === 'bytes') return keccak_256(bytesOfValue(field, value))
  if (field.type === 'bytes32') return sized(field, bytesOfValue(field, value), 32)
  if (field.type === 'address') {
    return concatBytes(new Uint8Array(12), sized(field, bytesOfValue(field, value), 20))
  }
  return wordOf(wholeOf(field, value))
}

function textOf({ name }: Field, value: TypedDataValue): string {
  if (typeof value !== 'string' || !value.isWellFormed()) throw badTypedData(`"${name}" is no text`)
  return value
}

/** Short texts are names of purposes, and come again. */
function hashText(text: string): Uint8Array {
  const hash = () => keccak_256(utf8(text))
  return text.length > shortTextLength ? hash() : remembered(shortTexts, text, hash)
}

function bytesOfValue({ name }: Field, value: TypedDataValue): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value !== 'string') throw badTypedData(`"${name}" is not bytes`)
  return fromHex(value)
}

function sized({ name }: Field, bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw badTypedData(`"${name}" has ${bytes.length} bytes`)
  return bytes
}

function wholeOf({ name, type }: Field, value: TypedDataValue): bigint {
  if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) {
    throw badTypedData(`"${name}" is not a whole number`)
  }
  const whole = BigInt(value as bigint | number)
  const bits = BigInt(type.slice('uint'.length))
  if (whole < 0n || whole >= 1n << bits) throw badTypedData(`"${name}" is out of ${type}`)
  return whole
}

/** A whole number as the 32 big-endian bytes of an ABI word. */
function wordOf(whole: bigint): Uint8Array {
  return fromHex(`0x${whole.toString(16).padStart(64, '0')}`)
}

function badTypedData(why: string): CommonholdError {
  return new CommonholdError({
    code: 'PROTOCOL_BAD_TYPED_DATA',
    fault: 'caller',
    message: `A document cannot be hashed for signing: ${why}.`,
    hint: 'Give one value in range for each field of a flat struct of uint, bytes, address, string.'
  })
}
