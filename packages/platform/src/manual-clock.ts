/** A clock that a test moves: nothing passes by itself, and no test waits for real time. */
import { assert, type Clock } from '@commonhold/base'

/** A clock with a hand on it. */
export type ManualClock = Clock & {
  /**
   * Moves time on, waking every sleep that falls due, in order of its due time, each at its own
   * time. What a sleeper then does, new sleeps included, happens before the next one wakes.
   */
  advance(byMs: number): Promise<void>
  /** Count of sleeps that wait now. */
  sleepers(): number
}

type Sleeper = { readonly dueMs: number; readonly wake: () => void }

/** Opens a clock that stands at `startMs`, in milliseconds since 1970. */
export function createManualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  const sleeping = new Set<Sleeper>()
  let passedMs = 0

  function nextDue(limitMs: number): Sleeper | undefined {
    let next: Sleeper | undefined
    for (const sleeper of sleeping) {
      if (sleeper.dueMs <= limitMs && (next === undefined || sleeper.dueMs < next.dueMs)) {
        next = sleeper
      }
    }
    return next
  }

  return {
    nowMs: () => startMs + passedMs,
    monotonicMs: () => passedMs,
    sleep(delayMs, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason)
          return
        }
        const abort = (): void => {
          sleeping.delete(sleeper)
          reject(signal?.reason)
        }
        const sleeper: Sleeper = {
          dueMs: passedMs + Math.max(0, delayMs),
          wake() {
            signal?.removeEventListener('abort', abort)
            resolve()
          }
        }
        sleeping.add(sleeper)
        signal?.addEventListener('abort', abort, { once: true })
      })
    },
    async advance(byMs) {
      assert(byMs >= 0, 'time goes forward')
      const untilMs = passedMs + byMs
      for (let due = nextDue(untilMs); due !== undefined; due = nextDue(untilMs)) {
        sleeping.delete(due)
        passedMs = Math.max(passedMs, due.dueMs)
        due.wake()
        await settle()
      }
      passedMs = untilMs
      await settle()
    },
    sleepers: () => sleeping.size
  }
}

/** Lets everything run that is ready to, without the time that a timer would take. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
