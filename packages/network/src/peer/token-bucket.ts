/**
 * How often somebody may ask: a bucket for each key holds up to `perMinute` tokens and refills
 * evenly. Buckets that are full again are forgotten, so memory follows who asks now.
 */
import type { Clock } from '@commonhold/base'

/** Counts by key. */
export type TokenBuckets = {
  /** Takes one token; false where there is none left. */
  take(key: string, perMinute: number): boolean
}

const bucketsMax = 20_000
const minuteMs = 60_000

/** Buckets that all start full. */
export function createTokenBuckets(clock: Pick<Clock, 'monotonicMs'>): TokenBuckets {
  const buckets = new Map<string, { tokens: number; atMs: number; perMinute: number }>()
  const forgetFull = (nowMs: number): void => {
    for (const [key, { tokens, atMs, perMinute }] of buckets) {
      if (tokens + ((nowMs - atMs) * perMinute) / minuteMs >= perMinute) buckets.delete(key)
    }
  }
  return {
    take(key, perMinute) {
      const nowMs = clock.monotonicMs()
      if (buckets.size >= bucketsMax) forgetFull(nowMs)
      const bucket = buckets.get(key)
      if (bucket === undefined) {
        if (buckets.size >= bucketsMax || perMinute < 1) return false
        buckets.set(key, { tokens: perMinute - 1, atMs: nowMs, perMinute })
        return true
      }
      const refilled = bucket.tokens + ((nowMs - bucket.atMs) * perMinute) / minuteMs
      bucket.tokens = Math.min(perMinute, refilled)
      bucket.atMs = nowMs
      if (bucket.tokens < 1) return false
      bucket.tokens -= 1
      return true
    }
  }
}
