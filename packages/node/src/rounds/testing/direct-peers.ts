/**
 * Peers without a network: a question is handed to the other member's code as bytes, and its
 * answer handed back as bytes, so that what the wire's form does to a document happens here too.
 * Hooks see and may change, drop or fail anything on its way.
 */
import {
  asCommonholdError,
  type Cid,
  CommonholdError,
  concatBytes,
  type MemberId,
  type Peers,
  partsOf
} from '@commonhold/base'
import {
  decodeAnswer,
  decodeQuestion,
  encodeAnswer,
  encodeQuestion,
  type RoundAnswer,
  type RoundQuestion
} from '../round-messages.ts'
import type { TestMember } from './round-network.ts'

/** A question or answer on its way. */
export type Passing = {
  readonly from: MemberId
  readonly to: MemberId
  readonly question: RoundQuestion
}

/** What a test may do to the transport. Undefined passes things on as they are. */
export type TransportHooks = {
  /** Before the member sees it. `drop`: it never does. */
  onQuestion?: (passing: Passing) => RoundQuestion | 'drop' | undefined
  /** Before the aggregator sees it; `from` is who answers. `drop`: it never does. */
  onAnswer?: (passing: Passing, answer: RoundAnswer) => RoundAnswer | 'drop' | undefined
  /** Contents as one member gives them to another. */
  onContent?: (from: MemberId, to: MemberId, cid: Cid, bytes: Uint8Array) => Uint8Array | undefined
}

/** Where these peers are. */
export type DirectPeersOptions = {
  readonly self: MemberId
  readonly of: (member: MemberId) => TestMember
  readonly hooks: TransportHooks
  readonly payloads: Uint8Array[]
  readonly dead: ReadonlySet<MemberId>
}

/** One member's side of the transport. */
export function openDirectPeers(
  options: DirectPeersOptions
): Pick<Peers, 'self' | 'request' | 'fetch'> {
  const { self, of, hooks, payloads, dead } = options
  const isCut = (other: MemberId) => dead.has(self) || dead.has(other)
  return {
    self,
    async request(to, _topic, body) {
      if (isCut(to)) throw silent(to)
      const passing = { from: self, to, question: decodeQuestion(concatBytes(...partsOf(body))) }
      const asked = hooks.onQuestion?.(passing) ?? passing.question
      if (asked === 'drop' || isCut(to)) throw silent(to)
      payloads.push(concatBytes(...encodeQuestion(asked)))
      const answer = await answerOf(of(to), asked, self)
      const back = { from: to, to: self, question: asked }
      const heard = hooks.onAnswer?.(back, answer) ?? answer
      if (heard === 'drop' || isCut(to)) throw silent(to)
      const bytes = encodeAnswer(heard)
      payloads.push(bytes)
      return bytes
    },
    async fetch(cid, { from, store, bytesMax }) {
      for (const member of from) {
        if (isCut(member)) continue
        const other = of(member).deps.store
        if (!(await other.has(cid))) continue
        const held = await other.get(cid, { bytesMax: 2 ** 28 })
        const bytes = hooks.onContent?.(member, self, cid, held) ?? held
        payloads.push(bytes)
        const writer = await store.openWriter({ expected: cid, bytesMax })
        await writer.write(bytes)
        const { sizeBytes } = await writer.finish()
        return { sizeBytes, via: 'stream' }
      }
      throw silent(from[0] ?? self)
    }
  }
}

async function answerOf(
  member: TestMember,
  question: RoundQuestion,
  from: MemberId
): Promise<RoundAnswer> {
  try {
    const asked = decodeQuestion(concatBytes(...encodeQuestion(question)))
    return decodeAnswer(encodeAnswer(await member.own.answer(asked, from)))
  } catch (cause) {
    const { code, message, details } = asCommonholdError(cause)
    throw new CommonholdError({
      code: 'NETWORK_REFUSED',
      fault: 'peer',
      message: `${member.member} refused: ${message}`,
      hint: 'Read the code that it gave.',
      details: { peerCode: code, peerDetails: details },
      cause
    })
  }
}

function silent(to: MemberId): CommonholdError {
  return new CommonholdError({
    code: 'NETWORK_TIMEOUT',
    fault: 'peer',
    message: `${to} did not answer.`,
    hint: 'Try again, or go on without it.',
    retryable: true
  })
}
