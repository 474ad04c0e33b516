/** Claims about our own code. A broken one is a defect here, never a visitor's mistake. */

/** A claim that the program made about itself was false. Caught at the outermost level only. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError'
}

/**
 * @param claim one positive sentence that holds when `holds` is true
 * @throws {AssertionError} when it does not
 */
export function assert(holds: boolean, claim: string): asserts holds {
  if (!holds) throw new AssertionError(`broken claim: ${claim}`)
}

/** The default branch of a switch that names every case. */
export function unreachable(value: never): never {
  throw new AssertionError(`unreachable: ${JSON.stringify(value)}`)
}
