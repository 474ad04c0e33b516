/** What a node's own rows say of each round's model is kept, comes back, and holds up nobody. */
import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { cidOfDigest, type Disk, digestOfCid, type StudyId, silentLog } from '@commonhold/base'
import { openStage } from '@commonhold/learning/federation/plan-stages'
import { createSeededRandom, nodeCrypto, nodeDisk } from '@commonhold/platform'
import { openOwnFigures } from './own-figures.ts'
import { openSmallStudy, smallPlan, smallTable } from './testing/small-study.ts'

const study = 7 as StudyId
const metrics = { rows: 12, logLoss: 0.4321, accuracy: 0.75, auc: 0.8 }
const models = [digestOf(1), digestOf(2)] as const

describe('own figures', () => {
  test('outlive a restart; a line that a kill cut short spoils no other', async (context) => {
    const folder = await folderOf(context)
    const figures = await open(folder)
    figures.note(3, models[0], metrics)
    figures.note(5, models[1], { ...metrics, rows: 11 })
    await figures.settled()
    const path = join(folder, 'study-7', 'own-figures.jsonl')
    await appendFile(path, '{"round":6,"model":"0x')
    const again = await open(folder)
    assert.deepEqual(again.of({ round: 3, previousModel: models[0] }), metrics)
    assert.equal(again.of({ round: 5, previousModel: models[1] })!.rows, 11)
    again.note(7, models[0], metrics)
    await again.settled()
    assert.deepEqual((await open(folder)).of({ round: 7, previousModel: models[0] }), metrics)
  })

  test('are none of a round that was missed, or that began with another model', async (context) => {
    const figures = await open(await folderOf(context))
    figures.note(3, models[0], metrics)
    assert.equal(figures.of({ round: 4, previousModel: models[0] }), undefined)
    assert.equal(figures.of({ round: 3, previousModel: models[1] }), undefined)
  })

  test('P1: may be read by this user alone, and are written once', async (context) => {
    const folder = await folderOf(context)
    const figures = await open(folder)
    for (let epoch = 0; epoch < 3; epoch++) figures.note(3, models[0], metrics)
    await figures.settled()
    const path = join(folder, 'study-7', 'own-figures.jsonl')
    assert.equal((await stat(path)).mode & 0o077, 0)
    assert.equal((await readFile(path, 'utf8')).split('\n').length, 2)
  })

  test('are those that the vector adds to the sum', async (context) => {
    const plan = smallPlan()
    const folder = await folderOf(context)
    const here = await openSmallStudy(join(folder, 'here'), { plan })
    const artefact = await here.combine(1, await here.contribute(1))
    await here.contribute(2, 0, artefact)
    const stage = await openStage(plan, 1, artefact)
    const random = createSeededRandom(2)
    const seed = new Uint8Array(32)
    const made = await stage.contribute({ dataset: smallTable, state: {}, seed, random })
    const place = { round: 2, previousModel: digestOfCid(cidOf(artefact)) }
    assert.ok(made.metrics!.rows > 20)
    assert.deepEqual(here.figures.of(place), made.metrics)
    assert.equal(here.figures.of({ ...place, round: 1 }), undefined, 'statistics measure nothing')
  })

  test('hold up no round: they are there while the disk still writes', async (context) => {
    const stuck = new Promise<never>(() => {})
    let isStuck = false
    const disk: Disk = {
      ...nodeDisk,
      async open(path, how, access) {
        if (isStuck && path.endsWith('own-figures.jsonl')) return await stuck
        return await nodeDisk.open(path, how, access)
      }
    }
    const figures = await openOwnFigures(await folderOf(context), study, { disk, log: silentLog })
    isStuck = true
    figures.note(3, models[0], metrics)
    assert.deepEqual(figures.of({ round: 3, previousModel: models[0] }), metrics)
  })

  test('that cannot be written are told of in the log, and stop nothing', async (context) => {
    const folder = await folderOf(context)
    const told: string[] = []
    const log = { ...silentLog, warn: (event: string) => void told.push(event) }
    let isFull = false
    const disk: Disk = {
      ...nodeDisk,
      open: async (path, how, access) => {
        if (isFull) throw new RangeError('no room')
        return await nodeDisk.open(path, how, access)
      }
    }
    const figures = await openOwnFigures(folder, study, { disk, log })
    isFull = true
    figures.note(3, models[0], metrics)
    await figures.settled()
    assert.deepEqual(told, ['study.own-figures-not-kept'])
    assert.deepEqual(figures.of({ round: 3, previousModel: models[0] }), metrics)
  })
})

function open(folder: string) {
  return openOwnFigures(folder, study, { disk: nodeDisk, log: silentLog })
}

async function folderOf(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-own-figures-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

function cidOf(bytes: Uint8Array) {
  return cidOfDigest(nodeCrypto.sha256(bytes))
}

function digestOf(byte: number) {
  return digestOfCid(cidOfDigest(new Uint8Array(32).fill(byte)))
}
