/**
 * When an aggregator counts as silent, and so which attempt may begin. Attempts pass on by what a
 * member itself has seen, not by anybody's clock: no progress for as long as the phase allows.
 */
import type { Terms } from '../terms/terms.ts'

/** How long nothing may happen before the next aggregator may begin, in milliseconds. */
export function stallMs(timing: Terms['timing'], isTraining: boolean): number {
  const seconds = 2 * timing.answerSeconds + (isTraining ? timing.trainingSeconds : 0)
  return Math.ceil(seconds * 1000)
}

/**
 * The highest attempt that may begin.
 * @param attempt the attempt seen last, 0 where none was
 * @param idleMs milliseconds since anything happened in it
 * @param tolerance the part of a stall, 0 to 1, after which a question for the next attempt is
 * accepted: members do not see things at the same moment
 */
export function attemptAllowed(
  attempt: number,
  idleMs: number,
  stallAfterMs: number,
  tolerance: number
): number {
  return attempt + Math.floor(idleMs / stallAfterMs + (1 - tolerance))
}
