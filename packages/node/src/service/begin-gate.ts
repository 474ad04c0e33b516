/**
 * Lets questions wait for a study to begin at this node. Who joins last makes a study full, and is
 * asked for keys before it has seen its own seat on the ledger; refused, it would be missed for as
 * long as an answer may take.
 */
import type { Clock, PeerRequest, StudyId } from '@commonhold/base'
import type { StudyRecord } from '@commonhold/protocol'
import type { LedgerView } from '../studies/study-deps.ts'
import { hasSeat } from './has-seat.ts'

/** What a question waits for: its asker's `study`, or, before it is read, any of its asker's. */
export type Awaited = Pick<PeerRequest, 'from' | 'signal'> & { readonly study?: StudyId }

/** The gate. */
export type BeginGate = {
  /**
   * Resolves once `isReady`, asked now and whenever a study begins, or after a moment. Resolves at
   * once where no such study is open on the ledger that has not begun here.
   */
  until(isReady: () => boolean, awaited: Awaited): Promise<void>
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
  const mayBeBehind = ({ from, study }: Awaited): boolean =>
    studies().some((record) => {
      const isAwaited = study === undefined || record.study === study
      const isOpen = record.state === 'proposed' || record.state === 'running'
      return isAwaited && isOpen && !has(record.study) && hasSeat(record, from)
    })
  return {
    async until(isReady, awaited) {
      if (isReady() || !mayBeBehind(awaited)) return
      const over = new AbortController()
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = () => {
        if (isReady()) resolve()
      }
      waiters.add(look)
      view.follow().catch(() => {})
      const both = AbortSignal.any([awaited.signal, over.signal])
      await Promise.race([promise, clock.sleep(waitMsMax, both).catch(() => {})])
      waiters.delete(look)
      over.abort()
    },
    open() {
      for (const look of [...waiters]) look()
    }
  }
}
