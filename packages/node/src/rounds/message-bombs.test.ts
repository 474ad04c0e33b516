/** Messages of a round that are made to cost their reader memory, time or the stack. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { concatBytes, utf8 } from '@commonhold/base'
import { packMessage } from './message-frame.ts'
import { decodeAnswer, decodeEvidence, decodeQuestion } from './round-messages.ts'

const refused = { code: 'PROTOCOL_BAD_DOCUMENT', fault: 'peer' }
const uint32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

const place = '"attempt":0,"epoch":0,"round":1,"study":7,"turn":0'
const deep = `${'['.repeat(500_000)}${']'.repeat(500_000)}`
const many = `[${'[],'.repeat(4_000_000)}[]]`
const bombs: Readonly<Record<string, Uint8Array>> = {
  'lists in lists': packMessage(utf8(deep), []),
  'lists in lists, where documents go': packMessage(
    utf8(`{"ask":{"keys":[${deep}],"kind":"shares"},${place}}`),
    []
  ),
  'millions of small values': packMessage(utf8(`{"ask":{"keys":${many},"kind":"shares"}}`), []),
  'a length of four gigabytes': concatBytes(uint32(0xffff_ffff), utf8('{}')),
  'a content of four gigabytes': concatBytes(uint32(2), utf8('{}'), uint32(0xffff_ffff)),
  'a hundred thousand empty contents': concatBytes(
    packMessage(utf8('{}'), []),
    new Uint8Array(400_000)
  ),
  'a content larger than any that travels so': packMessage(utf8('{}'), [new Uint8Array(1 << 20)]),
  nothing: new Uint8Array(),
  'half a length': new Uint8Array(3)
}

describe('P8: a message bomb in a round', () => {
  for (const [name, bytes] of Object.entries(bombs)) {
    it(`${name}: is refused by code, as a question, an answer and evidence`, () => {
      for (const decode of [decodeQuestion, decodeAnswer, decodeEvidence]) {
        assert.throws(() => decode(bytes), refused)
      }
    })
  }

  it('is told apart by its shape, before anything is made of it', () => {
    assert.throws(() => decodeQuestion(bombs['lists in lists']!), /deep/)
    assert.throws(() => decodeQuestion(bombs['millions of small values']!), /values/)
  })
})
