/**
 * Whether a study's training is so long that the node's event loop must not wait for it.
 *
 * A thread of its own takes 250 ms to start and reads the table once more, which a study of 14
 * quick rounds would feel. So it begins where a round would hold up others for some 20 ms: at a
 * table of 2 MB, by 8 to 18 ms a MB to read and 6 to 10 ms a MB and round to train (measured with
 * 20 and 40 numeric columns). What a perceptron costs is settled by its plan more than by the
 * table: one of 16 units on 30 columns takes 100 to 200 ms to compile, then 15 to 50 ms a round.
 */
import type { LearningPlan } from '@commonhold/learning/federation/learning-plan'

const tableBytesMax = 2 * 1024 * 1024
const productsMax = 5_000_000

/** A cell of a CSV takes a character and a comma at least. */
const cellBytesMin = 2

/** @param tableBytes of the CSV file */
export function isLongTraining(plan: LearningPlan, tableBytes: number): boolean {
  return tableBytes > tableBytesMax || productsOfRound(plan, tableBytes) > productsMax
}

/** Multiplications of a round's steps, forwards only; bounded by what the table can hold. */
function productsOfRound({ model, training, features }: LearningPlan, tableBytes: number): number {
  if (training.method === 'newton') return 0
  const rowsMax = tableBytes / (cellBytesMin * (features.length + 1))
  // A perceptron's batches are filled up with rows that come again.
  const isFilled = model.kind === 'mlp'
  const rows = isFilled ? training.batchSize : Math.min(training.batchSize, rowsMax)
  const sizes = [features.length, ...(isFilled ? model.hidden : []), 1]
  const weights = sizes.slice(1).reduce((sum, size, layer) => sum + size * sizes[layer]!, 0)
  return training.localSteps * rows * weights
}
