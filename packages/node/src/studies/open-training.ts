/**
 * How a study trains on one of this node's tables: here, where that takes no time that anybody
 * would notice, and in a thread of its own else.
 */
import type { LearningPlan } from '@commonhold/learning/federation/learning-plan'
import type { DatasetRegistry } from '../data/dataset-registry.ts'
import { columnKinds } from './prepare-round.ts'
import type { OwnStudy } from './study-deps.ts'
import { isLongTraining } from './training-size.ts'
import { createTrainingThread, type TrainingThread } from './training-thread.ts'

/** A study's part that trains. */
export type Training = {
  readonly own: Pick<OwnStudy, 'readDataset' | 'trainer'>
  stop(): Promise<void>
}

/** @throws {CommonholdError} `NODE_NO_SUCH_DATASET` */
export async function openTraining(
  datasets: Pick<DatasetRegistry, 'show' | 'read' | 'fileOf'>,
  dataset: string,
  plan: LearningPlan
): Promise<Training> {
  const readDataset: OwnStudy['readDataset'] = (kinds) => datasets.read(dataset, kinds)
  const { path, name, sizeBytes } = await datasets.fileOf(dataset)
  if (!isLongTraining(plan, sizeBytes)) return { own: { readDataset }, stop: async () => {} }
  const thread = createTrainingThread({ plan, path, name, kinds: columnKinds({ plan }) })
  const trainer = { contribute: contributeWhileHeld(datasets, dataset, thread) }
  return { own: { readDataset, trainer }, stop: thread.stop }
}

/** The thread has the table in memory, where it must not outlive the one that its owner removed. */
function contributeWhileHeld(
  datasets: Pick<DatasetRegistry, 'show'>,
  dataset: string,
  thread: TrainingThread
): TrainingThread['contribute'] {
  return async (task) => {
    try {
      datasets.show(dataset)
    } catch (cause) {
      await thread.stop()
      throw cause
    }
    return await thread.contribute(task)
  }
}
