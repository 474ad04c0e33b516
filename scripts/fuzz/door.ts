/**
 * What is fuzzed: a door, a place where bytes that somebody else chose come into the program. Each
 * input is a valid one that was bent, or plain noise, and is a function of seed, door and number,
 * so that one number brings one input back.
 */
import { CommonholdError } from '@commonhold/base'

/** How an input is bent before it is packed. */
export type SeedForm = 'json' | 'text' | 'bytes'

/** A valid input, in the form in which it is best bent. */
export type Seed = {
  readonly form: SeedForm
  readonly body: Uint8Array
  /** Makes what arrives of the bent body: with its length before it, or signed. Default: itself. */
  readonly pack?: (body: Uint8Array) => Uint8Array
  /** Well formed, and turned away all the same. Default false. */
  readonly isRefused?: boolean
}

/** One door. */
export type Door = {
  readonly name: string
  readonly seeds: readonly Seed[]
  /** Words that its texts are made of, to be strewn in. */
  readonly words?: readonly string[]
  /** How large its part of all inputs is, beside 1 for a plain parser. */
  readonly weight: number
  /**
   * Lets an input in. A door that answers instead of throwing looks at its answer, and throws what
   * `brokenDoor` makes where that was an inner failure.
   */
  enter(input: Uint8Array): unknown
  /** Frees what the door holds open. */
  close?(): Promise<void>
}

/** What a seed is when nobody bent it. */
export function packed({ body, pack }: Seed): Uint8Array {
  return pack === undefined ? body : pack(body)
}

/** A door let its own failure out, lost what it held, or took what it must not take. */
export function brokenDoor(what: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'FUZZ_BROKEN_DOOR',
    fault: 'self',
    message: `A door does not hold: ${what}.`,
    hint: 'Run the printed command again to see this one input, and mend the door.',
    cause
  })
}
