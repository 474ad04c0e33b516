/** P1: whatever of this node's own leaves it in the clear is counted, in whichever form. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytesOf, utf8 } from '@commonhold/base'
import { createPlainTextTap } from './plain-text-tap.ts'

const vector = Uint32Array.from({ length: 64 }, (_, index) => index * 2_654_435_761)
const own = { rows: 17, logLoss: 0.23171534925699, auc: 0.9375 }

test('P1: a tap counts payloads that hold a plain vector or figures of own rows', () => {
  const tap = createPlainTextTap()
  tap.watch(vector)
  tap.watchFigures(own)
  const double = new DataView(new ArrayBuffer(8))
  double.setFloat64(0, own.logLoss)
  const leaks = [
    bytesOf(vector.slice(4, 40)),
    utf8(JSON.stringify({ round: { own } })),
    bytesOf(Float64Array.of(1, own.logLoss)),
    new Uint8Array(double.buffer)
  ]
  for (const [index, leak] of leaks.entries()) {
    tap.look(leak, 'out')
    assert.equal(tap.counts().plaintext, index + 1)
  }
  tap.look(leaks[1]!, 'in')
  tap.look(utf8(JSON.stringify({ metrics: { ...own, logLoss: 0.231715349 } })), 'out')
  assert.equal(tap.counts().plaintext, leaks.length)
})

test('figures that may be anybody’s are not looked for', () => {
  const tap = createPlainTextTap()
  tap.watchFigures({ rows: 4, logLoss: 0.5, accuracy: 0.75 })
  tap.watchFigures({ rows: 4, accuracy: 0.75 })
  tap.look(utf8('{"logLoss":0.5,"accuracy":0.75}'), 'out')
  assert.equal(tap.counts().plaintext, 0)
})
