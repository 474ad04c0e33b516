/**
 * Time that passes only from event to event: a queue of what is due, in order. Between two events
 * everything runs that is ready to, so that nothing depends on the machine's own clock. A binary
 * heap: putting in and taking out cost the logarithm of what waits.
 */

/** Something due later. */
export type Due = { cancel(): void }

/** The one time of a simulated world. */
export type SimulatedTime = {
  /** Milliseconds since the world began. */
  nowMs(): number
  /** Things due at the same moment happen in the order in which they were put in. */
  schedule(delayMs: number, happen: () => void): Due
  /**
   * Lets events happen until `isOver` says so.
   * @returns false where nothing is left to happen, or time has reached `limitMs` before
   */
  run(isOver: () => boolean, limitMs: number): Promise<boolean>
}

type Entry = { readonly atMs: number; readonly order: number; happen: (() => void) | undefined }

/** A world's time, at 0. */
export function createSimulatedTime(): SimulatedTime {
  const heap: Entry[] = []
  let nowMs = 0
  let count = 0
  return {
    nowMs: () => nowMs,
    schedule(delayMs, happen) {
      const entry: Entry = { atMs: nowMs + Math.max(0, delayMs), order: count++, happen }
      push(heap, entry)
      return {
        cancel() {
          entry.happen = undefined
        }
      }
    },
    async run(isOver, limitMs) {
      await settle()
      while (!isOver()) {
        const next = pop(heap)
        if (next === undefined) return false
        if (next.happen === undefined) continue
        if (next.atMs > limitMs) {
          push(heap, next)
          nowMs = limitMs
          return false
        }
        nowMs = next.atMs
        next.happen()
        await settle()
      }
      return true
    }
  }
}

/** Lets everything run that is ready to. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function isBefore(left: Entry, right: Entry): boolean {
  return left.atMs < right.atMs || (left.atMs === right.atMs && left.order < right.order)
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.push(entry) - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    if (!isBefore(entry, heap[above]!)) break
    heap[at] = heap[above]!
    at = above
  }
  heap[at] = entry
}

function pop(heap: Entry[]): Entry | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (first === undefined || last === undefined || heap.length === 0) return first
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    if (below >= heap.length) break
    if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++
    if (!isBefore(heap[below]!, last)) break
    heap[at] = heap[below]!
    at = below
  }
  heap[at] = last
  return first
}
