/** A study of a simulated world: its terms, and who proposes, joins, and leaves it again. */
import { type Json, zeroBytes32 } from '@commonhold/base'
import { type LearningPlan, parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { planStages } from '@commonhold/learning/federation/plan-stages'
import { type SealedTerms, type StudyProposal, sealTerms } from '@commonhold/protocol'
import type { Chance } from '../world/chance.ts'
import { wordOf } from '../world/simulated-chain.ts'

/** A study that is to be. Members are named by their node's place in the world. */
export type StudyPlan = {
  readonly sealed: SealedTerms
  readonly proposal: Omit<StudyProposal, 'joinBy'>
  readonly proposer: number
  readonly members: readonly number[]
  /** Members that join, leave again, and join once more. */
  readonly waverers: readonly number[]
}

/** What a study is made of. */
export type StudyOptions = {
  readonly title: string
  readonly members: readonly number[]
  readonly waverers: readonly number[]
  readonly cohortMin: number
  readonly trainingRounds: number
  readonly method: 'newton' | 'average'
}

const roundSeconds = 120
const skipsMax = 50

/** Real logistic regression, on columns that every node's table has. */
export function planStudy(chance: Chance, options: StudyOptions): StudyPlan {
  const { title, members, waverers, cohortMin } = options
  const plan = learningPlan(chance, options)
  const sealed = sealTerms({
    format: 'commonhold-terms/1',
    title,
    description: '',
    plan: JSON.parse(JSON.stringify(plan)) as Json,
    rounds: planStages(plan).length,
    cohort: { min: cohortMin, max: Math.max(cohortMin, members.length) },
    timing: { answerSeconds: 1.5, trainingSeconds: 1, roundSeconds, skipsMax },
    invited: [],
    transcripts: { readers: 'members', auditors: [] },
    revenue: { rule: 'by-rounds-survived' },
    privacy: { kind: 'none' }
  })
  const { terms, digest } = sealed
  return {
    sealed,
    proposal: {
      terms: digest,
      invited: zeroBytes32,
      rounds: terms.rounds,
      cohortMin,
      membersMax: terms.cohort.max,
      skipsMax,
      roundSeconds
    },
    proposer: members[Math.floor(chance.of('proposer', title) * members.length)]!,
    members,
    waverers
  }
}

function learningPlan(
  chance: Chance,
  { title, method, trainingRounds }: StudyOptions
): LearningPlan {
  return parseLearningPlan({
    task: { kind: 'binary', target: 'label', classes: ['no', 'yes'], positive: 'yes' },
    features: [
      { name: 'left', kind: 'numeric' },
      { name: 'right', kind: 'numeric' }
    ],
    model: {
      kind: 'logistic',
      l2: 0.01,
      privateIntercept: method === 'average' && chance.of('private', title) < 0.5
    },
    training: { method, rounds: trainingRounds, localSteps: 3 },
    seed: wordOf('plan', title, chance.of('plan'))
  })
}
