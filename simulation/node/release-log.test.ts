/** The release log over a disk that fails: what a node said because of it must stay true. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCid, parseStudyId } from '@commonhold/base'
import { openReleaseLog, type ReleaseEntry } from '@commonhold/node/rounds/release-log'
import { beginLife } from '../world/life.ts'
import { wordOf } from '../world/simulated-chain.ts'
import { createSimulatedDisk, type DiskHooks } from '../world/simulated-disk.ts'

const study = parseStudyId(1)
const entry: ReleaseEntry = {
  previousModel: wordOf('model'),
  round: 1,
  epoch: 0,
  attempt: 0,
  survivors: wordOf('survivors'),
  members: [],
  cheats: [],
  evidence: parseCid('bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku')
}
const calm: DiskHooks = { isFull: () => false, mayDie() {}, torn: () => 0.5, nowMs: () => 0 }

/**
 * Goal: a release that a process read and acted on is not lost with the power afterwards.
 * Method: the first process dies between giving the file its name and making the name durable. The
 * second one reads the file. Then the power fails, and each name is as old as it may be.
 */
test('P7: a release that was read once is there after a loss of power', async () => {
  const disk = createSimulatedDisk()
  await disk.attach(beginLife('home'), calm).makeFolder('/home')
  const first = beginLife('first')
  const dying: DiskHooks = { ...calm, mayDie: (call) => call === 'sync folder' && first.end() }
  const log = await openReleaseLog('/home', study, disk.attach(first, dying))
  let isTold = false
  void log.note(entry).then(() => {
    isTold = true
  })
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  assert.equal(isTold, false)
  const second = await openReleaseLog('/home', study, disk.attach(beginLife('second'), calm))
  assert.deepEqual(second.find(entry.previousModel), entry)
  disk.losePower(() => 0)
  const third = await openReleaseLog('/home', study, disk.attach(beginLife('third'), calm))
  assert.deepEqual(third.find(entry.previousModel), entry)
})
