import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  concatBytes,
  type MemberId,
  type Peers,
  parseMemberId,
  parseStudyId,
  type StudyId
} from '@commonhold/base'
import type { StudyRecord } from '@commonhold/protocol'
import { encodeQuestion } from '../rounds/round-messages.ts'
import type { StudyRunner } from '../studies/study-runner.ts'
import type { BeginGate } from './begin-gate.ts'
import { serveQuestions } from './study-questions.ts'

const member = parseMemberId(`0x${'b'.repeat(40)}`)
const [first, second] = [parseStudyId(1), parseStudyId(2)]
const { signal } = new AbortController()

/**
 * A node at which studies may begin while a question waits.
 *
 * @param options.running studies that have begun here
 * @param options.beginsWhile the study that begins when the gate is waited at
 */
function openNode(options: { running: readonly StudyId[]; beginsWhile?: StudyId }) {
  const answered: StudyId[] = []
  const waits: (StudyId | undefined)[] = []
  const runners = new Map<StudyId, Pick<StudyRunner, 'answer'>>()
  const begin = (study: StudyId) =>
    runners.set(study, {
      async answer(question) {
        answered.push(question.study)
        return { kind: 'refused', code: 'ROUND_OVER', message: '' } as never
      }
    })
  for (const study of options.running) begin(study)
  const gate: Pick<BeginGate, 'until'> = {
    async until(isReady, { study }) {
      if (isReady()) return
      waits.push(study)
      if (options.beginsWhile !== undefined) begin(options.beginsWhile)
    }
  }
  let answer: Parameters<Peers['handle']>[2] | undefined
  serveQuestions({
    peers: {
      handle(_topic, _limits, given) {
        answer = given
      }
    },
    view: { studyOf: (study) => ({ study, members: [{ member }] }) as unknown as StudyRecord },
    runners,
    gate
  })
  const ask = async (study: StudyId, from: MemberId = member) => {
    const question = { study, round: 1, epoch: 0, attempt: 1, turn: 0 } as const
    const body = concatBytes(...encodeQuestion({ ...question, ask: { kind: 'keys' } }))
    return await answer!({ from, body, signal })
  }
  return { ask, answer: answer!, answered, waits }
}

test('P8: nothing is decoded of who has no seat in any study of this node', async () => {
  const { answer, waits } = openNode({ running: [first] })
  const from = parseMemberId(`0x${'c'.repeat(40)}`)
  let isRead = false
  const body = new Proxy(new Uint8Array(8), {
    get(bytes, name) {
      isRead = true
      return Reflect.get(bytes, name)
    }
  })
  await assert.rejects(async () => await answer({ from, body, signal }), {
    code: 'NODE_NO_SUCH_STUDY',
    retryable: true,
    details: { member: from }
  })
  assert.equal(isRead, false)
  assert.deepEqual(waits, [undefined])
})

test('a question of a study that runs here is answered without a wait', async () => {
  const { ask, answered, waits } = openNode({ running: [first] })
  await ask(first)
  assert.deepEqual([answered, waits], [[first], []])
})

test('a question of a first study together waits until it has begun here', async () => {
  const { ask, answered, waits } = openNode({ running: [], beginsWhile: first })
  await ask(first)
  assert.deepEqual([answered, waits], [[first], [undefined]])
})

test('a question of a second study together waits for that study alone', async () => {
  const { ask, answered, waits } = openNode({ running: [first], beginsWhile: second })
  await ask(second)
  assert.deepEqual([answered, waits], [[second], [second]])
})

test('a question of a study that does not begin here is refused, to be asked again', async () => {
  const { ask, answered, waits } = openNode({ running: [first] })
  await assert.rejects(ask(second), {
    code: 'NODE_NO_SUCH_STUDY',
    retryable: true,
    details: { study: second }
  })
  assert.deepEqual([answered, waits], [[], [second]])
})
