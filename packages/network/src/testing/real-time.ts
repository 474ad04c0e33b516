/** The machine's clock and randomness, for tests with real connections. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleepFor } from 'node:timers/promises'
import type { Clock, Random } from '@commonhold/base'

/** The machine's clock. */
export const realClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  async sleep(delayMs, signal) {
    await sleepFor(delayMs, undefined, signal === undefined ? {} : { signal })
  }
}

/** The system's secure source. */
export const realRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) }
