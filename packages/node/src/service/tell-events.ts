/** From what happens on the ledger and in studies to the events that people and programs follow. */
import type { LedgerIndex } from '@commonhold/indexing'
import type { StudyEvent } from '../studies/study-events.ts'
import type { EventHub } from './event-hub.ts'
import type { NodeContext } from './node-context.ts'
import { viewRound } from './study-view.ts'

/** Tells an event of one of this node's own studies. */
export function tellStudyEvent(hub: EventHub, context: NodeContext, event: StudyEvent): void {
  const { study } = event
  switch (event.kind) {
    case 'phase': {
      const { round, phase, attempt } = event
      hub.tell({ type: 'round.phase', study, round, phase, attempt })
      return
    }
    case 'progress':
      hub.tell({ type: 'round.progress', study, round: event.round, text: event.text })
      return
    case 'final': {
      const record = context.view.studyOf(study)
      if (record === undefined) return
      const round = viewRound(record, event.final.record, event.final, undefined)
      hub.tell({ type: 'round.final', study, round })
      return
    }
    case 'skipped':
      hub.tell({ type: 'round.skipped', study, round: event.round, epoch: event.epoch })
      return
    case 'closed':
      if (event.asset !== undefined) hub.tell({ type: 'study.closed', study, asset: event.asset })
      return
    case 'cancelled':
      hub.tell({ type: 'study.cancelled', study })
  }
}

/** Tells what the ledger says of all studies. */
export function tellLedgerChanges(hub: EventHub, index: LedgerIndex, signal: AbortSignal): void {
  const end = index.on('change', ({ events }) => {
    for (const event of events) {
      if (event.kind === 'StudyProposed') {
        hub.tell({ type: 'study.proposed', study: event.study, proposer: event.proposer })
      } else if (event.kind === 'StudyJoined') {
        hub.tell({ type: 'study.joined', study: event.study, member: event.member })
      } else if (event.kind === 'StudyLeft') {
        hub.tell({ type: 'study.left', study: event.study, member: event.member })
      } else if (event.kind === 'StudyStarted') {
        const { study, memberCount } = event
        hub.tell({ type: 'study.started', study, memberCount })
      }
    }
  })
  signal.addEventListener('abort', end, { once: true })
}
