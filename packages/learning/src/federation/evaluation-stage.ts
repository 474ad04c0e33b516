/** The last stage: puts the final model's metrics, over all kept-aside rows, into its file. */
import { requireMatch } from '../dataset/match-dataset.ts'
import { withIntercept } from './averaging-stage.ts'
import { prepareInputs, prepareTargets } from './inputs.ts'
import { encodeModelArtefact, type ModelArtefact } from './model-artefact.ts'
import { modelOfPlan } from './plan-model.ts'
import { countMetricElements, measure, ownMetrics, summariseMetrics } from './shared-metrics.ts'
import { splitRows } from './split-rows.ts'
import type { Stage } from './stage.ts'

/** The stage of that name, for the model that comes in. */
export function openEvaluationStage(incoming: ModelArtefact): Stage {
  const { plan, preparation, parameters } = incoming
  const model = modelOfPlan(plan, preparation)
  return {
    kind: 'evaluation',
    shape: { length: countMetricElements(preparation), wordsPerElement: 1 },
    async contribute({ dataset, state }) {
      requireMatch(dataset, plan)
      const { validation } = splitRows(dataset, plan)
      const matrix = prepareInputs(dataset, validation, preparation)
      const targets = prepareTargets(dataset, plan.task.target, validation, preparation)
      const own = withIntercept(model, parameters, plan, state)
      const scores = model.scores(own, matrix, validation.length)
      const vector = Uint32Array.from(measure(model.loss, scores, targets, preparation))
      return { vector, state, ...ownMetrics(vector, preparation) }
    },
    async combine(sum) {
      const told = summariseMetrics(sum, preparation)
      const measured = told.metrics === undefined ? {} : { metrics: told.metrics }
      const artefact = encodeModelArtefact({ ...incoming, ...measured })
      return { artefact, summary: { kind: 'evaluation', ...told } }
    }
  }
}
