/** Training in a thread gives what training here gives, and leaves this thread to others. */
import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { cidOfDigest, digestOfCid, utf8 } from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import type { Column } from '@commonhold/learning/dataset/dataset'
import { openStage } from '@commonhold/learning/federation/plan-stages'
import { nodeCrypto, secureRandom } from '@commonhold/platform'
import { openTraining } from './open-training.ts'
import { columnKinds } from './prepare-round.ts'
import { openSmallStudy, smallPlan, smallTable } from './testing/small-study.ts'
import { isLongTraining } from './training-size.ts'
import { createTrainingThread } from './training-thread.ts'

const plan = smallPlan({ method: 'newton', outer: { kind: 'average', rate: 1 } })
const seed = new Uint8Array(32)
const stopped = { code: 'NODE_TRAINING_STOPPED', retryable: true }
const first = { index: 0, previous: undefined, state: {}, seed }

describe('training in a thread of its own', () => {
  test('gives the same vectors, private parameters and figures, by one thread', async (context) => {
    const { folder, study } = await site(context)
    const count = countThreads(context)
    const thread = createTrainingThread(study)
    context.after(thread.stop)
    const here = await openSmallStudy(join(folder, 'here'), { plan })
    const there = await openSmallStudy(join(folder, 'there'), { plan, trainer: thread })
    let previous: Uint8Array | undefined
    for (const round of [1, 2, 3, 4]) {
      const vector = await here.contribute(round, 0, previous)
      assert.deepEqual(await there.contribute(round, 0, previous), vector)
      const own = [here, there].map(({ figures }) => figures.of(placeOf(round, previous)))
      assert.equal(own[0] !== undefined, round > 1, 'from the first training round on')
      assert.deepEqual(own[1], own[0])
      previous = await here.combine(round, vector, previous)
    }
    assert.equal(count(), 1)
  })

  // Goal: P8, a long training costs the owner's questions and the peers' nothing.
  test('answers others while it trains, and gives no time of its own to it', async (context) => {
    const { thread, endless } = await endlessTraining(context)
    const before = timeSpent()
    const training = assert.rejects(thread.contribute(endless), stopped)
    const half = until(() => timeSpent().elsewhere - before.elsewhere > 300)
    assert.equal(await askOnce(context), 'here')
    await half
    assert.equal(await askOnce(context), 'here')
    const [here, elsewhere] = [timeSpent().here - before.here, timeSpent().elsewhere]
    assert.ok(here < elsewhere - before.elsewhere, `${here} ms were spent here`)
    await thread.stop()
    await training
  })

  test('drops what was passed over, tells why, and goes on with one thread', async (context) => {
    const { thread, endless } = await endlessTraining(context)
    const count = countThreads(context)
    const passedOver = [1, 2, 3].map(() => assert.rejects(thread.contribute(endless), stopped))
    const last = thread.contribute(first)
    await Promise.all(passedOver)
    assert.ok((await last).vector.length > 0)
    const threads = count()
    assert.ok(threads <= 4)
    for (let again = 0; again < 3; again++) await thread.contribute(first)
    assert.equal(count(), threads)
    const ending = assert.rejects(thread.contribute(endless), stopped)
    await thread.stop()
    await ending
  })

  test('tells errors of a stage and of the table as they are', async (context) => {
    const { study } = await site(context)
    const thread = createTrainingThread(study)
    context.after(thread.stop)
    const ahead = thread.contribute({ ...first, index: 1 })
    await assert.rejects(ahead, { code: 'LEARNING_BAD_ARTEFACT' })
    await thread.contribute(first)
    const absent = createTrainingThread({ ...study, path: `${study.path}.not` })
    context.after(absent.stop)
    await assert.rejects(absent.contribute(first), { code: 'NODE_NO_SUCH_FILE' })
  })

  test('keeps nothing of a table that its owner removed', async (context) => {
    const { study } = await site(context)
    let isHeld = true
    const show = () => {
      if (!isHeld) throw new RangeError('removed')
      return {} as never
    }
    const fileOf = async () => ({ ...study, sizeBytes: 3_000_000 })
    const datasets = { show, fileOf, read: async () => assert.fail('read here') }
    const { own, stop } = await openTraining(datasets, 'table', plan)
    context.after(stop)
    await own.trainer!.contribute(first)
    isHeld = false
    await assert.rejects(own.trainer!.contribute(first), RangeError)
  })

  test('is for large tables and long plans alone', async () => {
    const mlp = { ...plan, model: { kind: 'mlp' as const, hidden: [16], l2: 0.001 } }
    const averaged = { ...plan.training, method: 'average' as const }
    assert.equal(isLongTraining(plan, 2_000_000), false)
    assert.equal(isLongTraining(plan, 2_200_000), true)
    assert.equal(isLongTraining(smallPlan(), 60_000), false)
    const patient = { ...plan, training: { ...averaged, localSteps: 10_000 } }
    assert.equal(isLongTraining(patient, 60_000), true)
    assert.equal(isLongTraining(patient, 600), false)
    const wide = { ...mlp, model: { ...mlp.model, hidden: [64] }, training: averaged }
    assert.equal(isLongTraining(wide, 600), true)
    const few = await openTraining(
      {
        show: () => ({}) as never,
        fileOf: async () => ({ path: '', name: '', sizeBytes: 10_000 }),
        read: async () => readCsv(utf8(tableText(20)), { file: 'few.csv' })
      },
      'few',
      plan
    )
    assert.equal(few.own.trainer, undefined)
    const stage = await openStage(plan, 0, undefined)
    const dataset = await few.own.readDataset(columnKinds({ plan }))
    await stage.contribute({ dataset, state: {}, seed, random: secureRandom })
  })
})

type Context = { after(end: () => Promise<void> | void): void }

/** A node's table for the study. */
async function site(context: Context, rows = 300) {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-training-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'data.csv')
  await writeFile(path, tableText(rows))
  return { folder, study: { plan, path, name: 'data.csv', kinds: columnKinds({ plan }) } }
}

/** A thread, and a task that would take it minutes: 10,000 steps over all of 60,000 rows. */
async function endlessTraining(context: Context) {
  const { folder, study } = await site(context, 60_000)
  const long = smallPlan({ localSteps: 10_000, batchSize: 65_536 })
  const thread = createTrainingThread({ ...study, plan: long })
  context.after(thread.stop)
  const here = await openSmallStudy(folder, { plan: long })
  const previous = new Uint8Array(await here.combine(1, await here.contribute(1)))
  return { thread, endless: { ...first, index: 1, previous } }
}

/** Processor time of this thread and of all others of this process, in milliseconds. */
function timeSpent(): { readonly here: number; readonly elsewhere: number } {
  const { user } = process.cpuUsage()
  const here = process.threadCpuUsage().user
  return { here: here / 1000, elsewhere: (user - here) / 1000 }
}

/** A round and the digest of what came into it. */
function placeOf(round: number, previous: Uint8Array | undefined) {
  const digest = previous === undefined ? new Uint8Array(32) : nodeCrypto.sha256(previous)
  return { round, previousModel: digestOfCid(cidOfDigest(digest)) }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** `smallTable` again and again, as a file. */
function tableText(rows: number): string {
  const columns = smallTable.columns.filter(({ name }) => plannedNames.has(name))
  const lines = Array.from({ length: rows }, (_, row) => {
    const from = row % smallTable.rows
    return columns.map((each) => wordOf(each, from)).join(',')
  })
  return [columns.map(({ name }) => name).join(','), ...lines].join('\n')
}

const plannedNames = new Set([...plan.features.map(({ name }) => name), plan.task.target])

function wordOf(column: Column, row: number): string {
  if (column.kind === 'numeric') return String(column.values[row])
  return column.categories[column.codes[row]!]!
}

/** How many threads were started since. */
function countThreads(context: Context): () => number {
  let count = 0
  const seen = (): void => void count++
  subscribe('worker_threads', seen)
  context.after(() => void unsubscribe('worker_threads', seen))
  return () => count
}

/** A question over HTTP, answered by this thread. */
async function askOnce(context: Context): Promise<string> {
  const server = createServer((_request, response) => response.end('here'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  context.after(() => new Promise((resolve) => server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  return await (await fetch(`http://127.0.0.1:${port}`)).text()
}
