/**
 * A simulated world of one scenario and one seed: everything in it, and the moments at which
 * something may go wrong. It decides nothing about right and wrong: that is for the checkers.
 */
import type { MemberId } from '@commonhold/base'
import type { Sight } from '../checkers/checker.ts'
import { type NodePlan, planNode } from '../node/node-plan.ts'
import type { OwnerPlan } from '../node/owner.ts'
import type { OpenNode } from '../node/simulated-node.ts'
import { planStudy, type StudyPlan } from '../node/study-plan.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { type Chance, createChance } from '../world/chance.ts'
import { createFaults, type FaultKind, type Faults } from '../world/faults.ts'
import type { Life } from '../world/life.ts'
import {
  createSimulatedChain,
  nameOfCall,
  type SimulatedBlock,
  type SimulatedChain
} from '../world/simulated-chain.ts'
import { createSimulatedDisk, type SimulatedDisk } from '../world/simulated-disk.ts'
import {
  createSimulatedNetwork,
  type NetworkHooks,
  type SimulatedNetwork
} from '../world/simulated-network.ts'
import { createSimulatedTime, type SimulatedTime } from '../world/simulated-time.ts'
import { createSharedBytes, type SharedBytes } from '../world/stored-bytes.ts'
import { createRoundWatch, isSameQuestion, type RoundWatch } from './round-watch.ts'
import { createTimeline, type Timeline } from './timeline.ts'

/** A place for a node, with what outlives its process. */
export type Place = {
  readonly plan: NodePlan
  readonly disk: SimulatedDisk
  readonly clockOffMs: number
  readonly owner: OwnerPlan
  /** How often a process was started here. */
  lives: number
  life: Life | undefined
  node: OpenNode | undefined
  /** Until when its disk takes nothing more, in the world's milliseconds. */
  fullUntilMs: number
}

/** The world. */
export type World = {
  readonly seed: number
  readonly scenario: Scenario
  readonly chance: Chance
  readonly time: SimulatedTime
  readonly faults: Faults
  readonly network: SimulatedNetwork
  readonly chain: SimulatedChain
  readonly watch: RoundWatch
  readonly places: readonly Place[]
  readonly studies: readonly StudyPlan[]
  readonly timeline: Timeline
  readonly tell: (sight: Sight) => void | Promise<void>
  nameOf(member: MemberId): string
  placeOf(member: MemberId): Place
}

/** How a run differs from what its seed gives. */
export type WorldOptions = {
  readonly seed: number
  readonly scenario: Scenario
  /** Names of the only faults that may fire; undefined for all that the seed gives. */
  readonly only?: ReadonlySet<string> | undefined
  /** Whether the timeline keeps its details. */
  readonly details?: boolean
  /** Told each of its lines that is shown. */
  readonly onLine?: (line: string) => void
  /** Whether the node at this place dies now, and of what. */
  readonly mayDie: (world: World, place: Place, kind: FaultKind, at: string) => void
  readonly tell: (world: World, sight: Sight) => void | Promise<void>
}

const rowsPerTable = 24
/** The fewest members of a sum, by all studies' terms. */
const termsCohortMin = 3
const strictCohortMin = 4
const clockOffMsMax = 10 * 60_000
const blocksReplacedMax = 3

/** A world in which nothing runs yet. */
export function createWorld(options: WorldOptions): World {
  const { seed, scenario } = options
  const chance = createChance(seed)
  const time = createSimulatedTime()
  const names = new Map<MemberId, string>()
  const nameOf = (member: MemberId): string => names.get(member) ?? member.slice(0, 8)
  const { details = false, onLine } = options
  const timeline = createTimeline({ nowMs: time.nowMs, nameOf, details, onLine })
  const faults = createFaults(chance, scenario.rates, options.only, ({ kind, at }) =>
    timeline.say('fault', kind, at)
  )
  const watch = createRoundWatch()
  const count = membersOf(scenario, chance)
  const studies = studiesOf(scenario, chance, count)
  const share = createSharedBytes()
  const places = Array.from({ length: count }, (_, index) => {
    // An owner that asks for more members than stay would end the study, and rightly.
    const mayAskForMore = count > 4 && count - scenario.waverers >= strictCohortMin
    const isStrict = mayAskForMore && chance.of('cohort', index) < 0.15
    const cohortMin = isStrict ? strictCohortMin : termsCohortMin
    const plan = planNode(chance, index, { rows: rowsPerTable, cohortMin })
    names.set(plan.member, plan.name)
    const owner: OwnerPlan = {
      ...{ place: index, studies, left: new Set(), nowMs: time.nowMs },
      onTrouble: (code) => timeline.say('detail', plan.name, `its owner met ${code}`)
    }
    return placeFor(plan, owner, chance, faults, share)
  })
  const placeOf = (member: MemberId) => places.find(({ plan }) => plan.member === member)!
  let world: World
  const network = createSimulatedNetwork({
    ...{ time, chance, faults },
    hooks: networkHooks(() => world, options)
  })
  const chain = createSimulatedChain({
    ...{ time, chance, faults },
    hooks: {
      aheadSeconds: () => 0,
      onBlock: (block) => onBlock(world, block),
      onReplaced: (depth) => timeline.say('event', 'chain', `${depth} blocks are replaced`)
    }
  })
  const shared = { seed, scenario, chance, time, faults, network, chain, watch, places, studies }
  world = {
    ...{ ...shared, timeline, nameOf, placeOf },
    tell: (sight) => options.tell(world, sight)
  }
  return world
}

function membersOf({ members: [least, most] }: Scenario, chance: Chance): number {
  return least + Math.floor(chance.of('members') * (most - least + 1))
}

function studiesOf(scenario: Scenario, chance: Chance, count: number): readonly StudyPlan[] {
  const members = Array.from({ length: count }, (_, index) => index)
  return Array.from({ length: scenario.studies }, (_, index) => {
    const title = `study ${index + 1}`
    return planStudy(chance, {
      title,
      members,
      waverers: members.slice(0, scenario.waverers),
      cohortMin: termsCohortMin,
      trainingRounds: chance.of('training', title) < 0.8 ? 1 : 2,
      method: chance.of('method', title) < 0.5 ? 'newton' : 'average'
    })
  })
}

function placeFor(
  plan: NodePlan,
  owner: OwnerPlan,
  chance: Chance,
  faults: Faults,
  share: SharedBytes
): Place {
  const clockOffMs = faults.fires('clock-off', plan.name)
    ? Math.round((2 * chance.of('off', plan.name) - 1) * clockOffMsMax)
    : 0
  const disk = createSimulatedDisk(share)
  const empty = { lives: 0, life: undefined, node: undefined, fullUntilMs: 0 }
  return { plan, owner, disk, clockOffMs, ...empty }
}

function networkHooks(worldOf: () => World, { mayDie }: WorldOptions): NetworkHooks {
  const isOfRound = (about: string) => /^\d/.test(about)
  return {
    nameOf: (member) => worldOf().nameOf(member),
    aboutOf: (topic, body) => worldOf().watch.aboutOf(topic, body),
    onPayload(message, bytes) {
      const world = worldOf()
      const { kind, from, to, about } = message
      const text = `${kind} to ${world.nameOf(to)}: ${about}, ${bytes.length} bytes`
      world.timeline.say('detail', world.nameOf(from), text)
      for (const sight of world.watch.sightsOf(message, bytes)) world.tell(sight)
    },
    onSpoiled(message, { sent, came }, refusedBy) {
      // Contents that travel along are known by their id: spoiled ones count as not sent. And who
      // released before says that again to an aggregator, whatever it is shown (R4, R7).
      const isAgain = refusedBy === undefined && message.about.endsWith('unmask')
      if (isSameQuestion(sent, came) || isAgain) return
      worldOf().tell({ kind: 'malformed', message, refusedBy })
    },
    atAnswer(member, when, { about, from }) {
      const world = worldOf()
      if (!isOfRound(about)) return
      const at = `${world.nameOf(member)} ${when} it answers ${about} of ${world.nameOf(from)}`
      mayDie(world, world.placeOf(member), 'kill-member', at)
    },
    atQuestion(member, { about, to }) {
      const world = worldOf()
      if (!isOfRound(about)) return
      const at = `${world.nameOf(member)} before it asks ${world.nameOf(to)} ${about}`
      mayDie(world, world.placeOf(member), 'kill-aggregator', at)
    }
  }
}

/** Tells what a block holds; and another branch may overtake it. */
function onBlock(world: World, block: SimulatedBlock): void {
  const { timeline, faults, time, chain, chance } = world
  for (const event of block.events) {
    const round = 'round' in event ? ` round ${event.round} (epoch ${event.epoch})` : ''
    const study = 'study' in event ? ` of study ${event.study}` : ''
    timeline.say('event', 'chain', `block ${block.number}: ${event.kind}${round}${study}`)
  }
  const calls = block.transactions.map(nameOfCall).join(', ')
  if (calls === '') return
  const at = `over block ${block.number} with ${calls}`
  if (!faults.fires('reorganise', at)) return
  const depth = 1 + Math.floor(chance.of('depth', at) * blocksReplacedMax)
  const afterMs = 50 + faults.amount('reorganise', at) * 3000
  time.schedule(afterMs, () => chain.reorganise(depth, at))
}
