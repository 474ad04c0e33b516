/** The model that a plan asks for, once the preparation has fixed its inputs and outputs. */
import { linearModel } from '../model/linear-model.ts'
import { mlp } from '../model/mlp.ts'
import type { LossKind, TrainableModel } from '../model/trainable-model.ts'
import type { Preparation } from './artefact.ts'
import { countInputs } from './inputs.ts'
import type { LearningPlan } from './learning-plan.ts'

/** @throws {CommonholdError} `LEARNING_TOO_MANY_CATEGORIES` where there are too many inputs */
export function modelOfPlan(plan: LearningPlan, preparation: Preparation): TrainableModel {
  const inputs = countInputs(preparation)
  const loss = lossOf(plan)
  const outputs = loss === 'softmax' ? preparation.classes.length : 1
  if (plan.model.kind !== 'mlp') return linearModel(inputs, outputs, loss)
  return mlp({ inputs, hidden: plan.model.hidden, outputs, loss })
}

function lossOf({ task }: LearningPlan): LossKind {
  if (task.kind === 'regression') return 'squared'
  return task.kind === 'binary' ? 'logistic' : 'softmax'
}
