import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRoundNetwork } from '@commonhold/node/rounds/testing/round-network'
import { sumStage } from '@commonhold/node/rounds/testing/sum-stage'
import { measureRound, vectorWords } from './measure-round.ts'

test('a round with stand-ins has as many bytes as one of whole members', async (context) => {
  const network = await openRoundNetwork({
    members: 5,
    stage: { ...sumStage, shape: { length: vectorWords, wordsPerElement: 1 } },
    contribution: async (index) => new Uint32Array(vectorWords).fill(index)
  })
  context.after(() => network.close())
  assert.equal((await network.aggregate(0)).kind, 'final')
  const wholeBytes = network.payloads.reduce((sum, { length }) => sum + length, 0)
  const { outcome, aggregator } = await measureRound(5)
  assert.equal(outcome, 'final')
  assert.equal(aggregator.sentBytes + aggregator.receivedBytes, wholeBytes)
})
