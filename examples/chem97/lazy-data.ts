/**
 * Reads one object of an R package's lazy-load data base: `Rdata.rdx` tells where each object lies
 * in `Rdata.rdb`, and each lies there compressed, after its length.
 */
import { unzipSync } from 'node:zlib'
import { CommonholdError } from '@commonhold/base'
import { namedItems, parseRValue, type RValue } from './r-value.ts'

const bytesMax = 100_000_000

/** @throws {CommonholdError} `EXAMPLES_BAD_R_FILE` where it is not there or is damaged */
export function readLazyData(index: Uint8Array, data: Uint8Array, name: string): RValue {
  const variables = namedItems(parseRValue(inflate(index))).get('variables')
  const place = variables && namedItems(variables).get(name)?.numbers
  const [offset, length] = place ?? []
  if (!isCount(offset) || !isCount(length) || offset + length > data.length || length < 4) {
    throw badData(`${name} is not in it`)
  }
  return parseRValue(inflate(data.subarray(offset + 4, offset + length)))
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return unzipSync(bytes, { maxOutputLength: bytesMax })
  } catch (cause) {
    throw badData('it does not decompress', cause)
  }
}

function isCount(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function badData(why: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'EXAMPLES_BAD_R_FILE',
    fault: 'caller',
    message: `The R package's data base cannot be used: ${why}.`,
    hint: 'Give the unpacked Debian package r-cran-mlmrev of Debian 12, version 1.0-8.',
    cause
  })
}
