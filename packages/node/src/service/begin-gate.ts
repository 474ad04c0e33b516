/**
 * Lets questions wait for a study to begin at this node. Who joins last makes a study full, and is
 * asked for keys before it has seen its own seat on the ledger; refused, it would be missed for as
 * long as an answer may take.
 */
import type { Clock, MemberId, PeerRequest, StudyId } from '@commonhold/base'
import type { StudyRecord } from '@commonhold/protocol'
import type { LedgerView } from '../studies/study-deps.ts'
import { hasSeat } from './has-seat.ts'

/** The gate. */
export type BeginGate = {
  /**
   * Resolves at once for who sits in no open study that has not begun here; else when one begins,
   * or after a moment.
   */
  untilBegun(request: Pick<PeerRequest, 'from' | 'signal'>): Promise<void>
  /** A study has begun here. */
  open(): void
}

const waitMsMax = 2000

/** @param options.has whether a study has begun here */
export function createBeginGate(options: {
  readonly clock: Clock
  readonly view: Pick<LedgerView, 'follow'>
  readonly studies: () => readonly StudyRecord[]
  readonly has: (study: StudyId) => boolean
}): BeginGate {
  const { clock, view, studies, has } = options
  const waiters = new Set<() => void>()
  /** Whether this node may have a seat beside that member, and not have seen it yet. */
  const mayBeBehind = (member: MemberId): boolean =>
    studies().some((record) => {
      const isOpen = record.state === 'proposed' || record.state === 'running'
      return isOpen && !has(record.study) && hasSeat(record, member)
    })
  return {
    async untilBegun({ from, signal }) {
      if (!mayBeBehind(from)) return
      const over = new AbortController()
      const { promise, resolve } = Promise.withResolvers<void>()
      waiters.add(resolve)
      view.follow().catch(() => {})
      const both = AbortSignal.any([signal, over.signal])
      await Promise.race([promise, clock.sleep(waitMsMax, both).catch(() => {})])
      waiters.delete(resolve)
      over.abort()
    },
    open() {
      for (const resolve of waiters) resolve()
      waiters.clear()
    }
  }
}
