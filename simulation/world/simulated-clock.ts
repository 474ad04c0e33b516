/** A node's clock in a simulated world: the world's time, and what its own clock is off by. */
import type { Clock } from '@commonhold/base'
import type { Life } from './life.ts'
import type { SimulatedTime } from './simulated-time.ts'

/** When every world begins, in milliseconds since 1970. */
export const worldStartMs = Date.UTC(2026, 0, 1)

/** @param offMs by how much this clock is ahead of the world, in milliseconds; below 0 behind */
export function createSimulatedClock(time: SimulatedTime, life: Life, offMs: number): Clock {
  return {
    nowMs: () => worldStartMs + time.nowMs() + offMs,
    monotonicMs: () => time.nowMs(),
    sleep(delayMs, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason)
          return
        }
        const due = time.schedule(delayMs, () => {
          signal?.removeEventListener('abort', abort)
          if (!life.isOver()) resolve()
        })
        const abort = (): void => {
          due.cancel()
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, { once: true })
      })
    }
  }
}
