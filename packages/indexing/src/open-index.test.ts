import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { type Clock, silentLog } from '@commonhold/base'
import type { LedgerEvent } from '@commonhold/contracts'
import fc from 'fast-check'
import { type LedgerIndex, openIndex } from './open-index.ts'
import {
  createSimulatedChain,
  drawFrom,
  type SimulatedChain,
  wordOf
} from './testing/simulated-chain.ts'

const log = silentLog

/** A clock on which every sleep is over at once. */
const clock: Clock = {
  nowMs: () => 0,
  monotonicMs: () => 0,
  async sleep() {
    await turn()
  }
}

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonhold-index-'))
})
after(async () => {
  await rm(folder, { recursive: true })
})

function indexOf(chain: SimulatedChain, file = ':memory:'): LedgerIndex {
  return openIndex({ file, chain: chain.reader, clock, log })
}

async function freshDump(chain: SimulatedChain): Promise<string> {
  const index = indexOf(chain)
  await index.follow()
  const dump = index.dump()
  await index.stop()
  return dump
}

test('whatever the chain does, even between answers, no trace of it stays', async () => {
  // Goal: no history leaves a trace. Method: a random chain is followed through random growth,
  // reorganisations, cuts and interruptions, and compared with an index of its end alone.
  const moves = fc.array(
    fc.record({
      move: fc.constantFrom('mine', 'reorganise', 'truncate', 'interrupt' as const),
      amount: fc.integer({ min: 1, max: 30 })
    }),
    { minLength: 1, maxLength: 12 }
  )
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 10_000 }), moves, async (seed, list) => {
      const chain = createSimulatedChain(seed)
      const index = indexOf(chain)
      for (const { move, amount } of list) {
        if (move === 'interrupt') interruptOnce(chain, amount)
        else chain[move](amount)
        await index.follow()
      }
      chain.beforeAnswer = () => undefined
      await index.follow()
      const dump = index.dump()
      const expected = await freshDump(chain)
      await index.rebuild()
      const rebuilt = index.dump()
      await index.stop()
      assert.equal(dump, expected)
      assert.equal(rebuilt, expected)
    }),
    { numRuns: 60 }
  )
})

/** Reorganises the chain before one of the next answers. */
function interruptOnce(chain: SimulatedChain, amount: number): void {
  chain.mine(amount)
  let left = amount % 7
  chain.beforeAnswer = () => {
    if (left-- === 0) chain.reorganise(1 + (amount % 5))
  }
}

test('a chain that moves at every answer is given up, and followed when it rests', async () => {
  const chain = createSimulatedChain(3)
  chain.mine(20)
  const index = indexOf(chain)
  chain.beforeAnswer = () => {
    chain.truncate(1)
    chain.mine(1)
  }
  await assert.rejects(index.follow(), { code: 'INDEXING_CHAIN_MOVED' })
  chain.beforeAnswer = () => undefined
  await index.follow()
  assert.equal(index.dump(), await freshDump(chain))
  await index.stop()
})

test('events of a block that the chain has not are not believed', async () => {
  const chain = createSimulatedChain(3)
  chain.mine(20)
  const honest = chain.reader.events
  const events = async (from: number, to: number) =>
    (await honest(from, to)).map((event) => ({ ...event, blockHash: wordOf(77) }))
  const index = openIndex({ file: ':memory:', chain: { ...chain.reader, events }, clock, log })
  await assert.rejects(index.follow(), { code: 'INDEXING_CHAIN_MOVED' })
  assert.equal(index.head(), undefined)
  await index.stop()
})

test('listeners hear each event once, and what was undone', async () => {
  const chain = createSimulatedChain(5)
  const index = indexOf(chain)
  const heard: LedgerEvent[] = []
  const undone: number[] = []
  index.on('change', () => {
    throw new TypeError('a listener of no use')
  })
  index.on('undone', ({ aboveBlock }) => {
    undone.push(aboveBlock)
    heard.splice(0, heard.length, ...heard.filter((event) => event.blockNumber <= aboveBlock))
  })
  const off = index.on('change', ({ events }) => heard.push(...events))
  chain.mine(30)
  await index.follow()
  chain.reorganise(10)
  await index.follow()
  assert.deepEqual(heard, await chain.reader.events(0, chain.height))
  assert.ok(undone.length === 2 && undone[1]! <= 20)
  off()
  const count = heard.length
  chain.mine(10)
  await index.follow()
  assert.equal(heard.length, count)
  await index.stop()
})

test('a file is gone on with where it was; another chain or contracts begin it anew', async () => {
  const file = join(folder, 'resume.sqlite')
  const chain = createSimulatedChain(8)
  chain.mine(25)
  const first = indexOf(chain, file)
  await first.follow()
  const dump = first.dump()
  await first.stop()
  const asked: string[] = []
  chain.beforeAnswer = (question) => asked.push(question)
  const second = indexOf(chain, file)
  assert.equal(second.dump(), dump)
  await second.follow()
  assert.deepEqual(asked, ['head'])
  await second.stop()
  const other = createSimulatedChain(9)
  other.mine(5)
  const third = indexOf(other, file)
  await third.follow()
  assert.equal(third.dump(), await freshDump(other))
  await third.stop()
  const renamed = { ...other.reader, identity: 'another' }
  const fourth = openIndex({ file, chain: renamed, clock, log })
  const undone: number[] = []
  fourth.on('undone', ({ aboveBlock }) => undone.push(aboveBlock))
  await fourth.follow()
  assert.deepEqual(undone, [-1])
  assert.equal(fourth.dump(), await freshDump(other))
  await fourth.stop()
})

test('rows and cursor are committed together: a batch that fails leaves nothing', async () => {
  const chain = createSimulatedChain(12)
  chain.mine(20)
  const index = indexOf(chain)
  await index.follow()
  const dump = index.dump()
  const head = index.head()
  const honest = chain.reader.events
  const member = `0x${'99'.repeat(20)}`
  Object.assign(chain.reader, {
    async events(from: number, to: number) {
      const events = await honest(from, to)
      const place = { ...events.at(-1)!, logIndex: 1_000 }
      return [...events, { ...place, kind: 'MemberLeft', member } as LedgerEvent]
    }
  })
  do chain.mine(1)
  while ((await honest(21, chain.height)).length === 0)
  await assert.rejects(index.follow(), { code: 'INDEXING_MISSING_EVENTS' })
  assert.equal(index.dump(), dump)
  assert.deepEqual(index.head(), head)
  await index.stop()
})

test('a damaged file, and one of another version, are begun anew', async () => {
  const chain = createSimulatedChain(4)
  chain.mine(10)
  const damaged = join(folder, 'damaged.sqlite')
  await writeFile(damaged, 'this is no database at all, and long enough to be looked at'.repeat(99))
  const old = join(folder, 'old.sqlite')
  const database = new DatabaseSync(old)
  database.exec('CREATE TABLE cursor (other TEXT); PRAGMA user_version = 999')
  database.close()
  for (const file of [damaged, old]) {
    const index = indexOf(chain, file)
    await index.follow()
    assert.equal(index.dump(), await freshDump(chain))
    await index.stop()
  }
  assert.throws(() => indexOf(chain, '/dev/null/x.sqlite'), { code: 'INDEXING_UNUSABLE' })
})

test('an index once started follows by itself, through failures, until it is stopped', async () => {
  const chain = createSimulatedChain(6)
  chain.mine(3)
  const index = indexOf(chain)
  const draw = drawFrom(1)
  chain.beforeAnswer = () => {
    if (draw(3) === 0) throw new TypeError('the chain is away')
  }
  index.start()
  index.start()
  await untilHead(index, 3)
  chain.mine(4)
  await untilHead(index, 7)
  await index.stop()
  await index.stop()
  await assert.rejects(index.follow(), { code: 'INDEXING_STOPPED' })
})

/** Waits for the index's head; an index that stands still for ever fails, and does not spin. */
async function untilHead(index: LedgerIndex, number: number): Promise<void> {
  for (let turns = 0; index.head()?.number !== number; turns++) {
    assert.ok(turns < 100_000, `the index came to block ${index.head()?.number}, not ${number}`)
    await turn()
  }
}

test('pages put together are the whole, newest first, and counts are right', async () => {
  const chain = createSimulatedChain(6)
  chain.mine(200)
  const index = indexOf(chain)
  await index.follow()
  const rounds = index.studies().flatMap(({ study }) => index.rounds(study))
  const assets = index.assets()
  assert.ok(rounds.length > 5 && assets.length > 5, `${rounds.length} and ${assets.length}`)
  const keyOf = (round: (typeof rounds)[number]) =>
    [round.blockNumber, round.study, round.round] as const
  const isLater = (left: readonly number[], right: readonly number[]): boolean => {
    const place = left.findIndex((value, at) => value !== right[at])
    return place >= 0 && left[place]! > right[place]!
  }
  const paged: typeof rounds = []
  for (;;) {
    const last = paged.at(-1)
    const page = index.latestRounds({
      limit: 3,
      ...(last === undefined
        ? {}
        : { before: { block: last.blockNumber, study: last.study, round: last.round } })
    })
    if (page.length === 0) break
    paged.push(...page)
  }
  assert.equal(paged.length, rounds.length)
  for (const [at, round] of paged.entries()) {
    if (at > 0) assert.ok(isLater(keyOf(paged[at - 1]!), keyOf(round)))
  }
  const models = assets.filter(({ kind }) => kind === 'model').reverse()
  assert.deepEqual(index.latestAssets({ kind: 'model', limit: 2 }), models.slice(0, 2))
  const before = assets.at(-2)!.asset
  assert.deepEqual(index.latestAssets({ before, limit: 1 }), [assets.at(-3)])
  assert.deepEqual(index.counts(), {
    members: index.members().length,
    assets: assets.length,
    studies: index.studies().length,
    rounds: rounds.length
  })
  await index.stop()
})
