/** Starting and killing the nodes of a world. */
import { asCommonholdError } from '@commonhold/base'
import { runOwner } from '../node/owner.ts'
import { openSimulatedNode } from '../node/simulated-node.ts'
import type { ContractCall } from '../world/chain-state.ts'
import type { FaultKind } from '../world/faults.ts'
import { beginLife } from '../world/life.ts'
import { worldStartMs } from '../world/simulated-clock.ts'
import type { DiskHooks } from '../world/simulated-disk.ts'
import type { Place, World } from './world.ts'

const backSecondsMax = 10
const startAgainMs = 3000
const fullSecondsMax = 6

/** Events of a node's log that a timeline shows. */
const shownEvents: ReadonlySet<string> = new Set(['round.attempt-failed', 'study.step-failed'])

/** Starts the node's process: for the first time, or once more over what its disk holds. */
export async function startNode(world: World, place: Place): Promise<void> {
  const { plan, owner } = place
  const { name, member } = plan
  const lives = place.lives++
  const life = beginLife(`${name}.${lives}`)
  place.life = life
  world.timeline.say('event', name, lives === 0 ? 'starts' : 'starts again')
  try {
    const node = await openSimulatedNode(plan, life, {
      ...world,
      disk: place.disk,
      diskHooks: diskHooks(world, place),
      clockOffMs: place.clockOffMs,
      log: (event, fields) => {
        if (!life.isOver()) tellLog(world, name, event, fields)
      },
      onPlainVector: (vector, opening) => {
        if (!life.isOver()) world.tell({ kind: 'plain-vector', member, opening, vector })
      },
      onStudyEvent: (event) => {
        if (event.kind === 'phase') {
          const text = `round ${event.round}: ${event.phase} (attempt ${event.attempt})`
          world.timeline.say('detail', name, text)
        } else world.timeline.say('event', name, `study ${event.study}: ${event.kind}`)
        world.tell({ kind: 'study-event', member, event })
      },
      atCall: (when, call) => atCall(world, place, when, call)
    })
    if (life.isOver()) return
    await world.tell({ kind: 'started', node, lives })
    place.node = node
    void node.manager.run(new AbortController().signal)
    void runOwner(node, owner)
  } catch (cause) {
    if (life.isOver()) return
    const { code } = asCommonholdError(cause)
    life.end()
    world.timeline.say('event', name, `does not start: ${code}`)
    if (!/^PLATFORM_(DISK|WRITE)_FAILED$/.test(code)) {
      world.tell({ kind: 'cannot-start', member, code })
    }
    world.time.schedule(startAgainMs, () => void startNode(world, place))
  }
}

/** Ends the node's process here, where the seed says so; it starts again some seconds later. */
export function mayDie(world: World, place: Place, kind: FaultKind, at: string): void {
  const { faults, chance, time, timeline } = world
  if (place.life === undefined || place.life.isOver()) return
  if (!faults.fires(kind, at)) return
  place.life.end()
  place.node?.index.stop().catch(() => {})
  place.node = undefined
  world.tell({ kind: 'died', member: place.plan.member })
  if (faults.fires('lose-power', at)) place.disk.losePower((about) => chance.of('power', at, about))
  const backMs = 500 + faults.amount(kind, at) * backSecondsMax * 1000
  timeline.say('event', place.plan.name, `is dead for ${(backMs / 1000).toFixed(1)} s`)
  time.schedule(backMs, () => void startNode(world, place))
}

function atCall(world: World, place: Place, when: 'before' | 'after', call: ContractCall): void {
  const { member, name } = place.plan
  if (when === 'before') world.tell({ kind: 'call', member, call })
  if (call.kind !== 'finalise') return
  const { study, round, epoch } = call.result
  mayDie(world, place, 'kill-aggregator', `${name} ${when} it finalises ${study} ${round}/${epoch}`)
}

const changing: ReadonlySet<string> = new Set(['make', 'append', 'rename', 'sync', 'sync folder'])
const growing: ReadonlySet<string> = new Set(['make', 'append'])

function diskHooks(world: World, place: Place): DiskHooks {
  const { faults, chance, time } = world
  const { name } = place.plan
  const calls = new Map<string, number>()
  const nameFor = (call: string, path: string): string => {
    const kind = kindOfPath(path)
    const key = `${call} ${kind}`
    const count = (calls.get(key) ?? 0) + 1
    calls.set(key, count)
    return `${place.life?.name ?? name} at ${key} #${count}`
  }
  let at = ''
  return {
    nowMs: () => worldStartMs + time.nowMs(),
    torn: (path) => chance.of('torn', at, kindOfPath(path)),
    isFull(call, path) {
      at = changing.has(call) ? nameFor(call, path) : ''
      if (!growing.has(call)) return false
      if (time.nowMs() < place.fullUntilMs) return true
      if (!faults.fires('disk-full', at)) return false
      const seconds = faults.amount('disk-full', at) * fullSecondsMax
      place.fullUntilMs = time.nowMs() + 1000 * seconds
      return true
    },
    mayDie(call) {
      if (changing.has(call)) mayDie(world, place, 'kill-writer', at)
    }
  }
}

/** A path without what differs from run to run: drafts and contents have names of chance. */
function kindOfPath(path: string): string {
  return path
    .replace(/^\/home\//, '')
    .replace(/bafkrei[a-z2-7]+/, 'content')
    .replace(/content\/[a-z2-7]{2}(?=\/|$)/, 'content')
    .replace(/\.[0-9a-f]{12}\.draft$/, ' draft')
    .replace(/(^|\/)(\d+)\.tmp$/, '$1draft')
    .replace(/[0-9a-f]{64}/, 'set')
    .replace(/\.\d+\.tmp$/, ' draft')
}

function tellLog(
  world: World,
  name: string,
  event: string,
  fields: Readonly<Record<string, unknown>>
): void {
  const isShown = shownEvents.has(event)
  const told = isShown || event === 'round.member-lost'
  const text = Object.entries(fields)
    .filter(([field]) => field !== 'cause')
    .map(([field, value]) => `${field} ${String(value)}`)
    .join(', ')
  world.timeline.say(isShown ? 'event' : 'detail', name, told ? `${event}: ${text}` : event)
}
