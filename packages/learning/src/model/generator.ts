/**
 * A fast deterministic generator for first parameters and shuffles: xoshiro128** (Blackman and
 * Vigna 2018, arXiv 1805.01407). Not for secrets.
 */

/** An endless sequence of even 32-bit numbers. */
export class Generator {
  readonly #state = new Uint32Array(4)

  /** @param seeds of any length each; every byte counts */
  constructor(...seeds: readonly Uint8Array[]) {
    let hash = 0x9e3779b9
    for (const seed of seeds) {
      for (let index = 0; index < seed.length; index++) {
        hash = Math.imul(hash ^ seed[index]!, 0x85ebca6b)
        hash ^= hash >>> 13
        const word = index & 3
        this.#state[word] = Math.imul(this.#state[word]! ^ hash, 0xc2b2ae35) + 0x165667b1
      }
    }
    if (this.#state.every((word) => word === 0)) this.#state[0] = 1
    for (let round = 0; round < 16; round++) this.next()
  }

  /** A whole number, 0 to 2^32 - 1. */
  next(): number {
    const s = this.#state
    const scrambled = Math.imul(s[1]!, 5)
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0
    const shifted = s[1]! << 9
    s[2]! ^= s[0]!
    s[3]! ^= s[1]!
    s[1]! ^= s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= shifted
    s[3] = (s[3]! << 11) | (s[3]! >>> 21)
    return result
  }

  /** A number from 0 to below 1, in steps of 2^-32. */
  fraction(): number {
    return this.next() / 2 ** 32
  }

  /** `length` bytes. */
  bytes(length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length)
    for (let index = 0; index < length; index++) bytes[index] = this.next() >>> 24
    return bytes
  }

  /** The whole numbers below `length` in a random order (Fisher and Yates). */
  permutation(length: number): Uint32Array<ArrayBuffer> {
    const order = Uint32Array.from({ length }, (_, index) => index)
    for (let last = length - 1; last > 0; last--) {
      const other = Math.floor(this.fraction() * (last + 1))
      const held = order[last]!
      order[last] = order[other]!
      order[other] = held
    }
    return order
  }
}
