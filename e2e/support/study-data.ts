/** Small tables for studies whose point is not the learning. */
import { makeSites } from '../../examples/own-data/make.ts'
import { addDataset, type TestNetwork, type TestNode } from './test-network.ts'

/** One site's plain file at each node, in order: the datasets' ids. */
export async function addSites(
  network: TestNetwork,
  nodes: readonly TestNode[],
  rows = 60
): Promise<readonly string[]> {
  const texts = [...makeSites({ sites: nodes.length, rows }).values()]
  return await Promise.all(
    nodes.map(async (node, index) => {
      const path = await network.write(`${node.name}.csv`, texts[index]!)
      return await addDataset(node, path, 'outcome')
    })
  )
}
