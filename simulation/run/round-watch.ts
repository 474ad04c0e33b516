/**
 * Reads the rounds' messages as they leave the nodes, so that checkers see documents and faults
 * have names that mean something. Each different message is read once.
 */

import { equalBytes, toHex } from '@commonhold/base'
import {
  decodeAnswer,
  decodeQuestion,
  type RoundQuestion,
  roundTopic
} from '@commonhold/node/rounds/round-messages'
import { nodeCrypto } from '@commonhold/platform'
import type { Sight } from '../checkers/checker.ts'
import type { Message } from '../world/simulated-network.ts'

/** What a world knows of its messages. */
export type RoundWatch = {
  /** What a question is about: `1 2/0 0.1 shares` is study, round, epoch, attempt, turn, phase. */
  aboutOf(topic: string, body: Uint8Array): string
  /** What a payload shows. */
  sightsOf(message: Message, bytes: Uint8Array): readonly Sight[]
  /** Questions that were asked lately: who asked, and the bytes. */
  recent(): readonly { readonly message: Message; readonly bytes: Uint8Array }[]
}

const questionsKept = 64
const recentKept = 24

/** Has seen nothing yet. */
export function createRoundWatch(): RoundWatch {
  const questions = new Map<string, RoundQuestion | undefined>()
  const byAbout = new Map<string, RoundQuestion>()
  const recent: { readonly message: Message; readonly bytes: Uint8Array }[] = []
  const read = (body: Uint8Array): RoundQuestion | undefined => {
    const digest = toHex(nodeCrypto.sha256(body))
    if (questions.has(digest)) return questions.get(digest)
    const question = questionIn(body)
    questions.set(digest, question)
    const [oldest] = questions.keys()
    if (questions.size > questionsKept && oldest !== undefined) questions.delete(oldest)
    return question
  }
  return {
    recent: () => recent,
    aboutOf(topic, body) {
      if (topic !== roundTopic) return topic
      const question = read(body)
      if (question === undefined) return 'nonsense'
      const { study, round, epoch, attempt, turn, ask } = question
      const about = `${study} ${round}/${epoch} ${attempt}.${turn} ${ask.kind}`
      byAbout.set(about, question)
      return about
    },
    sightsOf(message, bytes) {
      const payload: Sight = { kind: 'payload', message, bytes }
      if (message.topic !== roundTopic) return [payload]
      if (message.kind === 'question') {
        const question = read(bytes)
        // What somebody replays is not its own to ask.
        const isReplay = recent.some(
          (each) => each.message.from !== message.from && equalBytes(each.bytes, bytes)
        )
        if (!isReplay && question !== undefined) recent.push({ message, bytes })
        if (recent.length > recentKept) recent.shift()
        return question === undefined ? [payload] : [payload, { kind: 'asked', message, question }]
      }
      const question = byAbout.get(message.about)
      if (message.kind !== 'answer' || bytes[0] !== 0 || question === undefined) return [payload]
      const answer = decodeAnswer(bytes.subarray(1))
      return [payload, { kind: 'answered', message, question, answer }]
    }
  }
}

/** Whether two messages ask the same, what only spares its reader a fetch left aside. */
export function isSameQuestion(left: Uint8Array, right: Uint8Array): boolean {
  const [one, other] = [questionIn(left), questionIn(right)]
  if (one === undefined || other === undefined) return false
  return textOf(one) === textOf(other)
}

function textOf({ contents: _, ask, ...place }: RoundQuestion): string {
  return JSON.stringify({ ...place, ask: { ...ask, rest: undefined } })
}

function questionIn(body: Uint8Array): RoundQuestion | undefined {
  try {
    return decodeQuestion(body)
  } catch {
    return undefined
  }
}
