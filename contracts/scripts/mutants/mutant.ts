/** The form of a mutant. */

/** One fault: a text that stands once in a source, and what replaces it. */
export type Mutant = {
  /** The promise it breaks, as `S3`. */
  readonly promise: string
  /** Path below `contracts/src`. */
  readonly file: string
  readonly find: string
  readonly replace: string
  /** What is wrong then, in a few words. */
  readonly fault: string
}
