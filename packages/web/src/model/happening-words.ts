/** What happened, in a sentence: for the list on the first page. */

import type { Happening } from '../node/live-node.ts'
import { countOf, decimal } from './figures.ts'

/** A sentence in two halves around a member's name, where it has one. */
export type HappeningWords = {
  readonly text: string
  /** Who did it: comes before the text. */
  readonly member?: string
  /** The study that it is about. */
  readonly study?: number
  readonly tone: 'good' | 'warn' | 'neutral'
}

/** Tells an event. */
export function wordsOf(event: Happening): HappeningWords {
  switch (event.type) {
    case 'study.proposed':
      return { text: 'proposed', member: event.proposer, study: event.study, tone: 'neutral' }
    case 'study.joined':
      return { text: 'joined', member: event.member, study: event.study, tone: 'neutral' }
    case 'study.left':
      return { text: 'left', member: event.member, study: event.study, tone: 'warn' }
    case 'study.started': {
      const text = `Started with ${countOf(event.memberCount, 'member')}:`
      return { text, study: event.study, tone: 'neutral' }
    }
    case 'round.final': {
      const { index, dropped, metrics } = event.round
      const auc = metrics?.auc === undefined ? '' : `, AUC ${decimal(metrics.auc)}`
      const drops = dropped.length === 0 ? '' : `, ${countOf(dropped.length, 'drop')}`
      const tone = dropped.length === 0 ? 'good' : 'warn'
      return { text: `Round ${index} is final${auc}${drops}:`, study: event.study, tone }
    }
    case 'round.skipped':
      return { text: `Round ${event.round} was skipped:`, study: event.study, tone: 'warn' }
    case 'study.closed':
      return {
        text: `Closed, its model is asset ${event.asset}:`,
        study: event.study,
        tone: 'good'
      }
    case 'study.cancelled':
      return { text: 'Cancelled:', study: event.study, tone: 'warn' }
    case 'peer.connected':
      return { text: 'is reachable', member: event.member, tone: 'neutral' }
    case 'peer.disconnected':
      return { text: 'is not reachable any more', member: event.member, tone: 'warn' }
  }
}
