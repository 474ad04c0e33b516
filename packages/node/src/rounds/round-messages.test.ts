import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { concatBytes, parseStudyId, utf8 } from '@commonhold/base'
import fc from 'fast-check'
import { inlineBytesMax, packMessage } from './message-frame.ts'
import {
  decodeAnswer,
  decodeEvidence,
  decodeQuestion,
  encodeQuestion,
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
const bytesOf = (value: unknown) => packMessage(utf8(JSON.stringify(value)), [])
const bad = { code: 'PROTOCOL_BAD_DOCUMENT', fault: 'peer' }

describe('a question', () => {
  it('comes back from its bytes', () => {
    assert.deepEqual(decodeQuestion(concatBytes(...encodeQuestion(question))), question)
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
      { ask: { kind: 'shares', keys: Array.from({ length: 1001 }, () => 0) } },
      { ask: { kind: 'result', transcript: 'bafkrei' } },
      { ask: null }
    ]
    for (const change of changes) {
      assert.throws(() => decodeQuestion(bytesOf({ ...question, ...change })), bad)
    }
  })

  it('brings small contents with it, as they were', () => {
    const contents = [new Uint8Array(0), Uint8Array.of(1, 2, 3), new Uint8Array(inlineBytesMax)]
    const bytes = concatBytes(...encodeQuestion({ ...question, contents }))
    assert.deepEqual(decodeQuestion(bytes).contents, contents)
  })

  it('P8: is refused with contents that are too large, too many, or cut off', () => {
    const document = utf8(JSON.stringify(question))
    const large = packMessage(document, [new Uint8Array(inlineBytesMax + 1)])
    const many = packMessage(
      document,
      Array.from({ length: 32 * 1024 + 1 }, () => new Uint8Array(1))
    )
    const whole = packMessage(document, [Uint8Array.of(1, 2, 3)])
    for (const bytes of [large, many]) assert.throws(() => decodeQuestion(bytes), bad)
    for (let length = 0; length < whole.length; length++) {
      if (length === 4 + document.length) continue
      assert.throws(() => decodeQuestion(whole.subarray(0, length)), bad, `${length} bytes`)
    }
  })

  it('P8: that is anything else is refused by code, as an answer and as evidence too', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.throws(() => decodeQuestion(bytesOf(value)), bad)
        assert.throws(() => decodeAnswer(bytesOf(value)), bad)
        assert.throws(() => decodeEvidence(bytesOf(value)), bad)
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
