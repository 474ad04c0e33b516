/**
 * Keeps this node connected: to the addresses it was given, and to every member it learns of, up
 * to a number. What cannot be reached is tried again after 1, 2, 4 ... 60 seconds.
 */
import type { Clock, Log, MemberId } from '@commonhold/base'

/** Something to be connected to. */
export type KeeperTarget = {
  /** Stable: back-off is counted by it. */
  readonly key: string
  isConnected(): boolean
  connect(signal: AbortSignal): Promise<void>
}

/** How often to try. */
export type KeeperPace = { readonly firstMs: number; readonly longestMs: number }

const parallelMax = 8

/** A loop that ends with `signal`. */
export function startKeeper(options: {
  readonly clock: Clock
  readonly log: Log
  readonly pace: KeeperPace
  readonly signal: AbortSignal
  targets(): readonly KeeperTarget[]
}): { wake(): void; readonly done: Promise<void> } {
  const { clock, log, pace, signal } = options
  const states = new Map<string, { failures: number; dueMs: number }>()
  const trying = new Set<string>()
  let wakeUp = (): void => {}

  const attempt = async (target: KeeperTarget): Promise<void> => {
    trying.add(target.key)
    try {
      await target.connect(signal)
      states.set(target.key, { failures: 0, dueMs: clock.monotonicMs() + pace.firstMs })
    } catch (cause) {
      const failures = (states.get(target.key)?.failures ?? 0) + 1
      const delayMs = Math.min(pace.longestMs, pace.firstMs * 2 ** Math.min(failures - 1, 16))
      states.set(target.key, { failures, dueMs: clock.monotonicMs() + delayMs })
      log.debug('cannot connect', { target: target.key, failures, delayMs, cause })
    } finally {
      trying.delete(target.key)
    }
  }
  const tick = (): void => {
    const targets = options.targets()
    const keys = new Set(targets.map(({ key }) => key))
    for (const key of states.keys()) if (!keys.has(key)) states.delete(key)
    for (const target of targets) {
      if (trying.size >= parallelMax) return
      if (trying.has(target.key)) continue
      const state = states.get(target.key)
      if (target.isConnected()) {
        if (state !== undefined) state.failures = 0
      } else if (state === undefined || state.dueMs <= clock.monotonicMs()) {
        void attempt(target).then(() => wakeUp())
      }
    }
  }
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      const nap = new AbortController()
      wakeUp = () => nap.abort()
      tick()
      const either = AbortSignal.any([signal, nap.signal])
      await clock.sleep(pace.firstMs, either).catch(() => {})
    }
  }
  return { wake: () => wakeUp(), done: loop() }
}

/** A target for a member. */
export function memberKey(member: MemberId): string {
  return `member ${member}`
}
