import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RoundView } from '@commonhold/sdk'
import { memberRounds, memberRoundsWords, roundWords } from './member-rounds.ts'

const alpha = `0x${'a'.repeat(40)}` as RoundView['survivors'][number]
const beta = `0x${'b'.repeat(40)}` as typeof alpha

const round = (index: number, survivors: readonly (typeof alpha)[], aggregator: typeof alpha) =>
  ({ index, survivors, aggregator }) as unknown as RoundView

const rounds = [
  round(5, [alpha], alpha),
  round(1, [alpha, beta], beta),
  round(2, [alpha, beta], alpha),
  round(3, [alpha], alpha),
  round(4, [alpha], beta)
]

test('a member’s rounds are told by what it was in each', () => {
  const ofBeta = memberRounds(beta, rounds)
  assert.deepEqual(
    ofBeta.map(({ survived }) => survived),
    [true, true, false, false, false]
  )
  assert.equal(roundWords(ofBeta[0]!), 'Round 1: in the sum, aggregated it')
  assert.equal(roundWords(ofBeta[2]!), 'Round 3: dropped')
  assert.equal(
    memberRoundsWords(ofBeta),
    'in the sum of 2 of 5 rounds; dropped in 3 to 5; aggregated 1, 4'
  )
  assert.equal(
    memberRoundsWords(memberRounds(alpha, rounds)),
    'in the sum of 5 of 5 rounds; aggregated 2 to 3, 5'
  )
})
