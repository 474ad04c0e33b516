/** What is offered to whom, and when: as the contract would take it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepsOf } from './study-steps.ts'

const self = `0x${'a'.repeat(40)}`
const other = `0x${'b'.repeat(40)}`
const proposal = {
  state: 'proposed',
  joined: false,
  needs: { kind: 'join', text: 'Read its terms' },
  proposer: other,
  memberCount: 1,
  minCohort: 3,
  maxMembers: 4,
  joinBy: 1_000
} as unknown as Parameters<typeof stepsOf>[0]
const intime = 999_000
const late = 1_001_000

test('whoever is asked to join can, and leaves again while nothing has begun', () => {
  assert.deepEqual(stepsOf(proposal, self, intime), ['join'])
  const { needs: _none, ...rest } = proposal
  assert.deepEqual(stepsOf({ ...rest, joined: true }, self, intime), ['leave'])
  assert.deepEqual(stepsOf(rest, self, intime), [])
})

test('the proposer starts once enough have joined, anyone when joining is over', () => {
  const enough = { ...proposal, joined: true, memberCount: 3, needs: undefined as never }
  assert.deepEqual(stepsOf(enough, other, intime), ['start', 'leave', 'cancel'])
  assert.deepEqual(stepsOf(enough, self, intime), ['leave'])
  assert.deepEqual(stepsOf(enough, self, late), ['start', 'leave'])
  assert.deepEqual(stepsOf({ ...enough, memberCount: 4 }, self, intime), ['start', 'leave'])
})

test('anyone clears away a proposal that too few joined, and nobody one that runs', () => {
  const failed = { ...proposal, needs: undefined as never }
  assert.deepEqual(stepsOf(failed, self, late), ['cancel'])
  assert.deepEqual(stepsOf({ ...failed, state: 'running' }, other, late), [])
  assert.deepEqual(stepsOf({ ...failed, state: 'closed' }, other, late), [])
})
