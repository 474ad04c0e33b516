/** A node behind a firewall: it listens nowhere, and is in every round all the same. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addSites } from './support/study-data.ts'
import { agree, openTestNetwork, untilStudy, verify } from './support/test-network.ts'

test('a node that only dials out takes part, whoever aggregates', async (context) => {
  const network = await openTestNetwork(context)
  const [alpha, beta] = await network.start('alpha', 'beta')
  const hermit = await network.add('hermit', { 'peers-listen': '' })
  await hermit.up()
  const nodes = [alpha!, beta!, hermit]
  const datasets = await addSites(network, nodes)
  const study = await agree(nodes, datasets, ['--rounds', '8', '--min-cohort', '3'])
  const view = await untilStudy(hermit, study, 'has a model', ({ state, roundList, rounds }) => {
    return state === 'closed' && roundList.length === rounds
  })
  const { member } = await hermit.client.status()
  assert.ok(view.roundList.every(({ survivors }) => survivors.includes(member)))
  assert.ok(new Set(view.roundList.map(({ aggregator }) => aggregator)).size > 1)
  assert.equal((await verify(hermit, study)).code, 0)
})
