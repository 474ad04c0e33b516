/** Terms from what a proposer asks for and the table it has: everything left out gets a default. */
import type { Random } from '@commonhold/base'
import type { Dataset } from '@commonhold/learning/dataset/dataset'
import { type DraftOptions, draftPlan } from '@commonhold/learning/federation/draft-plan'
import { type LearningPlan, parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { planStages } from '@commonhold/learning/federation/plan-stages'
import { badTerms, type SealedTerms, sealTerms } from '@commonhold/protocol'
import type { ProposeStudyRequest } from '@commonhold/sdk/api/studies'

/** A sum of two is no secret between the two: three is the fewest that hides anything. */
const defaultCohort = 3

/** @throws {CommonholdError} `PROTOCOL_BAD_TERMS`, `LEARNING_BAD_PLAN`, `NODE_NO_SUCH_COLUMN` */
export function writeTerms(
  request: ProposeStudyRequest,
  dataset: Dataset,
  ownTarget: string | undefined,
  random: Random
): { readonly sealed: SealedTerms; readonly plan: LearningPlan } {
  const target = request.target ?? ownTarget
  if (target === undefined) throw badTerms('no target column is named', 'target')
  const plan = writePlan(request, dataset, target, random)
  const min = request.minCohort ?? defaultCohort
  const answerSeconds = Math.max(0.5, (request.passOnSeconds ?? 10) / 2)
  const roundSeconds = request.roundSeconds ?? 600
  const sealed = sealTerms({
    format: 'commonhold-terms/1',
    title: request.title,
    description: request.description ?? '',
    // What the plan leaves out has no place in a canonical document.
    plan: JSON.parse(JSON.stringify(plan)),
    rounds: planStages(plan).length,
    // Where the members are named, the study is full, and may start, once all of them joined.
    cohort: { min, max: Math.max(min, request.maxMembers ?? request.invite?.length ?? 64) },
    timing: {
      answerSeconds,
      trainingSeconds: request.trainingSeconds ?? Math.max(1, Math.min(roundSeconds / 4, 60)),
      roundSeconds,
      skipsMax: 10
    },
    invited: [...new Set(request.invite ?? [])].sort(),
    transcripts: {
      readers: request.transcripts ?? 'members',
      auditors: [...new Set(request.auditors ?? [])].sort()
    },
    revenue: { rule: 'by-rounds-survived' },
    privacy: { kind: 'none' }
  })
  return { sealed, plan }
}

function writePlan(
  request: ProposeStudyRequest,
  dataset: Dataset,
  target: string,
  random: Random
): LearningPlan {
  const options: DraftOptions = {
    dataset,
    target,
    seed: seedOf(request.seed) ?? random.bytes(32),
    ...(request.positive === undefined ? {} : { positive: request.positive }),
    ...(request.features === undefined ? {} : { features: request.features }),
    ...(request.exclude === undefined ? {} : { exclude: request.exclude }),
    ...(request.model === undefined || request.model === 'auto' ? {} : { model: request.model }),
    ...(request.rounds === undefined ? {} : { rounds: request.rounds })
  }
  const { plan } = draftPlan(options)
  return parseLearningPlan({
    ...plan,
    ...(request.validationFraction === undefined
      ? {}
      : { validationFraction: request.validationFraction }),
    ...(plan.model.kind === 'mlp' && request.hidden !== undefined
      ? { model: { ...plan.model, hidden: request.hidden } }
      : {})
  })
}

/** A small number as 32 bytes, least significant first. */
function seedOf(seed: number | undefined): Uint8Array | undefined {
  if (seed === undefined) return undefined
  const bytes = new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(0, seed, true)
  return bytes
}
