import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureRound } from './measure-round.ts'
import { degreeAt, messageSizes, mostMembersWithin } from './message-sizes.ts'

test('sizes of three rounds tell those of a fourth', async () => {
  const rounds = []
  for (const members of [3, 4, 6, 9]) rounds.push(await measureRound(members))
  const sizes = messageSizes(rounds.slice(0, 3))
  const { largestQuestionBytes, evidenceBytes, largestPhase } = rounds[3]!
  assert.equal(largestPhase, 'masked')
  // Numbers such as places have not always as many digits.
  assert.ok(Math.abs(sizes.questionBytes(9) - largestQuestionBytes) < 20)
  assert.ok(Math.abs(sizes.evidenceBytes(9) - evidenceBytes) < 40)
  assert.equal(
    rounds.every(({ outcome }) => outcome === 'final'),
    true
  )
})

test('above 73 members only neighbours get parcels', () => {
  assert.deepEqual([degreeAt(73), degreeAt(100), degreeAt(256)], [72, 72, 86])
})

test('the most that fits is found', () => {
  assert.equal(
    mostMembersWithin(1000, (members) => members ** 2),
    31
  )
})
