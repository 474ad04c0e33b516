import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalText, parseStudyId, utf8 } from '@commonhold/base'
import fc from 'fast-check'
import {
  decodeAnswer,
  decodeQuestion,
  encodeQuestion,
  parseEvidence,
  type RoundQuestion
} from './round-messages.ts'

const question: RoundQuestion = {
  study: parseStudyId(3),
  round: 2,
  epoch: 0,
  attempt: 1,
  turn: 4,
  ask: { kind: 'shares', keys: [] }
}
const bytesOf = (value: unknown) => utf8(canonicalText(JSON.parse(JSON.stringify(value))))
const bad = { code: 'PROTOCOL_BAD_DOCUMENT', fault: 'peer' }

describe('a question', () => {
  it('comes back from its bytes', () => {
    assert.deepEqual(decodeQuestion(encodeQuestion(question)), question)
  })

  it('P8: is refused with fields unknown, missing, of another kind or over their bounds', () => {
    const changes = [
      { extra: 1 },
      { study: 0 },
      { round: -1 },
      { epoch: 1.5 },
      { attempt: 2 ** 32 },
      { turn: '4' },
      { ask: { kind: 'sums' } },
      { ask: { kind: 'shares' } },
      { ask: { kind: 'keys', keys: [] } },
      { ask: { kind: 'shares', keys: Array.from({ length: 257 }, () => 0) } },
      { ask: { kind: 'result', transcript: 'bafkrei' } },
      { ask: null }
    ]
    for (const change of changes) {
      assert.throws(() => decodeQuestion(bytesOf({ ...question, ...change })), bad)
    }
    const loose = utf8(JSON.stringify(question, undefined, 1))
    assert.throws(() => decodeQuestion(loose), { code: 'BASE_NOT_CANONICAL' })
  })

  it('P8: that is anything else is refused by code, as an answer and as evidence too', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.throws(() => decodeQuestion(bytesOf(value)), bad)
        assert.throws(() => decodeAnswer(bytesOf(value)), bad)
        assert.throws(() => parseEvidence(value), bad)
      })
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        assert.throws(
          () => decodeAnswer(bytes),
          ({ code }) => /^(BASE|PROTOCOL)_/.test(code)
        )
      })
    )
  })
})
