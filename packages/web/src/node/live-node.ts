/** What the node's events told, taken together: open rounds, and what happened of late. */
import type { NodeEvent } from '@commonhold/sdk'
import { afterEvent, type LiveRounds } from './live-rounds.ts'

/** Most events that are kept for the list of what happened. */
const recentMax = 60

/** An event that people want to read about later. */
export type Happening = Exclude<
  NodeEvent,
  { readonly type: 'round.phase' | 'round.progress' | 'log' }
>

/** All that was heard. */
export type Heard = {
  readonly rounds: LiveRounds
  /** Newest first. */
  readonly recent: readonly Happening[]
}

/** Nothing yet. */
export const nothingHeard: Heard = { rounds: new Map(), recent: [] }

/** What is known after some more events; an event that was heard before is not told twice. */
export function hearAll(known: Heard, events: readonly NodeEvent[]): Heard {
  const ids = new Set(known.recent.map(({ id }) => id))
  const fresh = events.filter((event): event is Happening => isHappening(event, ids))
  return {
    rounds: events.reduce(afterEvent, known.rounds),
    recent: [...fresh.toReversed(), ...known.recent].slice(0, recentMax)
  }
}

function isHappening(event: NodeEvent, ids: ReadonlySet<string>): boolean {
  const isPassing =
    event.type === 'round.phase' || event.type === 'round.progress' || event.type === 'log'
  return !isPassing && !ids.has(event.id)
}
