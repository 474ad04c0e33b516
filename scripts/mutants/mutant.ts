/** The form of a mutant: a defence that is taken away, and the test that must notice. */

/** One fault: a text that stands once in a source, and what replaces it. */
export type Mutant = {
  /** Its own name, as `A1` or, where an attack has several, `A1b`. */
  readonly id: string
  /** What no longer stops the attack. */
  readonly defence: string
  /** From the project's folder. */
  readonly file: string
  readonly find: string
  readonly replace: string
  /** The test file that fails without the defence, from the project's folder. */
  readonly test: string
}

/** The row of docs/security/attacks.md that a mutant belongs to: `A1` of `A1b`. */
export function attackOf({ id }: Pick<Mutant, 'id'>): string {
  return id.replace(/[a-z]$/, '')
}
