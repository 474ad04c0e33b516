import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { digestOfCid, type MemberId } from '@commonhold/base'
import { createMemoryBlobStore } from '@commonhold/network'
import { nodeDisk } from '@commonhold/platform'
import type { RoundRecord } from '@commonhold/protocol'
import { openRoundNetwork } from '../rounds/testing/round-network.ts'
import type { StudyDeps } from './study-deps.ts'
import type { StudyEvent } from './study-events.ts'
import { openStudyFiles } from './study-files.ts'
import { createStudyRunner } from './study-runner.ts'

const keys = { kind: 'keys' } as const

describe('the runner of a study', () => {
  test('P8: neither waits nor asks the ledger for who has no seat', async (context) => {
    const { runner, network, followed } = await idleRunner(context)
    const { study } = network.record
    const question = { study, round: 2, epoch: 0, attempt: 0, turn: 0, ask: keys }
    const stranger = `0x${'ab'.repeat(20)}` as MemberId
    await assert.rejects(runner.answer(question, stranger), /has no seat/)
    assert.equal(followed(), 0)
    const waiting = runner.answer(question, network.members[1]!.member)
    const refused = assert.rejects(waiting, /is not open at this node/)
    assert.equal(followed(), 1)
    await network.clock.advance(500 * network.terms.timing.answerSeconds)
    await refused
  })

  test('tells nobody again of rounds that it knew before it was started anew', async (context) => {
    const { runner, events } = await idleRunner(context)
    await runner.run(new AbortController().signal)
    assert.deepEqual(
      runner.finals().map(({ record }) => record.round),
      [1]
    )
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['closed']
    )
  })
})

/** The runner of a closed study, one round of which it has on disk. */
async function idleRunner(context: { after(end: () => Promise<void>): void }) {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-runner-'))
  const network = await openRoundNetwork({ members: 3 })
  context.after(async () => {
    await network.close()
    await rm(folder, { recursive: true, force: true })
  })
  const [own] = network.members
  const outcome = await network.aggregate(0)
  assert.ok(outcome.kind === 'final')
  const { result } = network.finals[0]!
  const round = { ...result, signers: 7n } as unknown as RoundRecord
  const files = await openStudyFiles(folder, network.record.study)
  await files.writeFound(1, {
    transcript: digestOfCid(outcome.transcriptCid),
    attempt: 0,
    aggregator: own!.member,
    participants: [],
    survivors: [],
    summary: { kind: 'statistics', rows: 3 },
    vectorBytes: 256,
    transcriptBytes: 1
  })
  const record = { ...network.record, state: 'closed' as const }
  const events: StudyEvent[] = []
  let follows = 0
  const deps = {
    ...own!.deps,
    store: createMemoryBlobStore({ ...own!.deps, limits: { bytesMax: 2 ** 20 } }),
    folder,
    disk: nodeDisk,
    cohortMin: 2,
    emit: (event: StudyEvent) => void events.push(event),
    view: {
      studyOf: () => record,
      roundsOf: () => [round],
      onChange: () => {},
      follow: async () => void follows++
    }
  } as unknown as StudyDeps
  const sealed = { terms: network.terms }
  const study = { study: record.study, sealed } as unknown as Parameters<
    typeof createStudyRunner
  >[1]
  const runner = await createStudyRunner(deps, study)
  return { runner, network, events, followed: () => follows }
}
