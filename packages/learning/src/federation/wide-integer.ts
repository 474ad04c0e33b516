/**
 * Integers of many 32-bit words, least significant first, and the exact ratio of two of them as a
 * double. Sums of such integers are modulo 2^(32 · words), which is all that masking needs.
 */

const wordBits = 32n
const wordMask = 0xffffffffn

/** Writes `value` modulo 2^(32 · into.length); negative values in two's complement. */
export function writeWide(value: bigint, into: Uint32Array): void {
  let rest = BigInt.asUintN(into.length * 32, value)
  for (let index = 0; index < into.length; index++) {
    into[index] = Number(rest & wordMask)
    rest >>= wordBits
  }
}

/** The number in the words, from 0 to 2^(32 · words.length) - 1. */
export function readWide(words: Uint32Array): bigint {
  let text = '0x'
  for (let index = words.length - 1; index >= 0; index--) {
    text += words[index]!.toString(16).padStart(8, '0')
  }
  return BigInt(text)
}

/** The number in the words, read as two's complement. */
export function readWideSigned(words: Uint32Array): bigint {
  return BigInt.asIntN(words.length * 32, readWide(words))
}

/**
 * `numerator / denominator`, to within one unit in the last place of a double, and the same on
 * every machine: 66 significant bits are divided out exactly and rounded once.
 *
 * @param denominator above 0
 */
export function ratioToNumber(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0
  const isNegative = numerator < 0n
  const magnitude = isNegative ? -numerator : numerator
  const shift = 66 - (bitLength(magnitude) - bitLength(denominator))
  const quotient =
    shift >= 0
      ? (magnitude << BigInt(shift)) / denominator
      : magnitude / (denominator << BigInt(-shift))
  // Two factors, since 2^-shift alone may be below the smallest double.
  const half = Math.trunc(shift / 2)
  const value = Number(quotient) * 2 ** -half * 2 ** -(shift - half)
  return isNegative ? -value : value
}

/** Binary digits of a number above 0. */
export function bitLength(value: bigint): number {
  const hex = value.toString(16)
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0]!, 16)) + 28
}
