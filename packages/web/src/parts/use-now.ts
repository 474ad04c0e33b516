/** The present moment as state, shared by all times on a page, so that they tick together. */
import { useSyncExternalStore } from 'react'

const tickMs = 1_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let nowMs = Date.now()

/**
 * What follows from the present moment, in milliseconds since 1970 to the second. The part is drawn
 * again only when that changes.
 */
export function useNow<Value extends string | number | boolean>(
  follows: (nowMs: number) => Value
): Value {
  return useSyncExternalStore(subscribe, () => follows(nowMs))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) nowMs = Date.now()
  timer ??= setInterval(() => {
    nowMs = Date.now()
    for (const tell of listeners) tell()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
