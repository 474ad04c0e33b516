/**
 * Goal: the Studies contract and the pure machine in `protocol` answer alike, whatever is done.
 * Method: random moves go to both. After each, the answers (events or the error's name) and the
 * whole state are compared. Facts that the machine takes as given come from plain books kept here.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type Step, steps } from './support/study-steps.ts'
import { openPeople, type StudyPeople, StudyTwins } from './support/study-twins.ts'
import { openTestChain, type TestChain } from './support/test-chain.ts'

let chain: TestChain
let people: StudyPeople
before(async () => {
  chain = await openTestChain()
  people = await openPeople(chain)
})
after(() => chain.close())

test('contract and machine answer every move alike', async () => {
  const met = new Map<string, number>()
  const run = async (moves: readonly Step[]): Promise<void> => {
    await chain.undoing(async () => {
      const twins = await StudyTwins.open(chain, people)
      let idle = 0
      for (const move of moves) {
        const answer = await twins.move(move)
        met.set(answer, (met.get(answer) ?? 0) + 1)
        // A study that is over answers everything alike: a few times are enough.
        idle = answer === 'StudiesWrongState' ? idle + 1 : 0
        if (idle === 6) break
      }
    })
  }
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 60, seed: 20_261_123 })
  const missed = everyAnswer.filter((answer) => !met.has(answer))
  assert.deepEqual(missed, [], 'every event and every error is met, or the test shows nothing')
})

/** What the moves must have led to at least once. */
const everyAnswer = [
  'StudyProposed',
  'StudyJoined',
  'StudyLeft',
  'StudyStarted',
  'RoundFinal',
  'RoundSkipped',
  'StudyClosed',
  'StudyCancelled',
  'StudiesWrongState',
  'StudiesBadProposal',
  'StudiesNotMember',
  'StudiesNotInvited',
  'StudiesAlreadyJoined',
  'StudiesNotJoined',
  'StudiesFull',
  'StudiesWrongTerms',
  'StudiesBadDataset',
  'StudiesJoiningOver',
  'StudiesJoiningOpen',
  'StudiesTooFew',
  'StudiesComplete',
  'StudiesWrongRound',
  'StudiesWrongEpoch',
  'StudiesWrongPrevious',
  'StudiesEmptyModel',
  'StudiesUnknownSurvivor',
  'StudiesNoQuorum',
  'StudiesWrongSignatureCount',
  'StudiesBadSignature',
  'StudiesNotDue',
  'StudiesNotComplete',
  'StudiesMayNotCancel'
]
