/**
 * Wakes whoever waits for the ledger, by asking for its latest block again and again: the one way
 * that every provider offers. One question at each poll, however many wait; none when nobody does.
 */
import type { Bytes32, Clock, Log } from '@commonhold/base'

/** Calls waiting functions after each change of the latest block. */
export type BlockWatch = { add(wake: () => void, signal: AbortSignal): void }

const failureDelayMs = 2_000

/** @param headHash the hash of the latest block */
export function createBlockWatch(options: {
  readonly headHash: () => Promise<Bytes32>
  readonly clock: Clock
  readonly log: Log
  readonly pollMs: number
}): BlockWatch {
  const { headHash, clock, log, pollMs } = options
  const waiting = new Set<() => void>()
  let isWatching = false
  const watch = async (): Promise<void> => {
    let known: Bytes32 | undefined
    let hasFailed = false
    while (waiting.size > 0) {
      try {
        const head = await headHash()
        if (hasFailed) log.info('ledger.reachable-again')
        hasFailed = false
        const isNew = known !== undefined && head !== known
        known = head
        if (isNew) for (const wake of [...waiting]) wakeOne(wake, log)
      } catch (error) {
        if (!hasFailed) log.warn('ledger.unreachable', { error: String(error) })
        hasFailed = true
      }
      await clock.sleep(hasFailed ? failureDelayMs : pollMs)
    }
    isWatching = false
  }
  return {
    add(wake, signal) {
      if (signal.aborted) return
      const entry = (): void => wake()
      waiting.add(entry)
      signal.addEventListener('abort', () => waiting.delete(entry), { once: true })
      if (isWatching) return
      isWatching = true
      void watch()
    }
  }
}

/** One listener's mistake does not keep the others from being woken. */
function wakeOne(wake: () => void, log: Log): void {
  try {
    wake()
  } catch (error) {
    log.error('ledger.listener-failed', { error: String(error) })
  }
}
