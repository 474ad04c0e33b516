/** Which readings an event of the node makes stale, by the beginnings of their keys. */
import type { NodeEvent } from '@commonhold/sdk'

type Key = readonly (string | number)[]

/** The keys, or none where the event changes nothing that is read. */
export function staleReadings(event: NodeEvent): readonly Key[] {
  switch (event.type) {
    case 'study.proposed':
    case 'study.joined':
    case 'study.left':
    case 'study.started':
    case 'study.cancelled':
      return [['studies'], ['study', event.study], ['status'], ['ledger']]
    case 'round.final':
    case 'round.skipped':
      return [['studies'], ['study', event.study], ['ledger']]
    case 'study.closed':
      return [
        ['studies'],
        ['study', event.study],
        ['status'],
        ['ledger'],
        ['models'],
        ['model'],
        ['assets']
      ]
    case 'peer.connected':
    case 'peer.disconnected':
      return [['peers'], ['members'], ['status']]
    case 'round.phase':
    case 'round.progress':
    case 'log':
      return []
  }
}
