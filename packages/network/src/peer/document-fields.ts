/** Reading fields of documents that came from other nodes: each is bounded, and none is trusted. */
import type { Json } from '@commonhold/base'
import { networkError } from '../network-error.ts'

/** A document's members by name. */
export type Fields = { readonly [key: string]: Json | undefined }

/** @throws {CommonholdError} `NETWORK_BAD_MESSAGE` unless it has these members and no others */
export function fieldsOf(document: Json | undefined, names: readonly string[]): Fields {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw badMessage('it is not an object')
  }
  const unknown = Object.keys(document).find((key) => !names.includes(key))
  if (unknown !== undefined) throw badMessage(`it has an unknown field "${unknown.slice(0, 40)}"`)
  return document as Fields
}

/** @throws {CommonholdError} `NETWORK_BAD_MESSAGE` unless it is a text of that many characters */
export function textField(fields: Fields, name: string, charactersMax: number): string {
  const value = fields[name]
  if (typeof value !== 'string' || value.length > charactersMax) {
    throw badMessage(`"${name}" is not a text of at most ${charactersMax} characters`)
  }
  return value
}

/** @throws {CommonholdError} `NETWORK_BAD_MESSAGE` unless it is a whole number, 0 or more */
export function wholeField(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw badMessage(`"${name}" is not a whole number`)
  }
  return value
}

/** @throws {CommonholdError} `NETWORK_BAD_MESSAGE` unless it is a list of at most that many */
export function listField(fields: Fields, name: string, countMax: number): readonly Json[] {
  const value = fields[name]
  if (!Array.isArray(value) || value.length > countMax) {
    throw badMessage(`"${name}" is not a list of at most ${countMax}`)
  }
  return value as readonly Json[]
}

/** A message from another node that is not what it should be. */
export function badMessage(why: string, cause?: unknown) {
  return networkError('NETWORK_BAD_MESSAGE', `A message was refused: ${why}.`, { cause })
}
