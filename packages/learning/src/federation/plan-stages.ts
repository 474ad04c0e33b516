/** The stages of a plan, and opening one from the artefact before it. */
import type { Preparation } from './artefact.ts'
import { decodeCategoryLists, decodePreparation } from './artefact.ts'
import { firstModel, openAveragingStage } from './averaging-stage.ts'
import { needsCategories, openCategoriesStage, plannedLists } from './categories-stage.ts'
import { openEvaluationStage } from './evaluation-stage.ts'
import type { LearningPlan } from './learning-plan.ts'
import { decodeModelArtefact, type ModelArtefact } from './model-artefact.ts'
import { openNewtonStage } from './newton-stage.ts'
import type { OpenStage, PlanStages, StageKind } from './stage.ts'
import { badArtefact } from './stage-errors.ts'
import { openStatisticsStage } from './statistics-stage.ts'

/** Categories where any are to be found, statistics, the training rounds, and the evaluation. */
export const planStages: PlanStages = (plan) => {
  const training = Array.from({ length: plan.training.rounds }, (): StageKind => 'training')
  const preparing: StageKind[] = needsCategories(plan)
    ? ['categories', 'statistics']
    : ['statistics']
  return [...preparing, ...training, 'evaluation']
}

/** Opens a stage; see `OpenStage`. */
export const openStage: OpenStage = async (plan, index, previous) => {
  const kinds = planStages(plan)
  const kind = kinds[index]
  if (kind === undefined) throw badArtefact(`the plan has ${kinds.length} stages and none ${index}`)
  if (index === 0) {
    if (previous !== undefined) throw badArtefact('nothing comes before the first stage')
    if (kind === 'categories') return openCategoriesStage(plan)
    return openStatisticsStage(plan, plannedLists(plan))
  }
  if (previous === undefined) throw badArtefact(`stage ${index} needs the artefact before it`)
  if (kind === 'statistics') {
    return openStatisticsStage(plan, decodeCategoryLists(previous, plan))
  }
  const round = index - kinds.indexOf('training')
  const incoming =
    round === 0
      ? fromPreparation(plan, decodePreparation(previous, plan))
      : fromModel(plan, previous)
  if (incoming.round !== round) {
    throw badArtefact(`the model has been through ${incoming.round} rounds instead of ${round}`)
  }
  if (kind === 'evaluation') return openEvaluationStage(incoming)
  if (plan.training.method === 'newton') return openNewtonStage(incoming)
  return openAveragingStage(incoming)
}

function fromPreparation(plan: LearningPlan, preparation: Preparation): ModelArtefact {
  return firstModel(plan, preparation)
}

function fromModel(plan: LearningPlan, previous: Uint8Array): ModelArtefact {
  const model = decodeModelArtefact(previous, plan)
  if (model.metrics !== undefined) throw badArtefact('the model was already evaluated')
  return model
}
