/** How events are told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nodeEventSchema } from '@commonhold/sdk/api/events'
import { hearAll, nothingHeard } from '../node/live-node.ts'
import { wordsOfAll } from './happening-words.ts'

const member = `0x${'a'.repeat(40)}`
const event = (id: number, fields: Record<string, unknown>) =>
  nodeEventSchema.parse({ id: `1-${id}`, atMs: id, study: 3, ...fields })
const final = (id: number, index: number, dropped: readonly string[] = []) =>
  event(id, {
    type: 'round.final',
    round: { index, kind: 'training', phase: 'final', epoch: 0, survivors: [], dropped }
  })

test('an AUC is told with how sure it is', () => {
  const round = { index: 4, kind: 'training', phase: 'final', epoch: 0, survivors: [], dropped: [] }
  const measured = {
    ...{ ...round, metrics: { rows: 60, auc: 0.9912 } },
    aucInterval: { low: 0.9331, high: 0.9987 }
  }
  const { recent } = hearAll(nothingHeard, [event(1, { type: 'round.final', round: measured })])
  const [told] = wordsOfAll(recent)
  assert.equal(told!.text, 'Round 4 is final, AUC 0.9912 (0.9331 to 0.9987):')
})

test('rounds that follow each other are told together, and drops are', () => {
  const { recent } = hearAll(nothingHeard, [
    event(1, { type: 'study.joined', member }),
    final(2, 1),
    final(3, 2, [member]),
    final(4, 3),
    event(5, { type: 'study.closed', asset: 9 })
  ])
  assert.deepEqual(
    wordsOfAll(recent).map(({ text, tone, member: who }) => [text, tone, who]),
    [
      ['Closed, its model is asset 9:', 'good', undefined],
      ['Rounds 1 to 3 are final, 1 drop:', 'warn', undefined],
      ['joined', 'neutral', member]
    ]
  )
})

test('an event is told once, and what passes is not kept', () => {
  const events = [
    final(1, 1),
    event(2, { type: 'round.phase', round: 2, phase: 'keys', attempt: 0 })
  ]
  const once = hearAll(nothingHeard, events)
  const twice = hearAll(once, events)
  assert.deepEqual(twice.recent, once.recent)
  assert.equal(once.recent.length, 1)
})
