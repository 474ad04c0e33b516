/**
 * A network that delays, loses, repeats, reorders, cuts and splits, behind the `Peers` port. What
 * befalls a message follows from its own name and from how often it was sent before. Who asks is
 * proven here, as the real network proves it; contents come by the production code that fetches
 * them, from a source that cuts and changes bytes.
 */
import { asCommonholdError, type MemberId } from '@commonhold/base'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import type { SimulatedTime } from './simulated-time.ts'

/** What one node offers to others while it lives. */
export type Station = {
  readonly member: MemberId
  isOver(): boolean
  /** @param signal aborts when whoever asked has given up */
  answer(
    from: MemberId,
    topic: string,
    body: Uint8Array<ArrayBuffer>,
    signal: AbortSignal
  ): Promise<Uint8Array>
  hear(from: MemberId, topic: string, body: Uint8Array): void
  /** Undefined where the member may not read it, or has not got it. */
  content(
    from: MemberId,
    cid: string
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer> } | undefined>
}

/** A message on its way. */
export type Message = {
  readonly kind: 'question' | 'answer' | 'news' | 'content'
  readonly from: MemberId
  readonly to: MemberId
  readonly topic: string
  /** What it is about, the same in every run that comes to it. */
  readonly about: string
}

/** What the world wants to know and to decide. */
export type NetworkHooks = {
  nameOf(member: MemberId): string
  /** What a question is about: part of its name. */
  aboutOf(topic: string, body: Uint8Array): string
  /** Every payload that leaves a node, before anything befalls it. */
  onPayload(message: Message, bytes: Uint8Array): void
  /** A question came otherwise than it was sent. `refusedBy` is undefined where it was answered. */
  onSpoiled(
    message: Message,
    spoiled: { readonly sent: Uint8Array; readonly came: Uint8Array },
    refusedBy: string | undefined
  ): void
  /** A node is about to answer, or has its answer ready: it may die here. */
  atAnswer(member: MemberId, when: 'before' | 'after', message: Message): void
  /** A node is about to ask: it may die here. */
  atQuestion(member: MemberId, message: Message): void
}

/** The network itself. */
export type SimulatedNetwork = {
  readonly time: SimulatedTime
  readonly hooks: NetworkHooks
  readonly faults: Faults
  stationOf(member: MemberId): Station | undefined
  /** Replaces what the member had before. */
  attach(station: Station): void
  members(): readonly MemberId[]
  /** Whether a message can go between the two now. */
  canReach(from: MemberId, to: MemberId): boolean
  /** Cuts these members off from all others, until `heal`. */
  split(apart: ReadonlySet<MemberId>): void
  heal(): void
  /** A message's name: what it is, and how often the same was sent before. */
  nameFor(message: Message): string
  /** How long it is on its way, in milliseconds. @param lateMs how late a late one is at least */
  delayOf(name: string, lateMs: number): number
}

const nearMs = 2
const farMs = 40
const overtakenMs = 400

/** A network without members. */
export function createSimulatedNetwork(options: {
  readonly time: SimulatedTime
  readonly chance: Chance
  readonly faults: Faults
  readonly hooks: NetworkHooks
}): SimulatedNetwork {
  const { time, chance, faults, hooks } = options
  const stations = new Map<MemberId, Station>()
  const sent = new Map<string, number>()
  let apart: ReadonlySet<MemberId> = new Set()
  return {
    time,
    hooks,
    faults,
    stationOf: (member) => stations.get(member),
    attach: (station) => void stations.set(station.member, station),
    members: () => [...stations.keys()],
    canReach(from, to) {
      const station = stations.get(to)
      if (station === undefined || station.isOver()) return false
      return apart.has(from) === apart.has(to)
    },
    split(members) {
      apart = members
    },
    heal() {
      apart = new Set()
    },
    nameFor({ kind, from, to, about }) {
      const name = `${kind} ${hooks.nameOf(from)}>${hooks.nameOf(to)} ${about}`
      const count = (sent.get(name) ?? 0) + 1
      sent.set(name, count)
      return `${name} #${count}`
    },
    delayOf(name, lateMs) {
      const delayMs = nearMs + chance.of('delay', name) * (farMs - nearMs)
      if (faults.fires('late', name)) return delayMs + lateMs
      if (!faults.fires('reorder', name)) return delayMs
      return delayMs + faults.amount('reorder', name) * overtakenMs
    }
  }
}

/** The bytes, cut short or with a bit changed where a fault says so. */
export function spoil(
  faults: Faults,
  name: string,
  bytes: Uint8Array<ArrayBuffer>
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly isSpoiled: boolean } {
  if (bytes.length > 0 && faults.fires('truncate', name)) {
    const length = Math.floor(faults.amount('truncate', name) * bytes.length)
    return { bytes: bytes.slice(0, length), isSpoiled: true }
  }
  if (bytes.length > 0 && faults.fires('corrupt', name)) {
    const changed = bytes.slice()
    const bit = Math.floor(faults.amount('corrupt', name) * 8 * bytes.length)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    return { bytes: changed, isSpoiled: true }
  }
  return { bytes, isSpoiled: false }
}

/** The code of what a handler threw. */
export function codeOf(cause: unknown): string {
  return asCommonholdError(cause).code
}
