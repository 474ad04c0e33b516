/**
 * Reads a decimal number straight from bytes.
 *
 * With at most 15 digits and a power of ten up to 22 both are exact doubles, so one multiplication
 * or division rounds correctly (Clinger 1990, "How to read floating point numbers accurately").
 * Anything longer goes through the language's own parser.
 */

const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/** The number in `bytes[start, end)`; NaN where that is not one, or not a finite one. */
export function parseNumber(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  const first = bytes[at]
  const isNegative = first === 0x2d
  if (isNegative || first === 0x2b) at++
  let mantissa = 0
  let digits = 0
  let decimals = 0
  let hasPoint = false
  for (; at < end; at++) {
    const byte = bytes[at]!
    if (byte >= 0x30 && byte <= 0x39) {
      mantissa = mantissa * 10 + (byte - 0x30)
      digits++
      if (hasPoint) decimals++
    } else if (byte === 0x2e && !hasPoint) {
      hasPoint = true
    } else {
      break
    }
  }
  if (digits === 0) return Number.NaN
  if (at < end || digits > 15) return parseSlowly(bytes, start, end)
  const value = decimals === 0 ? mantissa : mantissa / powersOfTen[decimals]!
  return isNegative ? -value : value
}

const pattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

function parseSlowly(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 400) return Number.NaN
  let text = ''
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!)
  if (!pattern.test(text)) return Number.NaN
  const value = Number(text)
  return Number.isFinite(value) ? value : Number.NaN
}
