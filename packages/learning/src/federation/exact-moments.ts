/**
 * Sum and sum of squares of doubles, exactly, so that neither the order of the rows nor how they
 * are spread over sites changes one bit of the result, and no deviation is lost to cancellation.
 *
 * Every double is m · 2^e with a whole m of 53 bits. Values are gathered by e; within one e the
 * sums of m and m² are kept in pieces of 18 bits, which stay exact in doubles for 2^14 rows, after
 * which they go into big integers. (A small relative of Kulisch's long accumulator.) About 20 ns a
 * value.
 *
 * The result is in units of 2^-200: whatever is smaller is cut off, once for all values of one e.
 */
import { assert } from '@commonhold/base'

/** Results are whole multiples of 2^-fractionBits. */
export const fractionBits = 200

const piecesOfSum = 3
const piecesOfSquares = 5
const pieces = piecesOfSum + piecesOfSquares
const flushEvery = 2 ** 14

/** A running count, sum and sum of squares. */
export class ExactMoments {
  /** Values added. */
  count = 0
  readonly #double = new Float64Array(1)
  readonly #halves = new Uint32Array(this.#double.buffer)
  /** By biased exponent, 0 to 2046. */
  readonly #pieces = new Map<number, Float64Array>()
  #sum = 0n
  #squares = 0n

  /** @param value finite, at most 2^128 in magnitude */
  add(value: number): void {
    assert(Math.abs(value) <= 2 ** 128, 'a value that is summed is at most 2^128')
    this.#double[0] = value
    const low = this.#halves[0]!
    const high = this.#halves[1]!
    const biased = (high >>> 20) & 0x7ff
    const leading = (high & 0xfffff) | (biased === 0 ? 0 : 0x100000)
    const a = leading >>> 4
    const b = ((leading & 0xf) << 14) | (low >>> 18)
    const c = low & 0x3ffff
    const sign = value < 0 ? -1 : 1
    let into = this.#pieces.get(biased)
    if (into === undefined) {
      into = new Float64Array(pieces)
      this.#pieces.set(biased, into)
    }
    into[0]! += sign * a
    into[1]! += sign * b
    into[2]! += sign * c
    into[3]! += a * a
    into[4]! += 2 * a * b
    into[5]! += 2 * a * c + b * b
    into[6]! += 2 * b * c
    into[7]! += c * c
    this.count++
    if (this.count % flushEvery === 0) this.#flush()
  }

  /** Σ x in units of 2^-200. */
  get sum(): bigint {
    this.#flush()
    return this.#sum
  }

  /** Σ x² in units of 2^-200. */
  get squares(): bigint {
    this.#flush()
    return this.#squares
  }

  readonly #sums = new Map<number, { sum: bigint; squares: bigint }>()

  /** Pieces of one exponent are gathered whole before they are cut, so that order cannot matter. */
  #flush(): void {
    for (const [biased, into] of this.#pieces) {
      const before = this.#sums.get(biased) ?? { sum: 0n, squares: 0n }
      this.#sums.set(biased, {
        sum: before.sum + fold(into.subarray(0, piecesOfSum)),
        squares: before.squares + fold(into.subarray(piecesOfSum))
      })
      into.fill(0)
    }
    this.#sum = 0n
    this.#squares = 0n
    for (const [biased, { sum, squares }] of this.#sums) {
      const exponent = Math.max(1, biased) - 1075
      this.#sum += shifted(sum, exponent + fractionBits)
      this.#squares += shifted(squares, 2 * exponent + fractionBits)
    }
  }
}

/** Pieces of 18 bits, most significant first, as one integer. */
function fold(parts: Float64Array): bigint {
  let whole = 0n
  for (const part of parts) whole = (whole << 18n) + BigInt(part)
  return whole
}

function shifted(value: bigint, bits: number): bigint {
  return bits >= 0 ? value << BigInt(bits) : value >> BigInt(-bits)
}
