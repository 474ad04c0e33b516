/** Time, given: real in a node, simulated in a test. */

/** What a part may know of time. */
export type Clock = {
  /** Milliseconds since 1970; may jump when the machine's clock is set. */
  nowMs(): number
  /** Milliseconds since some start; never goes back. */
  monotonicMs(): number
  /** Resolves after `delayMs` milliseconds; rejects with the signal's reason when aborted. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>
}
