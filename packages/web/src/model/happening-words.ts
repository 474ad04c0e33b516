/** What happened, in sentences: for the list on the first page. */
import type { Happening } from '../node/live-node.ts'
import { countOf, decimal, intervalWords } from './figures.ts'

/** A sentence: who, what, and in which study. */
export type HappeningWords = {
  readonly id: string
  readonly atMs: number
  readonly text: string
  /** Who did it: comes before the text. */
  readonly member?: string
  /** The study that it is about: its title comes after the text. */
  readonly study?: number
  readonly tone: 'good' | 'warn' | 'neutral'
}

/** Sentences for events, newest first; rounds of one study that follow each other are one. */
export function wordsOfAll(events: readonly Happening[]): readonly HappeningWords[] {
  const words: HappeningWords[] = []
  let at = 0
  while (at < events.length) {
    const run = runOfRounds(events, at)
    words.push(run.length > 1 ? wordsOfRun(run) : wordsOf(events[at]!))
    at += Math.max(1, run.length)
  }
  return words
}

type FinalRound = Extract<Happening, { readonly type: 'round.final' }>

/** Final rounds of one study from a place on, as long as nothing else came between. */
function runOfRounds(events: readonly Happening[], from: number): readonly FinalRound[] {
  const run: FinalRound[] = []
  for (const event of events.slice(from)) {
    if (event.type !== 'round.final' || event.study !== (run[0] ?? event).study) break
    run.push(event)
  }
  return run
}

function wordsOfRun(run: readonly FinalRound[]): HappeningWords {
  const [newest, oldest] = [run[0]!, run.at(-1)!]
  const drops = run.reduce((sum, { round }) => sum + round.dropped.length, 0)
  return {
    ...said(newest, `Rounds ${oldest.round.index} to ${newest.round.index} are final`, drops),
    ...(drops === 0 ? {} : { tone: 'warn' })
  }
}

function said({ id, atMs, study, round }: FinalRound, what: string, drops: number): HappeningWords {
  const interval = intervalWords(round.aucInterval)
  const sure = interval === '' ? '' : ` (${interval})`
  const auc = round.metrics?.auc === undefined ? '' : `, AUC ${decimal(round.metrics.auc)}${sure}`
  const dropped = drops === 0 ? '' : `, ${countOf(drops, 'drop')}`
  return { id, atMs, study, text: `${what}${auc}${dropped}:`, tone: 'good' }
}

/** Tells one event. */
export function wordsOf(event: Happening): HappeningWords {
  const { id, atMs } = event
  const base = { id, atMs, ...('study' in event ? { study: event.study } : {}) }
  switch (event.type) {
    case 'study.proposed':
      return { ...base, text: 'proposed', member: event.proposer, tone: 'neutral' }
    case 'study.joined':
      return { ...base, text: 'joined', member: event.member, tone: 'neutral' }
    case 'study.left':
      return { ...base, text: 'left', member: event.member, tone: 'warn' }
    case 'study.started': {
      const text = `Started with ${countOf(event.memberCount, 'member')}:`
      return { ...base, text, tone: 'neutral' }
    }
    case 'round.final': {
      const drops = event.round.dropped.length
      const words = said(event, `Round ${event.round.index} is final`, drops)
      return drops === 0 ? words : { ...words, tone: 'warn' }
    }
    case 'round.skipped':
      return { ...base, text: `Round ${event.round} was skipped:`, tone: 'warn' }
    case 'study.closed':
      return { ...base, text: `Closed, its model is asset ${event.asset}:`, tone: 'good' }
    case 'study.cancelled':
      return { ...base, text: 'Cancelled:', tone: 'warn' }
    case 'peer.connected':
      return { ...base, text: 'is reachable', member: event.member, tone: 'neutral' }
    case 'peer.disconnected':
      return { ...base, text: 'is not reachable any more', member: event.member, tone: 'warn' }
  }
}
