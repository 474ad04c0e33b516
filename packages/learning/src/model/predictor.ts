/** A model file put to use: the file alone turns rows into probabilities or values. */
import type { Dataset } from '../dataset/dataset.ts'
import type { Preparation } from '../federation/artefact.ts'
import { withIntercept } from '../federation/averaging-stage.ts'
import { type ModelInput, modelInputs, prepareInputs } from '../federation/inputs.ts'
import type { LearningPlan } from '../federation/learning-plan.ts'
import { decodeModelArtefact } from '../federation/model-artefact.ts'
import { modelOfPlan } from '../federation/plan-model.ts'
import type { PrivateState, SharedMetrics } from '../federation/stage.ts'
import { sigmoid, softmaxInPlace } from './loss.ts'

/** What a model is, for people. */
export type ModelCard = {
  readonly plan: LearningPlan
  readonly inputs: readonly ModelInput[]
  /** How rows become inputs, and what is known of all members' rows. */
  readonly preparation: Preparation
  readonly parameterCount: number
  /** Training rows of all members. */
  readonly rows: number
  readonly rounds: number
  readonly metrics: SharedMetrics | undefined
  /** How often each class was, over all members; none for regression. */
  readonly classes: readonly { readonly name: string; readonly rows: number }[]
}

/** What a model says of rows. */
export type Predictions = {
  readonly rows: number
  /** Of a regression, in the target's unit, one a row; else empty. */
  readonly values: Float64Array<ArrayBuffer>
  /** `rows · classes`, row by row, adding up to 1; empty for a regression. */
  readonly probabilities: Float64Array<ArrayBuffer>
  /** The index of the most probable class, one a row; empty for a regression. */
  readonly predicted: Uint32Array<ArrayBuffer>
}

/** A model ready to use. */
export type Predictor = {
  /** The positive one last; empty for a regression. */
  readonly classes: readonly string[]
  readonly card: ModelCard
  /**
   * @param state a site's own intercepts, where it has some and the rows are its own
   * @throws {CommonholdError} `LEARNING_DATASET_MISMATCH` where a column is missing
   */
  predict(dataset: Dataset, state?: PrivateState): Predictions
}

/** @throws {CommonholdError} `LEARNING_BAD_ARTEFACT` where the bytes are not a model file */
export function loadModel(artefact: Uint8Array): Predictor {
  const { plan, preparation, parameters, round, metrics } = decodeModelArtefact(artefact)
  const model = modelOfPlan(plan, preparation)
  const classes = preparation.classes.map(({ name }) => name)
  const card = {
    plan,
    inputs: modelInputs(preparation),
    preparation,
    parameterCount: model.parameterCount,
    rows: preparation.rows,
    rounds: round,
    metrics,
    classes: preparation.classes
  }
  return {
    classes,
    card,
    predict(dataset, state = {}) {
      const rows = Uint32Array.from({ length: dataset.rows }, (_, row) => row)
      const matrix = prepareInputs(dataset, rows, preparation)
      const own = withIntercept(model, parameters, plan, state)
      const scores = model.scores(own, matrix, dataset.rows)
      if (preparation.target === undefined) return classify(scores, dataset.rows, classes.length)
      const { mean, deviation } = preparation.target
      const values = scores.map((score) => score * deviation + mean)
      const none = new Float64Array()
      return { rows: dataset.rows, values, probabilities: none, predicted: new Uint32Array() }
    }
  }
}

function classify(scores: Float64Array, rows: number, classes: number): Predictions {
  const probabilities = new Float64Array(rows * classes)
  const predicted = new Uint32Array(rows)
  const isSingle = scores.length === rows
  for (let row = 0; row < rows; row++) {
    const at = row * classes
    if (isSingle) {
      probabilities[at] = sigmoid(-scores[row]!)
      probabilities[at + 1] = sigmoid(scores[row]!)
    } else {
      probabilities.set(scores.subarray(at, at + classes), at)
      softmaxInPlace(probabilities, at, classes)
    }
    let best = 0
    for (let each = 1; each < classes; each++) {
      if (probabilities[at + each]! > probabilities[at + best]!) best = each
    }
    predicted[row] = best
  }
  return { rows, values: new Float64Array(), probabilities, predicted }
}
