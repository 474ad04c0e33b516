/** Runs one seed from the first block to the end of its studies, with every checker watching. */
import { asCommonholdError, type BlobStore, type Disk } from '@commonhold/base'
import { type DiskBlobStore, openDiskBlobStore } from '@commonhold/network'
import { networkError } from '@commonhold/network/network-error'
import { nodeCrypto } from '@commonhold/platform'
import type { Aftermath, Checker, EndedStudy, Finding, Sight } from '../checkers/checker.ts'
import { watchModels } from '../checkers/exact-model.ts'
import { watchForPlainText } from '../checkers/no-plain-text.ts'
import { watchMemory } from '../checkers/nothing-forgotten.ts'
import { watchReleases } from '../checkers/one-release.ts'
import { watchMalformed } from '../checkers/own-cost.ts'
import { watchEnds } from '../checkers/study-ends.ts'
import { nodeFolders } from '../node/simulated-node.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { studyRecordOf } from '../world/chain-state.ts'
import type { Fault } from '../world/faults.ts'
import { beginLife } from '../world/life.ts'
import { roundsOf } from '../world/simulated-ledger.ts'
import { planMischief } from './mischief.ts'
import { mayDie, startNode } from './processes.ts'
import { createWorld, type Place, type World } from './world.ts'

/** What to run. */
export type SeedRun = {
  readonly seed: number
  readonly scenario: Scenario
  /** Names of the only faults that may fire; undefined for all that the seed gives. */
  readonly only?: ReadonlySet<string>
  /** Whether the timeline has its details too. */
  readonly details?: boolean
  /** Told each line of it, as it happens. */
  readonly onLine?: (line: string) => void
}

/** How it went. */
export type SeedResult = {
  readonly seed: number
  readonly scenario: string
  readonly findings: readonly Finding[]
  readonly faults: readonly Fault[]
  readonly timeline: readonly string[]
  /** SHA-256 of the timeline with all details: the same for every run of a seed. */
  readonly digest: string
  readonly members: number
  /** Final rounds of all studies. */
  readonly rounds: number
  readonly simulatedSeconds: number
}

const endSecondsUsual = 300
const startWithinMs = 2000
/** What is on its way to the indexes comes within this time; then they close. */
const closingMs = 100

/** Takes some tenths of a second for a handful of members. */
export async function runSeed(run: SeedRun): Promise<SeedResult> {
  const findings: Finding[] = []
  const waiting = new Set<Promise<void>>()
  let checkers: readonly Checker[] = []
  const world = createWorld({ ...run, mayDie, tell })
  const note = (found: readonly Finding[]): void => {
    for (const finding of found) {
      if (findings.some(({ text }) => text === finding.text)) continue
      findings.push(finding)
      world.timeline.say('finding', finding.promise, finding.text)
    }
  }
  function tell(_: World, sight: Sight): void | Promise<void> {
    const later: Promise<void>[] = []
    for (const checker of checkers) {
      const found = checker.see(sight)
      if (found instanceof Promise) later.push(found.then(note))
      else note(found)
    }
    if (later.length === 0) return
    const all = Promise.all(later).then(() => {})
    waiting.add(all)
    return all.finally(() => waiting.delete(all))
  }
  checkers = checkersOf(world)
  const defects = watchForDefects((text) => note([{ promise: 'P8', text }]))
  try {
    await live(world)
    await Promise.all(waiting)
    const aftermath = await lookAfter(world)
    for (const checker of checkers) note(await checker.end(aftermath))
    const { seed, scenario, faults, timeline, time, places } = world
    return {
      ...{ seed, scenario: scenario.name, findings: [...findings] },
      faults: faults.fired(),
      timeline: timeline.lines(),
      digest: timeline.digest(),
      members: places.length,
      rounds: aftermath.studies.reduce((sum, { rounds }) => sum + rounds.length, 0),
      simulatedSeconds: time.nowMs() / 1000
    }
  } finally {
    defects.end()
    for (const { life } of world.places) life?.end()
    for (const { node } of world.places) node?.index.stop().catch(() => {})
    await world.time.run(() => false, world.time.nowMs() + closingMs)
  }
}

function checkersOf(world: World): readonly Checker[] {
  const { places, nameOf } = world
  const plans = places.map(({ plan }) => plan)
  return [
    watchForPlainText(plans, nameOf),
    watchReleases(plans, nameOf),
    watchModels(),
    watchMemory((member) => quietDisk(world.placeOf(member)), nameOf),
    watchMalformed(nameOf),
    watchEnds(nameOf)
  ]
}

/** Starts all nodes, and lets time pass until all is done, or too much of it has passed. */
async function live(world: World): Promise<void> {
  const { time, chance, places, scenario } = world
  planMischief(world)
  for (const place of places) {
    const afterMs = chance.of('start', place.plan.name) * startWithinMs
    time.schedule(afterMs, () => void startNode(world, place))
  }
  const endSeconds = scenario.endSeconds ?? endSecondsUsual
  await time.run(() => isDone(world), endSeconds * 1000)
}

/** Whether every study is closed, and every node is up and knows it. */
function isDone({ chain, places, studies }: World): boolean {
  const { state } = chain.head()
  const closed = state.studies.filter(({ machine }) => machine.state === 'closed')
  if (closed.length < studies.length) return false
  return closed.every(({ machine }) => {
    const { rounds } = machine.state === 'closed' ? machine.proposal : { rounds: 0 }
    const seats = machine.state === 'closed' ? machine.seats : []
    return places.every(({ plan, node }) => {
      const hasSeat = seats.some(({ member }) => member === plan.member)
      return !hasSeat || node?.manager.finals(machine.study).length === rounds
    })
  })
}

async function lookAfter(world: World): Promise<Aftermath> {
  const { chain, places } = world
  const { state } = chain.head()
  const studies = world.studies.flatMap((plan): readonly EndedStudy[] => {
    const entry = state.studies.find(
      ({ machine }) =>
        machine.state !== 'unknown' &&
        machine.state !== 'cancelled' &&
        machine.proposal.terms === plan.sealed.digest
    )
    if (entry === undefined) return []
    const { study } = entry.machine
    const record = studyRecordOf(state, study)!
    return [{ plan, study, record, rounds: roundsOf(chain, study) }]
  })
  return {
    ...{ chain, studies, planned: world.studies.length },
    plans: places.map(({ plan }) => plan),
    blobs: await openPublicBlobs(places),
    nodes: places.flatMap(({ node }) => node ?? [])
  }
}

/** The disk of a place, without anything befalling whoever looks at it. */
function quietDisk({ disk }: Place): Disk {
  const hooks = { isFull: () => false, mayDie() {}, torn: () => 1, nowMs: () => 0 }
  return disk.attach(beginLife('look'), hooks)
}

/** Contents of all nodes together, as somebody sees them who may read everything. */
async function openPublicBlobs(places: readonly Place[]): Promise<Aftermath['blobs']> {
  const stores: DiskBlobStore[] = []
  for (const place of places) {
    const disk = quietDisk(place)
    const limits = { bytesMax: 2 ** 30 }
    const options = { folder: nodeFolders.blobs, disk, crypto: nodeCrypto, limits }
    stores.push(await openDiskBlobStore({ ...options, clock: { nowMs: () => 0 } }))
  }
  const holderOf: (cid: Parameters<BlobStore['has']>[0]) => Promise<BlobStore> = async (cid) => {
    for (const store of stores) if (await store.has(cid)) return store
    throw networkError('NETWORK_NO_SUCH_BLOB', `No node has content ${cid}.`)
  }
  return {
    has: async (cid) => {
      for (const store of stores) if (await store.has(cid)) return true
      return false
    },
    size: async (cid) => await (await holderOf(cid)).size(cid),
    get: async (cid, options) => await (await holderOf(cid)).get(cid, options),
    async *read(cid, range) {
      yield* (await holderOf(cid)).read(cid, range)
    }
  }
}

/** A promise that nobody waits for and that fails is a defect, wherever it was. */
function watchForDefects(tell: (text: string) => void): { end(): void } {
  const onDefect = (cause: unknown): void => {
    const { code, message } = asCommonholdError(cause)
    tell(`a failure was left to nobody: ${code} ${message}`)
  }
  process.on('unhandledRejection', onDefect)
  return { end: () => void process.off('unhandledRejection', onDefect) }
}
