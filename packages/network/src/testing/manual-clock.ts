/** A clock that a test moves by hand. Sleepers wake when it is moved past their time. */
import type { Clock } from '@commonhold/base'

/** A clock at `startMs`, and the way to move it. */
export function createManualClock(startMs: number): Clock & { advance(byMs: number): void } {
  let nowMs = startMs
  const sleepers = new Set<{ readonly untilMs: number; wake(): void }>()
  return {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    sleep(delayMs, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { untilMs: nowMs + delayMs, wake: resolve }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper)
          reject(signal.reason)
        })
      })
    },
    advance(byMs) {
      nowMs += byMs
      for (const sleeper of [...sleepers]) {
        if (sleeper.untilMs > nowMs) continue
        sleepers.delete(sleeper)
        sleeper.wake()
      }
    }
  }
}
