/** The system's clock, for tests that run against real processes. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '@commonhold/base'

/** Real time. */
export const testClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  async sleep(delayMs, signal) {
    await wait(delayMs, undefined, signal === undefined ? {} : { signal })
  }
}
