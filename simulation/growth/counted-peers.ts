/**
 * Peers that count: every question and answer goes as bytes, one member works at a time, and what
 * it sent, received and computed is noted. One member is watched, whose part is a node's whole
 * code; the others are stand-ins, handed a question that was decoded once for them all.
 */
import { CommonholdError, type MemberId, type Peers } from '@commonhold/base'
import {
  decodeQuestion,
  encodeAnswer,
  type RoundQuestion
} from '@commonhold/node/rounds/round-messages'
import type { DirectPeersOptions } from '@commonhold/node/rounds/testing/direct-peers'
import type { TestMember } from '@commonhold/node/rounds/testing/round-network'
import { nodeCrypto } from '@commonhold/platform'
import { createShownOnce, createStandIn, type StandIn } from './stand-in.ts'

/** What one member spent in a round. */
export type Spent = {
  sentBytes: number
  receivedBytes: number
  /** Processor time, and time on the clock while nothing else ran in this process. */
  processorMs: number
  wallMs: number
}

/** Counts of a round. */
export type RoundCounts = {
  /** As `openRoundNetwork` wants them. */
  readonly open: (options: DirectPeersOptions) => Pick<Peers, 'self' | 'request' | 'fetch'>
  spentBy(member: MemberId): Spent
  /** Of all members that were asked. */
  readonly all: Spent
  /** The largest question, and of which phase it was. */
  readonly largest: { bytes: number; phase: string }
}

/** @param watched who is no stand-in; decided when the first is asked */
export function countRound(watched: () => MemberId | undefined): RoundCounts {
  const spent = new Map<MemberId, Spent>()
  const spentBy = (member: MemberId): Spent => {
    const known = spent.get(member) ?? nothing()
    spent.set(member, known)
    return known
  }
  const all = nothing()
  const largest = { bytes: 0, phase: '' }
  const decoded = new WeakMap<Uint8Array, RoundQuestion>()
  const once = createShownOnce(nodeCrypto)
  const standIns = new Map<MemberId, StandIn>()
  let last: Promise<unknown> = Promise.resolve()

  const standInFor = (member: TestMember): StandIn => {
    const known = standIns.get(member.member) ?? createStandIn(member, once)
    standIns.set(member.member, known)
    return known
  }
  const decodeOnce = (body: Uint8Array): RoundQuestion => {
    const question = decoded.get(body) ?? decodeQuestion(body)
    decoded.set(body, question)
    return question
  }
  const note = (member: MemberId, before: Moment, received: number, sent: number): void => {
    const after = now()
    for (const into of [spentBy(member), all]) {
      into.sentBytes += sent
      into.receivedBytes += received
      into.processorMs += after.processorMs - before.processorMs
      into.wallMs += after.wallMs - before.wallMs
    }
  }

  return {
    spentBy,
    all,
    largest,
    open: ({ self, of }) => ({
      self,
      async request(to, _topic, body) {
        const mine = last.then(async () => {
          const before = now()
          const shared = to === watched() ? undefined : decodeOnce(body)
          const question = shared ?? decodeQuestion(body)
          if (body.length > largest.bytes) {
            Object.assign(largest, { bytes: body.length, phase: question.ask.kind })
          }
          const said =
            shared === undefined
              ? await of(to).own.answer(question, self)
              : await standInFor(of(to))(shared)
          const answer = encodeAnswer(said)
          note(to, before, body.length, answer.length)
          return answer
        })
        last = mine.catch(() => {})
        return await mine
      },
      async fetch() {
        throw new CommonholdError({
          code: 'SIMULATION_CANNOT_MEASURE',
          fault: 'self',
          message: 'A content had to be fetched: vectors of this size travel with the messages.',
          hint: 'Measure with a vector of at most 64 KiB.'
        })
      }
    })
  }
}

type Moment = { readonly processorMs: number; readonly wallMs: number }

/** Processor time of this process so far, all its threads and its collector included. */
export function now(): Moment {
  const { user, system } = process.cpuUsage()
  return { processorMs: (user + system) / 1000, wallMs: performance.now() }
}

function nothing(): Spent {
  return { sentBytes: 0, receivedBytes: 0, processorMs: 0, wallMs: 0 }
}
