/** Each hospital alone, the four together, and the pooled model nobody could have trained. */
import { readFile } from 'node:fs/promises'
import { readCsv } from '@commonhold/learning/dataset/csv'
import { asCategorical, columnOf, type Dataset } from '@commonhold/learning/dataset/dataset'
import type { LearningPlan } from '@commonhold/learning/federation/learning-plan'
import { runLocally, trainPooled } from '@commonhold/learning/federation/run-locally'
import {
  accuracyOf,
  aucOf,
  balancedAccuracyOf
} from '@commonhold/learning/metrics/classification-metrics'
import { loadModel } from '@commonhold/learning/model/predictor'

/** One line of the table: a model on the held-out rows. */
export type Comparison = {
  readonly model: string
  /** Rows that it was trained on. */
  readonly trainingRows: number
  /** Rows that it was measured on: the same for all. */
  readonly testRows: number
  readonly accuracy: number
  readonly balancedAccuracy: number
  readonly auc: number
}

/** A site's table, by its name. */
export type Site = { readonly name: string; readonly file: string }

/** @param together the model file that the study made */
export async function compareModels(options: {
  readonly plan: LearningPlan
  readonly sites: readonly Site[]
  readonly testFile: string
  readonly together: Uint8Array
}): Promise<readonly Comparison[]> {
  const { plan, sites, testFile, together } = options
  const test = await readTable(testFile)
  const tables = await Promise.all(sites.map(({ file }) => readTable(file)))
  const rowsOf = (parts: readonly Dataset[]) => parts.reduce((sum, { rows }) => sum + rows, 0)
  const lines: Comparison[] = []
  for (const [index, { name }] of sites.entries()) {
    const { artefact } = await runLocally(plan, [tables[index]!])
    lines.push(measure(`${name} alone`, tables[index]!.rows, artefact, test))
  }
  lines.push(measure('together', rowsOf(tables), together, test))
  const { artefact } = await trainPooled(plan, tables)
  lines.push(measure('pooled', rowsOf(tables), artefact, test))
  return lines
}

function measure(
  model: string,
  trainingRows: number,
  artefact: Uint8Array,
  test: Dataset
): Comparison {
  const predictor = loadModel(artefact)
  const { classes, card } = predictor
  const { predicted, probabilities, rows } = predictor.predict(test)
  const target = asCategorical(columnOf(test, card.plan.task.target)!)
  const actual = target.codes.map((code) => classes.indexOf(target.categories[code]!))
  const positive = classes.length - 1
  const scores = Float64Array.from({ length: rows }, (_, row) => {
    return probabilities[row * classes.length + positive]!
  })
  return {
    model,
    trainingRows,
    testRows: rows,
    accuracy: accuracyOf(predicted, actual),
    balancedAccuracy: balancedAccuracyOf(predicted, actual),
    auc:
      aucOf(
        scores,
        actual.map((label) => (label === positive ? 1 : 0))
      ) ?? Number.NaN
  }
}

async function readTable(file: string): Promise<Dataset> {
  return readCsv(await readFile(file), { file })
}
