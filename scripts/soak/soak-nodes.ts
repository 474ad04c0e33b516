/** The nodes of a run under load: processes like those of examples/four-hospitals. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommonholdClient } from '@commonhold/sdk'
import {
  type Hospital,
  initHospital,
  startHospital
} from '../../examples/four-hospitals/hospital.ts'
import { makeSites } from '../../examples/own-data/make.ts'
import type { SoakOptions } from './soak-options.ts'

/** A node that runs, and its table. Of a node that is started again, process and client change. */
export type SoakNode = { readonly node: Hospital; readonly dataset: string }

/** What starting them is told, and tells. */
export type StartOptions = Pick<SoakOptions, 'nodes' | 'rows' | 'folder'> & {
  readonly signal: AbortSignal
  readonly say: (text: string) => void
}

/**
 * Starts them two at a time, since many at once make each other slow. The first has the ledger.
 * @param started those that run, filled as they start: whoever calls stops them whatever happens
 */
export async function startNodes(
  { nodes, rows, folder, signal, say }: StartOptions,
  started: Hospital[]
): Promise<readonly SoakNode[]> {
  const start = async (number: number): Promise<void> => {
    const name = `site-${number}`
    const home = join(folder, name)
    const first = started[0]?.status.address
    await initHospital({ name, home, ...(first === undefined ? {} : { join: first }) })
    started.push(await startHospital({ name, home, signal, tell: say }))
  }
  await start(1)
  for (let number = 2; number <= nodes && !signal.aborted; number += 2) {
    const pair = [number, number + 1].filter((each) => each <= nodes)
    await Promise.all(pair.map(start))
  }
  const files = makeSites({ sites: nodes, rows, missingShare: 0.02 })
  return await Promise.all(
    started.map(async (node) => {
      const path = join(folder, `${node.name}.csv`)
      await writeFile(path, files.get(`${node.name}.csv`)!)
      const { dataset } = await node.client.addDataset({ path, target: 'outcome' })
      return { node, dataset }
    })
  )
}

/** The process of the chain that the first node runs. */
export async function chainPidOf(home: string): Promise<number> {
  const text = await readFile(join(home, 'ledger', 'state.json.pid'), 'utf8')
  return (JSON.parse(text) as { readonly pid: number }).pid
}

/** Final rounds of all studies, and studies by state, as a node sees them. */
export async function countRounds(client: CommonholdClient): Promise<{
  readonly finals: number
  readonly running: number
  readonly closed: number
}> {
  const studies = await client.listStudies()
  return {
    finals: studies.reduce((sum, { round }) => sum + Math.max(0, round - 1), 0),
    running: studies.filter(({ state }) => state === 'running').length,
    closed: studies.filter(({ state }) => state === 'closed').length
  }
}
