/** The machine's own clock, as a port. */
import { setTimeout as timeout } from 'node:timers/promises'
import type { Clock } from '@commonhold/base'

/** A timer of Node counts in 31 bits; longer sleeps are made of several. */
const timerMsMax = 2 ** 31 - 1

/** Wall time by `Date`, monotonic time by `performance`, sleep by a timer that can be aborted. */
export const realClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  async sleep(delayMs, signal) {
    signal?.throwIfAborted()
    const options = signal === undefined ? {} : { signal }
    let restMs = Math.max(0, delayMs)
    do {
      const stepMs = Math.min(restMs, timerMsMax)
      try {
        await timeout(stepMs, undefined, options)
      } catch (cause) {
        signal?.throwIfAborted()
        throw cause
      }
      restMs -= stepMs
    } while (restMs > 0)
  }
}
