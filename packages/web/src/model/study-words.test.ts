/** How a study's state and progress are told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finalRounds, openPhases, phaseWord, progressOfStudy, stateOfStudy } from './study-words.ts'

const proposed = {
  state: 'proposed',
  round: 0,
  rounds: 14,
  memberCount: 1,
  minCohort: 3,
  joinBy: 1_000
} as Parameters<typeof stateOfStudy>[0]

test('a proposal is open, then ready or failed when its time is over', () => {
  assert.equal(stateOfStudy(proposed, 999_000).word, 'Open to join')
  assert.equal(stateOfStudy(proposed, 1_000_001).word, 'Too few joined')
  assert.equal(stateOfStudy({ ...proposed, memberCount: 3 }, 1_000_001).word, 'Ready to start')
})

test('progress is of members before the start, of rounds after it', () => {
  assert.equal(progressOfStudy(proposed), '1 joined, 2 more needed')
  assert.equal(progressOfStudy({ ...proposed, memberCount: 3 }), '3 joined, enough to start')
  const running = { ...proposed, state: 'running', round: 8 } as typeof proposed
  assert.equal(progressOfStudy(running), '7 of 14 rounds')
  assert.equal(finalRounds({ ...running, state: 'closed', round: 15 }), 14)
  assert.equal(finalRounds({ ...running, round: 0 }), 0)
})

test('every phase has its words', () => {
  for (const phase of openPhases) assert.ok(phaseWord(phase).length > 3)
})
