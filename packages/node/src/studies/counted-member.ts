/**
 * Whether a member's rows are in a study's statistics. All later sums are scaled by the rows that
 * were counted there, so that they fit into their words: rows of a member that was away then would
 * be over what was counted, and every sum with them would be refused, for ever.
 */
import { CommonholdError, type MemberId } from '@commonhold/base'
import type { LearningPlan } from '@commonhold/learning/federation/learning-plan'
import { planStages } from '@commonhold/learning/federation/plan-stages'
import { membersOfBits, type RoundRecord, type StudyRecord } from '@commonhold/protocol'

/** @param rounds final rounds of the study, in order */
export function isCounted(
  plan: LearningPlan,
  study: StudyRecord,
  rounds: readonly RoundRecord[],
  member: MemberId
): boolean {
  const statistics = planStages(plan).indexOf('statistics') + 1
  const counted = rounds.find(({ round }) => round === statistics)
  if (counted === undefined) return true
  return membersOfBits(study.members, counted.survivors).includes(member)
}

/** Told to whoever asks a member that sits the rest of the study out. */
export function notCounted(): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NOT_COUNTED',
    fault: 'peer',
    message: 'This member was not in the study’s statistics, so its rows cannot be added now.',
    hint: 'Go on without it; propose another study for its rows to be part of a model.'
  })
}
