/** Terms from what a proposer asks for and the table it has: everything left out gets a default. */
import { CommonholdError, type MemberId, type Random } from '@commonhold/base'
import { asCategorical, columnOf, type Dataset } from '@commonhold/learning/dataset/dataset'
import {
  type Draft,
  type DraftOptions,
  draftPlan
} from '@commonhold/learning/federation/draft-plan'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { planStages } from '@commonhold/learning/federation/plan-stages'
import { badTerms, type SealedTerms, sealTerms } from '@commonhold/protocol'
import type { ProposeStudyRequest } from '@commonhold/sdk/api/studies'

/** A sum of two is no secret between the two: three is the fewest that hides anything. */
const defaultCohort = 3

/**
 * @throws {CommonholdError} `PROTOCOL_BAD_TERMS`, `LEARNING_BAD_PLAN`, `NODE_TOO_FEW_MEMBERS`,
 * `NODE_NO_SUCH_CATEGORY`
 */
export function writeTerms(
  request: ProposeStudyRequest,
  dataset: Dataset,
  ownTarget: string | undefined,
  random: Random
): { readonly sealed: SealedTerms } & Draft {
  const target = request.target ?? ownTarget
  if (target === undefined) throw badTerms('no target column is named', 'target')
  const { plan, leftOut } = writePlan(request, dataset, target, random)
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
    cohort: { min, max: mostMembers(request, min) },
    timing: {
      answerSeconds,
      trainingSeconds: request.trainingSeconds ?? Math.max(1, Math.min(roundSeconds / 4, 60)),
      roundSeconds,
      skipsMax: 10
    },
    invited: invitedBy(request),
    transcripts: {
      readers: request.transcripts ?? 'members',
      auditors: [...new Set(request.auditors ?? [])].sort()
    },
    revenue: { rule: 'by-rounds-survived' },
    privacy: { kind: 'none' }
  })
  return { sealed, plan, leftOut }
}

function invitedBy({ invite }: ProposeStudyRequest): readonly MemberId[] {
  return [...new Set(invite ?? [])].sort()
}

/** Where the members are named, the study is full, and may start, once all of them joined. */
function mostMembers(request: ProposeStudyRequest, min: number): number {
  const invited = invitedBy(request).length
  if (invited > 0 && invited < min) {
    const who = `${invited} ${invited === 1 ? 'member is' : 'members are'} invited`
    const hint =
      'Invite more members, yourself too if you mean to take part, or lower --min-cohort.'
    throw fewerThanCohort('invite', who, min, hint)
  }
  if (request.maxMembers !== undefined && request.maxMembers < min) {
    const hint = 'Raise --max-members, or lower --min-cohort.'
    throw fewerThanCohort('maxMembers', `At most ${request.maxMembers} may take part`, min, hint)
  }
  return request.maxMembers ?? (invited > 0 ? invited : Math.max(min, 64))
}

function fewerThanCohort(
  field: string,
  who: string,
  cohortMin: number,
  hint: string
): CommonholdError {
  return new CommonholdError({
    code: 'NODE_TOO_FEW_MEMBERS',
    fault: 'caller',
    message: `${who}, and a sum is opened of at least ${cohortMin} members.`,
    hint,
    details: { field, cohortMin }
  })
}

/** The category that counts as positive must be one that the proposer's own rows have. */
function requirePositive(dataset: Dataset, target: string, positive: string | undefined): void {
  const column = columnOf(dataset, target)
  if (positive === undefined || column === undefined) return
  const { categories } = asCategorical(column)
  if (categories.includes(positive)) return
  const shown = categories.slice(0, 10).join(', ')
  throw new CommonholdError({
    code: 'NODE_NO_SUCH_CATEGORY',
    fault: 'caller',
    message: `The target "${target}" of ${dataset.name} is never "${positive}".`,
    hint: `Give --positive with one of: ${shown}${categories.length > 10 ? ', …' : ''}.`,
    details: { target, positive }
  })
}

function writePlan(
  request: ProposeStudyRequest,
  dataset: Dataset,
  target: string,
  random: Random
): Draft {
  const options: DraftOptions = {
    dataset,
    target,
    seed: seedOf(request.seed) ?? random.bytes(32),
    ...(request.positive === undefined ? {} : { positive: request.positive }),
    ...(request.features === undefined ? {} : { features: request.features }),
    ...(request.exclude === undefined ? {} : { exclude: request.exclude }),
    ...(request.model === undefined || request.model === 'auto' ? {} : { model: request.model }),
    ...(request.privateIntercept === true ? { privateIntercept: true } : {}),
    ...(request.rounds === undefined ? {} : { rounds: request.rounds })
  }
  requirePositive(dataset, target, request.positive)
  const { plan, leftOut } = draftPlan(options)
  const chosen = parseLearningPlan({
    ...plan,
    ...(request.validationFraction === undefined
      ? {}
      : { validationFraction: request.validationFraction }),
    ...(plan.model.kind === 'mlp' && request.hidden !== undefined
      ? { model: { ...plan.model, hidden: request.hidden } }
      : {})
  })
  return { plan: chosen, leftOut }
}

/** A small number as 32 bytes, least significant first. */
function seedOf(seed: number | undefined): Uint8Array | undefined {
  if (seed === undefined) return undefined
  const bytes = new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(0, seed, true)
  return bytes
}
