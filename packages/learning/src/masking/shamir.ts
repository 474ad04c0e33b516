/**
 * Secret sharing (Shamir 1979, CACM 22:11) byte by byte over GF(2^8) with the polynomial of AES
 * (FIPS 197, section 4.2). Fewer than `threshold` shares say nothing at all about the secret.
 *
 * Bytewise because it needs no big integers and any 32 bytes are a valid secret. Multiplication
 * has no table and no branch on its operands, so its time does not depend on the secret. Cost:
 * 32 · threshold · holders multiplications of 8 steps, 2 ms for 67 of 99.
 */
import { assert, type Random } from '@commonhold/base'

/** One share: the polynomials' values at `at`. */
export type SecretShare = {
  /** 1 to 255. */
  readonly at: number
  /** As long as the secret. */
  readonly value: Uint8Array
}

/**
 * Shares of `secret` at 1, 2, … `holders`.
 * @param options.threshold how many open it, 1 to `holders`
 * @param options.holders 1 to 255
 */
export function splitSecret(options: {
  readonly secret: Uint8Array
  readonly threshold: number
  readonly holders: number
  readonly random: Random
}): readonly Uint8Array<ArrayBuffer>[] {
  const { secret, threshold, holders, random } = options
  assert(holders >= 1 && holders <= 255, 'a secret has 1 to 255 holders')
  assert(threshold >= 1 && threshold <= holders, 'the threshold is 1 to the count of holders')
  const width = secret.length
  const higher = random.bytes((threshold - 1) * width)
  return Array.from({ length: holders }, (_, index) => {
    const value = new Uint8Array(width)
    for (let power = threshold - 2; power >= 0; power--) {
      for (let byte = 0; byte < width; byte++) {
        value[byte] = multiply(value[byte]! ^ higher[power * width + byte]!, index + 1)
      }
    }
    for (let byte = 0; byte < width; byte++) value[byte] = value[byte]! ^ secret[byte]!
    return value
  })
}

/**
 * The secret that these shares open. Wrong shares, or fewer than the threshold, give another
 * value and no error: check it against a commitment.
 * @param shares at least one, at different places, all of one length
 */
export function joinShares(shares: readonly SecretShare[]): Uint8Array<ArrayBuffer> {
  const width = shares[0]?.value.length
  assert(width !== undefined, 'there is a share')
  assert(new Set(shares.map((share) => share.at)).size === shares.length, 'shares differ in place')
  const secret = new Uint8Array(width)
  for (const share of shares) {
    assert(share.at >= 1 && share.at <= 255, 'a share stands at 1 to 255')
    assert(share.value.length === width, 'shares are equally long')
    const weight = weightAtZero(share.at, shares)
    for (let byte = 0; byte < width; byte++) {
      secret[byte] = secret[byte]! ^ multiply(share.value[byte]!, weight)
    }
  }
  return secret
}

/** Lagrange's coefficient at 0: the product of x / (x - at) over the other places x. */
function weightAtZero(at: number, shares: readonly SecretShare[]): number {
  let numerator = 1
  let denominator = 1
  for (const other of shares) {
    if (other.at === at) continue
    numerator = multiply(numerator, other.at)
    denominator = multiply(denominator, other.at ^ at)
  }
  return multiply(numerator, invert(denominator))
}

/** The product in GF(2^8), by shift and add; masks stand in for branches. */
function multiply(left: number, right: number): number {
  let product = 0
  let shifted = left
  for (let bit = 0; bit < 8; bit++) {
    product ^= shifted & -((right >> bit) & 1)
    shifted = ((shifted << 1) ^ (0x11b & -(shifted >> 7))) & 0xff
  }
  return product
}

/** value^254, which is 1 / value: places are public, so this need only be right. */
function invert(value: number): number {
  let power = value
  let inverse = 1
  for (let bit = 1; bit < 8; bit++) {
    power = multiply(power, power)
    inverse = multiply(inverse, power)
  }
  return inverse
}
