/**
 * How a study, and a round of it, is told: its state as a word and a tone, its progress as counts.
 */
import type { RoundPhase, StudySummary } from '@commonhold/sdk'
import { countOf } from './figures.ts'

/** A word and what it means to the reader. */
export type StateWord = {
  readonly word: string
  readonly tone: 'good' | 'active' | 'warn' | 'bad' | 'neutral'
}

type Told = Pick<
  StudySummary,
  'state' | 'round' | 'rounds' | 'memberCount' | 'minCohort' | 'joinBy'
>

/** @param nowMs since 1970: a proposal whose time is over and who has too few members has failed */
export function stateOfStudy(study: Told, nowMs: number): StateWord {
  switch (study.state) {
    case 'proposed': {
      const isLate = nowMs > study.joinBy * 1000
      if (isLate && study.memberCount < study.minCohort) {
        return { word: 'Too few joined', tone: 'warn' }
      }
      return { word: isLate ? 'Ready to start' : 'Open to join', tone: 'neutral' }
    }
    case 'running':
      return { word: 'Running', tone: 'active' }
    case 'closed':
      return { word: 'Closed', tone: 'good' }
    case 'cancelled':
      return { word: 'Cancelled', tone: 'neutral' }
  }
}

/** Rounds that are final: 0 before the start. */
export function finalRounds({ round, rounds, state }: Told): number {
  if (state === 'closed') return rounds
  return Math.max(0, Math.min(round - 1, rounds))
}

/** In words, for under a bar: `7 of 14 rounds`, or how many have joined. */
export function progressOfStudy(study: Told): string {
  if (study.state !== 'proposed') {
    return `${finalRounds(study)} of ${countOf(study.rounds, 'round')}`
  }
  const wanted = Math.max(0, study.minCohort - study.memberCount)
  const joined = `${study.memberCount} joined`
  return wanted === 0 ? `${joined}, enough to start` : `${joined}, ${wanted} more needed`
}

const phaseWords: Readonly<Record<RoundPhase, string>> = {
  open: 'waiting for the aggregator',
  keys: 'exchanging keys',
  shares: 'sharing secrets',
  masked: 'training, and masking the update',
  survivors: 'agreeing on who is in the sum',
  unmask: 'opening the sum',
  result: 'recomputing and signing',
  final: 'final',
  skipped: 'skipped'
}

/** A phase of a round as one would say it. */
export function phaseWord(phase: RoundPhase): string {
  return phaseWords[phase]
}

/** The phases that an open round goes through, in their order. */
export const openPhases: readonly RoundPhase[] = [
  'open',
  'keys',
  'shares',
  'masked',
  'survivors',
  'unmask',
  'result'
]
