/**
 * The different words of one CSV column, found by their bytes: a string is made once a word, not
 * once a row. An open-addressing table over FNV-1a hashes; grows at half load.
 */
import { escapedFlag } from './csv-fields.ts'

const emptySlot = 0xffffffff

/** Gives each different byte sequence a number, from 0 in order of first appearance. */
export class CsvWords {
  readonly #bytes: Uint8Array
  #slots = new Uint32Array(64).fill(emptySlot)
  #starts: number[] = []
  #ends: number[] = []
  #hashes: number[] = []

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** How many different words there are. */
  get size(): number {
    return this.#starts.length
  }

  /** First byte and flagged end of word `code`. */
  placeOf(code: number): readonly [number, number] {
    return [this.#starts[code]!, this.#ends[code]!]
  }

  /**
   * The number of the word at `start`. The flag of its end is part of the word: the same bytes with
   * doubled quotes to be halved, and without, are different texts.
   */
  intern(start: number, flaggedEnd: number): number {
    const bytes = this.#bytes
    const end = flaggedEnd & ~escapedFlag
    let hash = 0x811c9dc5
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
    hash = (hash ^ (hash >>> 15)) >>> 0
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const code = this.#slots[slot]!
      if (code === emptySlot) break
      if (this.#hashes[code] === hash && this.#equals(code, start, flaggedEnd)) return code
      slot = (slot + 1) & mask
    }
    const code = this.#starts.length
    this.#slots[slot] = code
    this.#starts.push(start)
    this.#ends.push(flaggedEnd)
    this.#hashes.push(hash)
    if (code * 2 > this.#slots.length) this.#grow()
    return code
  }

  #equals(code: number, start: number, flaggedEnd: number): boolean {
    const other = this.#starts[code]!
    if (this.#ends[code]! - other !== flaggedEnd - start) return false
    const bytes = this.#bytes
    const end = flaggedEnd & ~escapedFlag
    for (let at = start; at < end; at++) {
      if (bytes[at] !== bytes[other + at - start]) return false
    }
    return true
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2).fill(emptySlot)
    const mask = this.#slots.length - 1
    for (let code = 0; code < this.#hashes.length; code++) {
      let slot = this.#hashes[code]! & mask
      while (this.#slots[slot] !== emptySlot) slot = (slot + 1) & mask
      this.#slots[slot] = code
    }
  }
}
