/** What goes wrong by the clock, and not by a message: splits of the network, and garbage. */
import { asCommonholdError, type MemberId, utf8 } from '@commonhold/base'
import { roundTopic } from '@commonhold/node/rounds/round-messages'
import { calmAfterSeconds } from '../scenarios/scenario.ts'
import type { Message } from '../world/simulated-network.ts'
import type { Place, World } from './world.ts'

const splitEveryMs = 4_000
const garbageEveryMs = 4_000

/** Puts it all into the world's time, and the calm after it. */
export function planMischief(world: World): void {
  const { time, faults, network, timeline, scenario } = world
  const calmMs = calmAfterSeconds * 1000
  if ((scenario.rates['split-network'] ?? 0) > 0) {
    for (let atMs = splitEveryMs; atMs < calmMs; atMs += splitEveryMs) {
      time.schedule(atMs, () => maySplit(world, atMs))
    }
  }
  if ((scenario.rates['speak-garbage'] ?? 0) > 0) {
    for (let atMs = garbageEveryMs; atMs < calmMs; atMs += garbageEveryMs) {
      time.schedule(atMs, () => speakGarbage(world, atMs))
    }
  }
  time.schedule(calmMs, () => {
    faults.stop()
    network.heal()
    for (const place of world.places) place.fullUntilMs = 0
    timeline.say('event', 'world', 'from here on nothing goes wrong')
  })
}

function maySplit(world: World, atMs: number): void {
  const { faults, chance, network, places, time, timeline } = world
  const at = `after ${atMs / 1000} s`
  if (!faults.fires('split-network', at)) return
  const apart = places.filter((_, index) => chance.of('apart', at, index) < 0.4)
  network.split(new Set(apart.map(({ plan }) => plan.member)))
  timeline.say('event', 'world', `apart: ${apart.map(({ plan }) => plan.name).join(', ')}`)
  time.schedule(1000 + faults.amount('split-network', at) * 8_000, () => {
    network.heal()
    timeline.say('event', 'world', 'all can reach each other again')
  })
}

function speakGarbage(world: World, atMs: number): void {
  const { faults, places, network } = world
  for (const from of places) {
    for (const to of places) {
      if (from === to || from.node === undefined) continue
      const at = `${from.plan.name}>${to.plan.name} after ${atMs / 1000} s`
      const canReach = network.canReach(from.plan.member, to.plan.member)
      if (canReach && faults.fires('speak-garbage', at)) void say(world, from, to.plan.member, at)
    }
  }
}

async function say(world: World, from: Place, to: MemberId, at: string): Promise<void> {
  const { topic, body, about } = garbageOf(world, from, at)
  const asking = { timeoutMs: 2000, responseBytesMax: 2 ** 20 }
  const message: Message = { kind: 'question', from: from.plan.member, to, topic, about }
  try {
    await from.node!.peers.request(to, topic, body, asking)
    await world.tell({ kind: 'malformed', message, refusedBy: undefined })
  } catch (cause) {
    const { code, details } = asCommonholdError(cause)
    if (code !== 'NETWORK_REFUSED') return
    await world.tell({ kind: 'malformed', message, refusedBy: String(details['peerCode']) })
  }
}

/** Nonsense of several kinds, and what another member asked before. */
function garbageOf(world: World, from: Place, at: string) {
  const { chance, watch, scenario } = world
  const kind = Math.floor(chance.of('garbage', at) * 5)
  const { member } = from.plan
  const others = watch.recent().filter(({ message }) => message.from !== member)
  const replayed = others.length === 0 ? undefined : chance.pick(others, 'replay', at)
  if (kind === 0 && replayed !== undefined) {
    const about = `${replayed.message.about} that it did not ask itself`
    return { topic: roundTopic, body: replayed.bytes, about }
  }
  if (kind === 1) {
    return { topic: 'commonhold/none/1', body: utf8(scenario.name), about: 'unknown topic' }
  }
  if (kind === 2) {
    const body = Uint8Array.from({ length: 300 }, (_, index) => 256 * chance.of('byte', at, index))
    return { topic: roundTopic, body, about: 'noise' }
  }
  if (kind === 3) {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    return { topic: roundTopic, body: utf8(deep), about: 'deep nest' }
  }
  const text = `{"ask":{"kind":"keys"},"attempt":0,"epoch":0,"round":1,"study":1,"turn":4294967295}`
  return { topic: roundTopic, body: utf8(text), about: 'turn that nobody has' }
}
