/** Ten organisations of unequal size, as ten processes on one machine. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { makeSites } from '../examples/own-data/make.ts'
import { addDataset, agree, openTestNetwork, untilStudy, verify } from './support/test-network.ts'

const sites = 10
const mebibyte = 1024 * 1024

test('ten sites with 50 to 3,000 rows make a model', async (context) => {
  const network = await openTestNetwork(context)
  const names = Array.from({ length: sites }, (_, index) => `site-${index + 1}`)
  const nodes = await network.start(...names)
  const datasets = await Promise.all(
    nodes.map(async (node, index) => {
      const rows = index === 0 ? 3000 : 50 + 30 * index
      const files = makeSites({ sites: index + 1, rows, missingShare: 0.02, seed: index + 1 })
      const path = await network.write(`${node.name}.csv`, files.get(`site-${index + 1}.csv`)!)
      return await addDataset(node, path, 'outcome')
    })
  )
  const study = await agree(nodes, datasets, [
    ...['--rounds', '3', '--positive', 'ill', '--pass-on-seconds', '20', '--training-seconds', '20']
  ])
  const last = nodes.at(-1)!
  const view = await untilStudy(last, study, 'has a model', ({ state, roundList, rounds }) => {
    return state === 'closed' && roundList.length === rounds
  })
  assert.ok(view.metrics!.auc! > 0.7, JSON.stringify(view.metrics))
  assert.ok(view.roundList.every(({ survivors }) => survivors.length >= 7))
  assert.equal((await verify(last, study)).code, 0)
  for (const { pid, name } of nodes) {
    const bytes = await residentBytes(pid)
    assert.ok(bytes < 512 * mebibyte, `${name} holds ${Math.round(bytes / mebibyte)} MiB`)
  }
})

/** Of a process, as Linux counts it; other systems do not tell in this way. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return 1024 * Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0)
}
