/** What a page knows of open rounds after events, and which readings they make stale. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NodeEvent } from '@commonhold/sdk'
import { nodeEventSchema } from '@commonhold/sdk/api/events'
import { afterEvent, type LiveRounds } from './live-rounds.ts'
import { staleReadings } from './stale-readings.ts'

const none: LiveRounds = new Map()
const event = (fields: Record<string, unknown>): NodeEvent =>
  nodeEventSchema.parse({ id: '1-1', atMs: 0, study: 3, ...fields })
const phase = (round: number, name: string) =>
  event({ type: 'round.phase', round, phase: name, attempt: 1 })

test('a phase opens a round, progress fills it, and its end takes it away', () => {
  const opened = afterEvent(none, phase(2, 'keys'))
  assert.deepEqual([...opened], [[3, { round: 2, phase: 'keys', attempt: 1 }]])
  const told = afterEvent(
    opened,
    event({ type: 'round.progress', round: 2, text: 'training', fraction: 0.5 })
  )
  assert.equal([...told.values()][0]?.fraction, 0.5)
  const further = afterEvent(told, event({ type: 'round.progress', round: 2, text: 'waiting' }))
  assert.equal([...further.values()][0]?.fraction, undefined)
  assert.equal([...further.values()][0]?.text, 'waiting')
  assert.equal(afterEvent(further, event({ type: 'study.cancelled' })).size, 0)
})

test('progress of another round tells nothing', () => {
  const opened = afterEvent(none, phase(2, 'keys'))
  const late = event({ type: 'round.progress', round: 1, text: 'training' })
  assert.equal(afterEvent(opened, late), opened)
})

test('a round that is final makes the study stale, a phase does not', () => {
  assert.deepEqual(staleReadings(phase(1, 'masked')), [])
  const closed = staleReadings(event({ type: 'study.closed', asset: 5 }))
  assert.ok(closed.some(([kind, study]) => kind === 'study' && study === 3))
  assert.ok(closed.some(([kind]) => kind === 'models'))
})
