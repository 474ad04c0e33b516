import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createManualClock } from './manual-clock.ts'
import { realClock } from './real-clock.ts'

describe('manual clock', () => {
  test('wakes sleepers in order of their due times, each at its own time', async () => {
    const clock = createManualClock(1000)
    const woken: string[] = []
    const sleeper = async (name: string, delayMs: number) => {
      await clock.sleep(delayMs)
      woken.push(`${name} at ${clock.nowMs()}`)
    }
    const all = [sleeper('late', 30), sleeper('early', 10), sleeper('same', 10)]
    await clock.advance(9)
    assert.deepEqual(woken, [])
    assert.equal(clock.sleepers(), 3)
    await clock.advance(100)
    await Promise.all(all)
    assert.deepEqual(woken, ['early at 1010', 'same at 1010', 'late at 1030'])
    assert.equal(clock.monotonicMs(), 109)
  })

  test('a sleep that begins when another ends is due from then', async () => {
    const clock = createManualClock(0)
    let ticks = 0
    const loop = (async () => {
      while (ticks < 5) {
        await clock.sleep(10)
        ticks++
      }
    })()
    await clock.advance(35)
    assert.equal(ticks, 3)
    await clock.advance(15)
    await loop
    assert.equal(clock.nowMs(), 50)
  })
})

for (const [name, clock] of [
  ['manual clock', createManualClock()],
  ['real clock', realClock]
] as const) {
  describe(`${name}: aborted sleeps`, () => {
    test('reject with the reason, also when aborted before', async () => {
      const controller = new AbortController()
      const reason = new DOMException('enough', 'AbortError')
      const sleeping = clock.sleep(3_000_000_000, controller.signal)
      controller.abort(reason)
      await assert.rejects(sleeping, (thrown) => thrown === reason)
      await assert.rejects(clock.sleep(1, controller.signal), (thrown) => thrown === reason)
    })
  })
}

test('the real clock sleeps and never goes back', async () => {
  const before = realClock.monotonicMs()
  await realClock.sleep(0)
  await realClock.sleep(-5)
  assert.ok(realClock.monotonicMs() >= before)
  assert.ok(realClock.nowMs() > Date.UTC(2020, 0, 1))
})
