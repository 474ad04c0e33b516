/**
 * Peers that count: every question and answer goes as bytes, one member works at a time, and what
 * it sent, received and computed is noted. One member is watched, whose part is a node's whole
 * code; the others are stand-ins, handed a question that was decoded once for them all.
 */
import {
  assert,
  type Cid,
  CommonholdError,
  concatBytes,
  type MemberId,
  type Payload,
  type Peers,
  partsOf,
  payloadBytes,
  utf8
} from '@commonhold/base'
import { packMessage, unpackMessage } from '@commonhold/node/rounds/message-frame'
import {
  decodeQuestion,
  encodeAnswer,
  type RoundQuestion,
  roundMessageBytesMax
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
  /** The largest question, of which phase it was, and the transcript that is to be signed. */
  readonly seen: { bytes: number; phase: string; transcript: Cid | undefined }
}

/**
 * @param watched who is no stand-in; decided when the first is asked
 * @param drops who is silent from the question for vectors on
 */
export function countRound(
  watched: () => MemberId | undefined,
  drops: (member: MemberId) => boolean
): RoundCounts {
  const decodeOnce = createSharedDecoder()
  const spent = new Map<MemberId, Spent>()
  const spentBy = (member: MemberId): Spent => {
    const known = spent.get(member) ?? nothing()
    spent.set(member, known)
    return known
  }
  const all = nothing()
  const seen: RoundCounts['seen'] = { bytes: 0, phase: '', transcript: undefined }
  const once = createShownOnce(nodeCrypto)
  const standIns = new Map<MemberId, StandIn>()
  let last: Promise<unknown> = Promise.resolve()
  const standInFor = (member: TestMember): StandIn => {
    const known = standIns.get(member.member) ?? createStandIn(member, once)
    standIns.set(member.member, known)
    return known
  }
  const noteQuestion = (ask: RoundQuestion['ask'], bytes: number): void => {
    if (bytes > seen.bytes) Object.assign(seen, { bytes, phase: ask.kind })
    if (ask.kind === 'result') seen.transcript = ask.transcript
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
    seen,
    open: ({ self, of }) => ({
      self,
      async request(to, _topic, body) {
        const mine = last.then(async () => {
          const before = now()
          const bytes = payloadBytes(body)
          let answer: Uint8Array<ArrayBuffer> | undefined
          try {
            const shared = to === watched() ? undefined : decodeOnce(body)
            const question = shared ?? decodeQuestion(concatBytes(...partsOf(body)))
            noteQuestion(question.ask, bytes)
            if (drops(to) && question.ask.kind === 'masked') {
              throw cannotMeasure('A member dropped, as it was to.')
            }
            const said =
              shared === undefined
                ? await of(to).own.answer(question, self)
                : await standInFor(of(to))(shared)
            answer = encodeAnswer(said)
            return answer
          } finally {
            note(to, before, bytes, answer?.length ?? 0)
          }
        })
        last = mine.catch(() => {})
        return await mine
      },
      fetch: refuseFetch
    })
  }
}

async function refuseFetch(): Promise<never> {
  throw cannotMeasure('A content had to be fetched: small vectors travel with messages.')
}

/** A question's document is the same memory for everyone; what goes with it is not. */
function createSharedDecoder(): (body: Payload) => RoundQuestion {
  const decoded = new WeakMap<Uint8Array, RoundQuestion>()
  return (body) => {
    const [, asked, contents] = partsOf(body)
    assert(asked !== undefined && contents !== undefined, 'a question has three parts')
    const question = decoded.get(asked) ?? decodeQuestion(packMessage(asked, []))
    decoded.set(asked, question)
    const bare = concatBytes(packMessage(utf8('{}'), []), contents)
    const { contents: came } = unpackMessage('question', bare, roundMessageBytesMax)
    return { ...question, contents: came }
  }
}

function cannotMeasure(message: string): CommonholdError {
  return new CommonholdError({
    code: 'SIMULATION_CANNOT_MEASURE',
    fault: 'self',
    message,
    hint: 'Measure with vectors of at most 64 KiB.'
  })
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
