import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  type Json,
  parseAssetId,
  parseMemberId,
  parseStudyId,
  parseUnixSeconds,
  type StudyId,
  silentLog,
  zeroBytes32
} from '@commonhold/base'
import { createMemoryBlobStore } from '@commonhold/network'
import { createManualClock, nodeCrypto, nodeDisk } from '@commonhold/platform'
import { type StudyRecord, sealTerms } from '@commonhold/protocol'
import { sumTerms } from '../rounds/testing/round-network.ts'
import { smallPlan } from '../studies/testing/small-study.ts'
import { createStudyManager, type StudyManagerDeps } from './study-manager.ts'

/**
 * Goal: a chain may replace the block that closed a study. Then its members go on with it.
 * Method: a ledger that says closed, then running with all rounds final, as it is after its close
 * was taken back. Who runs the study closes it again.
 */
test('a study whose end the ledger takes back is run again', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-manager-'))
  context.after(() => rm(folder, { recursive: true }))
  const self = parseMemberId(`0x${'a'.repeat(40)}`)
  const sealed = sealTerms({ ...sumTerms(2), plan: smallPlan() as unknown as Json })
  const running: StudyRecord = {
    ...{ study: parseStudyId(1), state: 'running', proposer: self, asset: undefined },
    ...{ round: 4, skips: 0, epoch: 0, model: sealed.digest, roundDueAt: parseUnixSeconds(0) },
    members: [{ member: self, dataset: parseAssetId(1), nodeKey: zeroBytes32 }],
    proposal: {
      ...{ terms: sealed.digest, invited: zeroBytes32, rounds: 3, cohortMin: 2, membersMax: 3 },
      ...{ skipsMax: 3, joinBy: parseUnixSeconds(1), roundSeconds: 60 }
    }
  }
  let record: StudyRecord = { ...running, state: 'closed', asset: parseAssetId(9) }
  const wakers = new Set<() => void>()
  const closedTwice = Promise.withResolvers<StudyId>()
  const isOver = Promise.withResolvers<void>()
  const stop = new AbortController()
  const clock = createManualClock()
  const store = createMemoryBlobStore({ crypto: nodeCrypto, clock, limits: { bytesMax: 2 ** 20 } })
  const peers = { self, handle: () => {} }
  const manager = createStudyManager({
    peers,
    studies: () => [record],
    datasets: {
      ofAsset: () => ({ dataset: 'own' }),
      fileOf: async () => ({ path: '', name: 'own', sizeBytes: 100 })
    },
    documents: { terms: async () => sealed },
    access: { grantStudy: async () => {}, grant: async () => {} },
    study: {
      ...{ crypto: nodeCrypto, disk: nodeDisk, log: silentLog, clock, folder, cohortMin: 2, peers },
      store: {
        ...store,
        async keep(owner: string) {
          // The last thing that is let go of when a study is over.
          if (owner.endsWith('round-4-release')) isOver.resolve()
        }
      },
      view: {
        studyOf: () => record,
        roundsOf: () => [],
        onChange(wake: () => void, signal: AbortSignal) {
          wakers.add(wake)
          signal.addEventListener('abort', () => wakers.delete(wake))
        },
        follow: async () => {}
      },
      ledger: { close: async (study: StudyId) => closedTwice.resolve(study) },
      emit: () => {}
    }
  } as unknown as StudyManagerDeps)
  const ended = manager.run(stop.signal)
  await isOver.promise
  record = running
  for (const wake of wakers) wake()
  assert.equal(await closedTwice.promise, 1)
  stop.abort()
  await ended
})
