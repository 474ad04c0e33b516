import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMemberId, parseStudyId, type StudyId } from '@commonhold/base'
import { createManualClock } from '@commonhold/platform'
import type { StudyRecord } from '@commonhold/protocol'
import { createBeginGate } from './begin-gate.ts'

const from = parseMemberId(`0x${'b'.repeat(40)}`)
const stranger = parseMemberId(`0x${'c'.repeat(40)}`)
const [study, other] = [parseStudyId(1), parseStudyId(2)]
const signal = new AbortController().signal

function openGate(state: StudyRecord['state'] = 'proposed') {
  const clock = createManualClock()
  const begun = new Set<StudyId>()
  const seen = { follows: 0 }
  const record = { study, state, members: [{ member: from }] } as unknown as StudyRecord
  const gate = createBeginGate({
    clock,
    view: {
      async follow() {
        seen.follows++
      }
    },
    studies: () => [record],
    has: (each) => begun.has(each)
  })
  const hasBegun = () => begun.has(study)
  return { gate, clock, begun, seen, hasBegun }
}

/** Whether the promise has settled, once all that is due has run. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  const open = Symbol('open')
  await new Promise((resolve) => setImmediate(resolve))
  return (await Promise.race([promise, Promise.resolve(open)])) !== open
}

test('a question of who sits in a study that has not begun here waits until it does', async () => {
  const { gate, begun, seen, hasBegun } = openGate()
  const waiting = gate.until(hasBegun, { from, signal })
  assert.equal(await isSettled(waiting), false)
  assert.equal(seen.follows, 1)
  begun.add(other)
  gate.open()
  assert.equal(await isSettled(waiting), false)
  begun.add(study)
  gate.open()
  await waiting
  await gate.until(hasBegun, { from, signal })
  assert.equal(seen.follows, 1)
})

test('P8: it waits no longer than a moment, nor where its asker has gone', async () => {
  const { gate, clock, hasBegun } = openGate()
  const waiting = gate.until(hasBegun, { from, signal })
  assert.equal(await isSettled(waiting), false)
  await clock.advance(2000)
  await waiting
  await gate.until(hasBegun, { from, signal: AbortSignal.abort() })
})

test('P8: nobody waits who has no seat in it, or whose study is over', async () => {
  const { gate, hasBegun } = openGate()
  const answers = [
    gate.until(hasBegun, { from: stranger, signal }),
    gate.until(hasBegun, { from, signal, study: other }),
    ...(['closed', 'cancelled'] as const).map((state) =>
      openGate(state).gate.until(hasBegun, { from, signal })
    )
  ]
  for (const answer of answers) assert.equal(await isSettled(answer), true)
})

test('nobody waits who is answered at once, whatever other studies it sits in', async () => {
  const { gate, seen } = openGate()
  assert.equal(await isSettled(gate.until(() => true, { from, signal })), true)
  assert.equal(seen.follows, 0)
})
