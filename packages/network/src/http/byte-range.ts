/** The `Range` header (RFC 9110, section 14): one range of bytes; anything else is refused. */
import { networkError } from '../network-error.ts'

/** Part of a content: `length` bytes from `offset`. */
export type ByteRange = { readonly offset: number; readonly length: number }

/**
 * @param header the header's value; null for the whole
 * @throws {CommonholdError} `NETWORK_BAD_RANGE`
 */
export function parseByteRange(header: string | null, sizeBytes: number): ByteRange | undefined {
  if (header === null) return undefined
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim())
  const [, first = '', last = ''] = match ?? []
  if (match === null || (first === '' && last === '')) throw badRange(header, sizeBytes)
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes)
    if (length === 0) throw badRange(header, sizeBytes)
    return { offset: sizeBytes - length, length }
  }
  const offset = Number(first)
  const end = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes)
  if (offset >= sizeBytes || end <= offset) throw badRange(header, sizeBytes)
  return { offset, length: end - offset }
}

function badRange(header: string, sizeBytes: number) {
  const message = `"${header.slice(0, 60)}" is not a range within ${sizeBytes} bytes.`
  return networkError('NETWORK_BAD_RANGE', message)
}
