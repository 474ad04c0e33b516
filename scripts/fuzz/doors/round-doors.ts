/** What aggregators and members send each other, and what is published of a round. */
import { encodeCanonical, fromUtf8, type Json, utf8 } from '@commonhold/base'
import { packMessage } from '@commonhold/node/rounds/message-frame'
import {
  decodeAnswer,
  decodeEvidence,
  decodeQuestion,
  type RoundAnswer,
  type RoundAsk
} from '@commonhold/node/rounds/round-messages'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import { checkTranscript, decodeTranscript, encodeTranscript } from '@commonhold/protocol'
import { makeUpRound } from '@commonhold/protocol/testing/made-up-transcript'
import { brokenDoor, type Door, type Seed } from '../door.ts'

const made = makeUpRound(nodeCrypto, createSeededRandom('fuzz'), 3)
const { transcript, context, members } = made

/** A document that is bent as JSON, and then written as its sender would write it. */
function seedOf<Value>(document: Value, encode: (value: Value) => Uint8Array): Seed {
  return {
    form: 'json',
    body: utf8(JSON.stringify(document)),
    pack(bent) {
      try {
        return encode(JSON.parse(fromUtf8(bent)) as Value)
      } catch {
        return bent
      }
    }
  }
}

/** A message's document, framed as it travels, with a small content after it. */
const messageSeed = (document: unknown): Seed => ({
  form: 'json',
  body: encodeCanonical(document as Json),
  pack: (body) => packMessage(body, [Uint8Array.of(1, 2, 3, 4)])
})

function questionSeeds(): readonly Seed[] {
  const asks = [
    { kind: 'keys' },
    { kind: 'shares', keys: transcript.keys },
    { kind: 'masked', shares: transcript.shares.slice(0, 1) },
    { kind: 'survivors', masked: transcript.masked },
    { kind: 'unmask', survivors: transcript.survivors },
    { kind: 'result', transcript: transcript.model }
  ]
  const { study, round, epoch, attempt } = context
  return asks.map((ask) =>
    messageSeed({ study, round, epoch, attempt, turn: 4, ask: ask as RoundAsk })
  )
}

const evidence = {
  attempt: 4,
  keys: transcript.keys.slice(0, 1),
  shares: transcript.shares.slice(0, 1),
  masked: transcript.masked,
  survivors: transcript.survivors,
  unmask: transcript.unmask[0]!
}

function answerSeeds(): readonly Seed[] {
  const purposes = ['keys', 'shares', 'masked', 'survivors', 'unmask'] as const
  const answers: readonly unknown[] = [
    ...purposes.map((kind) => ({ kind, document: transcript[kind][0]! })),
    { kind: 'result', signature: `0x${'1b'.repeat(65)}` },
    { kind: 'locked', evidence }
  ]
  return answers.map((answer) => messageSeed(answer as RoundAnswer))
}

/** Questions, answers, evidence and transcripts. */
export function openRoundDoors(): readonly Door[] {
  return [
    { name: 'round-question', seeds: questionSeeds(), weight: 1, enter: decodeQuestion },
    { name: 'round-answer', seeds: answerSeeds(), weight: 1, enter: decodeAnswer },
    {
      name: 'round-evidence',
      seeds: [messageSeed(evidence)],
      weight: 1,
      enter: decodeEvidence
    },
    {
      name: 'transcript',
      seeds: [seedOf(transcript, encodeTranscript)],
      weight: 0.3,
      enter: enterTranscript
    }
  ]
}

/** Whatever was changed must be found: bytes that differ from the published ones pass no check. */
function enterTranscript(input: Uint8Array): void {
  const found = decodeTranscript(input)
  const checks = checkTranscript(nodeCrypto, context, members, found)
  const isWhole = checks.every(({ ok }) => ok)
  const isSame = Buffer.from(input).equals(encodeTranscript(transcript))
  const mayDiffer = found.model !== transcript.model || found.aggregator !== transcript.aggregator
  if (isWhole && !isSame && !mayDiffer && !isFewer(found)) {
    throw brokenDoor('a changed transcript passed every check')
  }
}

/** Who publishes may leave out what is not needed: one signer or release more than enough. */
function isFewer(found: typeof transcript): boolean {
  return (
    found.unmask.length < transcript.unmask.length ||
    found.survivors.length < transcript.survivors.length
  )
}
