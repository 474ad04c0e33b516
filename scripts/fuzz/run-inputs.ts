/** Puts inputs through one door, one after the other, and notes what came of each. */
import { asCommonholdError, CommonholdError } from '@commonhold/base'
import { brokenDoor, type Door, packed } from './door.ts'
import { makeInput } from './mutation/make-input.ts'

/** An input at which a door broke. */
export type Finding = {
  readonly door: string
  readonly index: number
  readonly code: string
  readonly message: string
  readonly stack: string
}

/** What came of inputs. */
export type Tally = {
  /** Let in, as a valid input is. */
  taken: number
  /** Turned away with an error that lays it at the sender's door. */
  refused: number
  /** Refusals by their code. */
  readonly codes: Map<string, number>
  readonly findings: Finding[]
  slowestMs: number
  slowestIndex: number
}

/** Which inputs. */
export type InputRange = {
  readonly seed: string
  /** First number, and the one behind the last. */
  readonly from: number
  readonly to: number
  /** Called before each; for whoever watches that no input takes for ever. */
  readonly onInput?: (index: number) => void
  readonly nowMs: () => number
}

/** How many bent inputs stand between two valid ones: nothing may be lost by what came before. */
const validEvery = 500

/** Nothing yet, from this number on. */
export function emptyTally(from: number): Tally {
  return { taken: 0, refused: 0, codes: new Map(), findings: [], slowestMs: 0, slowestIndex: from }
}

/** Never throws: what broke is in the findings. */
export async function runInputs(door: Door, range: InputRange): Promise<Tally> {
  const tally = emptyTally(range.from)
  for (let index = range.from; index < range.to; index++) {
    range.onInput?.(index)
    const startMs = range.nowMs()
    await enterOnce(door, range.seed, index, tally)
    const tookMs = range.nowMs() - startMs
    if (tookMs > tally.slowestMs) Object.assign(tally, { slowestMs: tookMs, slowestIndex: index })
    const isLast = index === range.to - 1
    if (isLast || (index - range.from) % validEvery === 0) await enterValid(door, index, tally)
  }
  return tally
}

async function enterOnce(door: Door, seed: string, index: number, tally: Tally): Promise<void> {
  try {
    await door.enter(makeInput(door, seed, index))
    tally.taken += 1
  } catch (cause) {
    const error = asCommonholdError(cause)
    const isOurs = !(cause instanceof CommonholdError) || error.fault === 'self'
    if (isOurs) tally.findings.push(findingOf(door, index, cause))
    else {
      tally.refused += 1
      tally.codes.set(error.code, (tally.codes.get(error.code) ?? 0) + 1)
    }
  }
}

async function enterValid(door: Door, index: number, tally: Tally): Promise<void> {
  for (const seed of door.seeds) {
    try {
      await door.enter(packed(seed))
    } catch (cause) {
      if (seed.isRefused === true) continue
      const broken = brokenDoor('a valid input is not taken any more', cause)
      tally.findings.push(findingOf(door, index, broken))
    }
  }
}

function findingOf(door: Door, index: number, cause: unknown): Finding {
  const { code, message } = asCommonholdError(cause)
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  const stack = inner instanceof Error ? (inner.stack ?? '') : ''
  return { door: door.name, index, code, message: message.slice(0, 400), stack }
}
