/**
 * Where each study's open round stands, from the node's events: what a page shows between rounds.
 */
import type { StudyId } from '@commonhold/base'
import type { NodeEvent, RoundPhase } from '@commonhold/sdk'

/** An open round as last heard of. */
export type LiveRound = {
  readonly round: number
  readonly phase: RoundPhase
  readonly attempt: number
  readonly aggregator?: string
  /** What the node is at, in words. */
  readonly text?: string
  /** 0 to 1, of what `text` names. */
  readonly fraction?: number
}

/** Open rounds by study. */
export type LiveRounds = ReadonlyMap<StudyId, LiveRound>

/** What is known after an event; the same object where it tells nothing of an open round. */
export function afterEvent(rounds: LiveRounds, event: NodeEvent): LiveRounds {
  switch (event.type) {
    case 'round.phase': {
      const { study, round, phase, attempt, aggregator } = event
      const next: LiveRound = {
        round,
        phase,
        attempt,
        ...(aggregator === undefined ? {} : { aggregator })
      }
      return new Map(rounds).set(study, next)
    }
    case 'round.progress': {
      const known = rounds.get(event.study)
      if (known?.round !== event.round) return rounds
      const { text, fraction } = event
      const { fraction: _old, ...rest } = known
      const next = { ...rest, text, ...(fraction === undefined ? {} : { fraction }) }
      return new Map(rounds).set(event.study, next)
    }
    case 'round.final':
    case 'round.skipped':
    case 'study.closed':
    case 'study.cancelled': {
      if (!rounds.has(event.study)) return rounds
      const left = new Map(rounds)
      left.delete(event.study)
      return left
    }
    default:
      return rounds
  }
}
