import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Peers, parseMemberId, silentLog } from '@commonhold/base'
import { createStudyManager, type StudyManagerDeps } from './study-manager.ts'

type Answer = Parameters<Peers['handle']>[2]

test('P8: nothing is decoded of who has no seat in any study of this node', async () => {
  let answer: Answer | undefined
  createStudyManager({
    peers: {
      self: parseMemberId(`0x${'a'.repeat(40)}`),
      handle: (_topic: string, _limits: unknown, given: Answer) => {
        answer = given
      }
    },
    studies: () => [],
    study: { log: silentLog, view: { studyOf: () => undefined } }
  } as unknown as StudyManagerDeps)
  const from = parseMemberId(`0x${'b'.repeat(40)}`)
  let isRead = false
  const body = new Proxy(new Uint8Array(8), {
    get(bytes, name) {
      isRead = true
      return Reflect.get(bytes, name)
    }
  })
  const asked = answer!({ from, body, signal: new AbortController().signal })
  await assert.rejects(asked, {
    code: 'NODE_NO_SUCH_STUDY',
    retryable: true,
    details: { member: from }
  })
  assert.equal(isRead, false)
})
