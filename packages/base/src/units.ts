/** Units and ids that more than one package speaks. Each is made by its `parse…` function. */
import type { Brand } from './brand.ts'
import type { Hex } from './bytes.ts'
import { CommonholdError } from './error.ts'

/** 32 bytes in lower-case hexadecimal: a SHA-256 digest, a public key, a commitment. */
export type Bytes32 = Brand<Hex, 'Bytes32'>
/** A member's account on the ledger, in lower-case hexadecimal. It names the member everywhere. */
export type MemberId = Brand<Hex, 'MemberId'>
/** A study's number on its ledger, 1 or more. */
export type StudyId = Brand<number, 'StudyId'>
/** An asset's number on its ledger, 1 or more. */
export type AssetId = Brand<number, 'AssetId'>
/** Seconds since 1970, as blocks count them. */
export type UnixSeconds = Brand<number, 'UnixSeconds'>
/** Hundredths of a percent, 0 to 10,000. */
export type Bps = Brand<number, 'Bps'>

/** 32 zero bytes. */
export const zeroBytes32 = `0x${'00'.repeat(32)}` as Bytes32

/** @throws {CommonholdError} `BASE_BAD_VALUE` unless it is 0x and 64 hexadecimal digits */
export function parseBytes32(text: string): Bytes32 {
  if (!/^0x[0-9a-f]{64}$/i.test(text)) throw badValue(text, '0x and 64 hexadecimal digits')
  return text.toLowerCase() as Bytes32
}

/** @throws {CommonholdError} `BASE_BAD_VALUE` unless it is 0x and 40 hexadecimal digits */
export function parseMemberId(text: string): MemberId {
  if (!/^0x[0-9a-f]{40}$/i.test(text)) throw badValue(text, '0x and 40 hexadecimal digits')
  return text.toLowerCase() as MemberId
}

/** @throws {CommonholdError} `BASE_BAD_VALUE` unless it is a whole number of 1 or more */
export function parseStudyId(value: number | string | bigint): StudyId {
  return parseWhole(value, 1, Number.MAX_SAFE_INTEGER) as StudyId
}

/** @throws {CommonholdError} `BASE_BAD_VALUE` unless it is a whole number of 1 or more */
export function parseAssetId(value: number | string | bigint): AssetId {
  return parseWhole(value, 1, Number.MAX_SAFE_INTEGER) as AssetId
}

/** @throws {CommonholdError} `BASE_BAD_VALUE` unless it is a whole number of seconds, 0 or more */
export function parseUnixSeconds(value: number | string | bigint): UnixSeconds {
  return parseWhole(value, 0, Number.MAX_SAFE_INTEGER) as UnixSeconds
}

/** @throws {CommonholdError} `BASE_BAD_VALUE` unless it is a whole number, 0 to 10,000 */
export function parseBps(value: number | string | bigint): Bps {
  return parseWhole(value, 0, 10_000) as Bps
}

function parseWhole(value: number | string | bigint, min: number, max: number): number {
  const number = typeof value === 'string' && !/^\d{1,16}$/.test(value) ? Number.NaN : Number(value)
  if (!Number.isSafeInteger(number) || number < min || number > max) {
    throw badValue(String(value), `a whole number from ${min} to ${max}`)
  }
  return number
}

function badValue(text: string, expected: string): CommonholdError {
  return new CommonholdError({
    code: 'BASE_BAD_VALUE',
    fault: 'caller',
    message: `"${text.slice(0, 80)}" is not ${expected}.`,
    hint: `Give ${expected}.`
  })
}
