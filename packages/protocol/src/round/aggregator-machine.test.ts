import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MemberId } from '@commonhold/base'
import fc from 'fast-check'
import {
  type AggregatorEvent,
  type AggregatorState,
  beginAttempt,
  onAggregatorEvent,
  phases,
  resumeAttempt
} from './aggregator-machine.ts'

const members = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6', '07'].map(
  (end) => `0x${end.repeat(20)}` as MemberId
)
const options = { members, cohortMin: 3 }

const event: fc.Arbitrary<AggregatorEvent> = fc.oneof(
  {
    weight: 24,
    arbitrary: fc.record({
      kind: fc.constant('answered' as const),
      member: fc.constantFrom(...members)
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('lost' as const),
      member: fc.constantFrom(...members)
    })
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'deadline' as const }) }
)

function play(start: AggregatorState, events: readonly AggregatorEvent[]): AggregatorState[] {
  let state = start
  return events.map((each) => {
    state = onAggregatorEvent(state, each, options)
    return state
  })
}

describe('an aggregator, whatever it hears in whatever order', () => {
  it('asks its phases in order, each only of members that it may ask', () => {
    let done = 0
    fc.assert(
      fc.property(fc.array(event, { minLength: 60, maxLength: 150, size: 'max' }), (events) => {
        let before: AggregatorState = beginAttempt(options)
        for (const state of play(before, events)) {
          if (before.kind !== 'asking') assert.equal(state, before)
          if (state.kind === 'asking' && before.kind === 'asking') {
            const step = phases.indexOf(state.phase) - phases.indexOf(before.phase)
            assert.ok(step === 0 || step === 1)
            assert.ok(
              state.asked.every(
                (member) => before.kind === 'asking' && before.asked.includes(member)
              )
            )
            assert.ok(state.asked.length >= 3)
            assert.equal(new Set(state.answered).size, state.answered.length)
          }
          if (state.kind === 'done' && before.kind === 'asking') {
            assert.equal(before.phase, 'result')
            assert.ok(3 * state.signers.length > 2 * before.asked.length)
            done++
          }
          before = state
        }
      }),
      { numRuns: 1000, seed: 7 }
    )
    assert.ok(done > 50, `${done} came to an end`)
  })

  it('goes on from a release with the survivors, and needs their quorum', () => {
    const survivors = members.slice(0, 6)
    const start = resumeAttempt(members, survivors)
    const answered = survivors.map((member) => ({ kind: 'answered', member }) as const)
    const deadline = { kind: 'deadline' } as const
    assert.equal(play(start, [...answered, ...answered]).at(-1)!.kind, 'done')
    const few = play(start, [...answered, ...answered.slice(0, 4), deadline]).at(-1)!
    assert.deepEqual(few.kind === 'failed' && few.phase, 'result')
    const enough = play(start, [...answered, ...answered.slice(0, 5), deadline]).at(-1)!
    assert.equal(enough.kind, 'done')
  })
})
