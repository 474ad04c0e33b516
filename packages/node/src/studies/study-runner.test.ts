import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { digestOfCid, type MemberId, silentLog } from '@commonhold/base'
import type { LearningPlan } from '@commonhold/learning/federation/learning-plan'
import { createMemoryBlobStore } from '@commonhold/network'
import { nodeDisk } from '@commonhold/platform'
import type { RoundRecord, StudyRecord } from '@commonhold/protocol'
import { openRoundNetwork } from '../rounds/testing/round-network.ts'
import type { OwnStudy, StudyDeps } from './study-deps.ts'
import type { StudyEvent } from './study-events.ts'
import { openStudyFiles } from './study-files.ts'
import { createStudyRunner } from './study-runner.ts'
import { smallPlan, smallTable } from './testing/small-study.ts'

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

  test('holds nothing of open rounds, and hears nothing, once it is over', async (context) => {
    const idle = await idleRunner(context)
    const { network, runner, deps } = idle
    const { study } = network.record
    const evidence = await deps.store.put(new Uint8Array(100))
    const kept = await deps.store.put(new Uint8Array(7))
    await deps.store.keep(`study-${study}-round-1-release`, [evidence])
    await deps.store.keep(`study-${study}-round-1`, [kept])
    await runner.run(new AbortController().signal)
    assert.equal(idle.listening(), false)
    await network.clock.advance(10_000)
    assert.equal(await deps.store.collectGarbage({ graceMs: 1000 }), 100)
    assert.equal(await deps.store.has(kept), true)
    const late = { study, round: 2, epoch: 0, attempt: 0, turn: 0, ask: keys }
    await assert.rejects(runner.answer(late, network.members[1]!.member), /is over/)
    assert.equal(idle.followed(), 0)
  })

  test('tells a skipped opening once, however often the next fails', async (context) => {
    const idle = await idleRunner(context)
    const { network, runner, events } = idle
    const running = { ...network.record, state: 'running' as const }
    let failures = 0
    const failedOften = new Promise<void>((resolve) => {
      idle.onFailure = () => {
        if (++failures === 5) resolve()
        setImmediate(idle.wake)
      }
    })
    idle.plan = smallPlan()
    idle.record = running
    const stopping = new AbortController()
    const ended = runner.run(stopping.signal)
    const isAhead = { round: 1, epoch: 1, study: running.study, attempt: 0, turn: 0, ask: keys }
    const opened = runner.answer(isAhead, network.members[1]!.member)
    await assert.rejects(opened, /is not open at this node/)
    idle.plan = undefined
    idle.record = { ...running, epoch: 1 }
    idle.wake()
    await failedOften
    stopping.abort()
    await network.clock.advance(1000)
    await ended
    const skipped = events.filter(({ kind }) => kind === 'skipped')
    assert.deepEqual(skipped, [{ kind: 'skipped', study: running.study, round: 1, epoch: 1 }])
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
  const events: StudyEvent[] = []
  const idle: Idle = {
    record: { ...network.record, state: 'closed' },
    plan: undefined,
    wake: () => {},
    onFailure: () => {}
  }
  let follows = 0
  let listening: AbortSignal | undefined
  const log = { ...silentLog, warn: () => idle.onFailure(), with: () => log }
  const deps = {
    ...own!.deps,
    log,
    store: createMemoryBlobStore({ ...own!.deps, limits: { bytesMax: 2 ** 20 } }),
    folder,
    disk: nodeDisk,
    cohortMin: 2,
    emit: (event: StudyEvent) => void events.push(event),
    view: {
      studyOf: () => idle.record,
      roundsOf: () => (idle.record.state === 'closed' ? [round] : []),
      onChange: (wake: () => void, signal: AbortSignal) => {
        idle.wake = wake
        listening = signal
      },
      follow: async () => void follows++
    }
  } as unknown as StudyDeps
  const study = {
    study: network.record.study,
    sealed: { terms: network.terms },
    get plan() {
      return idle.plan
    },
    readDataset: async () => smallTable
  } as unknown as OwnStudy
  const runner = await createStudyRunner(deps, study)
  return Object.assign(idle, {
    runner,
    network,
    events,
    deps,
    followed: () => follows,
    listening: () => listening?.aborted === false
  })
}

/** What a test changes of the runner's world. */
type Idle = {
  record: StudyRecord
  plan: LearningPlan | undefined
  wake: () => void
  onFailure: () => void
}
