/** Every node stopped in the middle of a study: started again, it goes on from ledger and store. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addSites } from './support/study-data.ts'
import { agree, openTestNetwork, untilStudy, verify } from './support/test-network.ts'

test('a study goes on after all its nodes were stopped', async (context) => {
  const network = await openTestNetwork(context)
  const nodes = await network.start('alpha', 'beta', 'gamma')
  const [alpha, ...others] = nodes
  const datasets = await addSites(network, nodes)
  const study = await agree(nodes, datasets, ['--rounds', '12', '--pass-on-seconds', '3'])
  const { roundList } = await untilStudy(alpha!, study, 'is in its fourth round', (view) => {
    return view.roundList.length >= 3
  })

  const codes = await Promise.all([...others, alpha!].map((node) => node.stop()))
  assert.deepEqual(codes, [0, 0, 0])
  await alpha!.up()
  await Promise.all(others.map((node) => node.up()))

  for (const node of nodes) {
    const view = await untilStudy(
      node,
      study,
      'has a model',
      ({ state, roundList: list, rounds }) => {
        return state === 'closed' && list.length === rounds
      }
    )
    for (const { index, artefact } of roundList) {
      assert.equal(view.roundList[index - 1]!.artefact, artefact, 'a final round stays as it was')
    }
    assert.equal((await verify(node, study)).code, 0, node.name)
  }
  assert.deepEqual(
    (await Promise.all(nodes.map(({ client }) => client.listDatasets()))).map(
      ([each]) => each!.dataset
    ),
    datasets
  )
})
