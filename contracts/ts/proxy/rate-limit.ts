/**
 * So much for each key in each window of time. Windows are fixed, not sliding: at the seam of two a
 * key may get twice as much, which does not matter here, and each key costs two numbers.
 */
import type { Clock } from '@commonhold/base'

/** Counts what keys use. */
export type RateLimit = {
  /** Uses `amount`, if that much is left to the key in this window; tells whether it was. */
  use(key: string, amount: number): boolean
}

/** The most keys remembered: at the limit all are refused but the known, until the window ends. */
const keysMax = 10_000

/** @param amountMax for each key in each window of `windowMs` milliseconds */
export function createRateLimit(options: {
  readonly clock: Clock
  readonly windowMs: number
  readonly amountMax: number
}): RateLimit {
  const { clock, windowMs, amountMax } = options
  const used = new Map<string, number>()
  let windowStartMs = clock.monotonicMs()
  return {
    use(key, amount) {
      const nowMs = clock.monotonicMs()
      if (nowMs - windowStartMs >= windowMs) {
        used.clear()
        windowStartMs = nowMs
      }
      const before = used.get(key) ?? 0
      if (before + amount > amountMax || (before === 0 && used.size >= keysMax)) return false
      used.set(key, before + amount)
      return true
    }
  }
}
