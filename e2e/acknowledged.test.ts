/**
 * What a node or the ledger acknowledged is there after a kill that follows at once. The embedded
 * chain may lose its last second: what the node said was done, it then does again.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeSites } from '../examples/own-data/make.ts'
import { addDataset, agree, chainPid, openTestNetwork, untilStudy } from './support/test-network.ts'
import { until } from './support/until.ts'

test('nothing that was acknowledged is lost by a kill right after', async (context) => {
  const network = await openTestNetwork(context)
  const nodes = await network.start('alpha', 'beta', 'gamma')
  const [alpha, beta, gamma] = nodes
  const texts = [...makeSites({ sites: 3, rows: 60 }).values()]
  const paths = await Promise.all(
    nodes.map((node, index) => network.write(`${node.name}.csv`, texts[index]!))
  )

  const first = await addDataset(alpha!, paths[0]!, 'outcome')
  await alpha!.kill()
  await alpha!.up()
  const second = await addDataset(beta!, paths[1]!, 'outcome')
  const third = await addDataset(gamma!, paths[2]!, 'outcome')
  process.kill(chainPid(alpha!.home), 'SIGKILL')
  await beta!.kill()
  await beta!.up()
  const datasets = [first, second, third]
  for (const [index, node] of nodes.entries()) {
    const held = await node.client.listDatasets()
    assert.deepEqual(
      held.map(({ dataset, rows, target }) => ({ dataset, rows, target })),
      [{ dataset: datasets[index], rows: 60, target: 'outcome' }]
    )
  }
  await until('the ledger answers', async () => (await alpha!.client.status()).ledger.reachable)

  const study = await agree(nodes, datasets, ['--rounds', '2'])
  process.kill(chainPid(alpha!.home), 'SIGKILL')
  for (const node of nodes) {
    const { members } = await untilStudy(node, study, 'has a model', ({ state }) => {
      return state === 'closed'
    })
    assert.equal(members.length, 3)
  }
})
