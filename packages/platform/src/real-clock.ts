/** The machine's own clock, as a port. */
import type { Clock } from '@commonhold/base'

/** A timer of Node counts in 31 bits; longer sleeps are made of several. */
const timerMsMax = 2 ** 31 - 1

/** Wall time by `Date`, monotonic time by `performance`, sleep by a timer that can be aborted. */
export const realClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  async sleep(delayMs, signal) {
    signal?.throwIfAborted()
    let restMs = Math.max(0, delayMs)
    do {
      const stepMs = Math.min(restMs, timerMsMax)
      await timeout(stepMs, signal)
      restMs -= stepMs
    } while (restMs > 0)
  }
}

/**
 * By hand, since the one of `node:timers/promises` makes an error with a stack trace each time it
 * is aborted, and most sleeps are deadlines that end so.
 */
function timeout(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, delayMs)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
