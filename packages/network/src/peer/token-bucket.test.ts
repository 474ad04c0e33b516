import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createManualClock } from '../testing/manual-clock.ts'
import { createTokenBuckets } from './token-bucket.ts'

describe('token buckets', () => {
  it('give what a minute allows at once, then evenly, and never more', () => {
    const clock = createManualClock(0)
    const buckets = createTokenBuckets(clock)
    const takeAll = (): number => {
      let taken = 0
      while (buckets.take('ada', 60)) taken += 1
      return taken
    }
    assert.equal(takeAll(), 60)
    clock.advance(1000)
    assert.equal(takeAll(), 1)
    clock.advance(3_600_000)
    assert.equal(takeAll(), 60)
    assert(buckets.take('bob', 1))
    assert(!buckets.take('bob', 1))
    assert(!buckets.take('eve', 0))
  })

  it('stay bounded however many keys there are', () => {
    const clock = createManualClock(0)
    const buckets = createTokenBuckets(clock)
    for (let key = 0; key < 20_000; key++) assert(buckets.take(`key ${key}`, 1))
    assert(!buckets.take('one more', 1))
    clock.advance(60_000)
    assert(buckets.take('one more', 1))
  })
})
