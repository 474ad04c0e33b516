/** Randomness, given: the system's secure source in a node, a seed in a test. */

/** A source of random bytes. */
export type Random = {
  /** `length` fresh random bytes. */
  bytes(length: number): Uint8Array<ArrayBuffer>
}
