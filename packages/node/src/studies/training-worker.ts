/**
 * The program of a thread that trains: reads the table once, on first use, and computes one
 * contribution after the other. It has no part in the network, and what it is given and gives back
 * stays in this process.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { asCommonholdError, assert } from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import type { Dataset } from '@commonhold/learning/dataset/dataset'
import { openStage } from '@commonhold/learning/federation/plan-stages'
import { secureRandom } from '@commonhold/platform'
import { readTable } from '../data/read-table.ts'
import type { TrainingTask } from './study-deps.ts'
import type { TrainingAnswer, TrainingStudy } from './training-messages.ts'

const study = workerData as TrainingStudy
const port = parentPort
assert(port !== null, 'this program is run as a thread')
let table: Promise<Dataset> | undefined
let last: Promise<void> = Promise.resolve()

port.on('message', (question: TrainingTask) => {
  last = last.then(() => answer(question))
})

async function answer(question: TrainingTask): Promise<void> {
  try {
    const done = await contribute(question)
    port!.postMessage(done, [done.made.vector.buffer])
  } catch (cause) {
    const failed: TrainingAnswer = { kind: 'failed', report: asCommonholdError(cause).toJSON() }
    port!.postMessage(failed)
  }
}

async function contribute({ index, previous, state, seed }: TrainingTask) {
  table ??= parseTable()
  // A table that could not be read is read again when it is asked for again.
  table.catch(() => {
    table = undefined
  })
  const dataset = await table
  const stage = await openStage(study.plan, index, previous)
  const made = await stage.contribute({ dataset, state, seed, random: secureRandom })
  return { kind: 'done', made } satisfies TrainingAnswer
}

async function parseTable(): Promise<Dataset> {
  const { path, name, kinds } = study
  return readCsv(await readTable(path), { file: name, kinds })
}
