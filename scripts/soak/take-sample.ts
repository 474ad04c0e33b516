/** One look at everything that runs: processes, homes, and how far the studies are. */
import { realClock } from '@commonhold/platform'
import { type HomeSample, watchHome } from './home-sample.ts'
import { meanOf } from './judge-samples.ts'
import { liveMemoryOf } from './live-memory.ts'
import { type ProcessSample, sampleProcess } from './process-sample.ts'
import { chainPidOf, countRounds, type SoakNode } from './soak-nodes.ts'

/** All nodes at one moment. */
export type SoakSample = {
  /** Since the nodes were ready. */
  readonly minutes: number
  /** Unix milliseconds. */
  readonly atMs: number
  /** Final rounds of all studies so far, and studies by state. */
  readonly finals: number
  readonly running: number
  readonly closed: number
  readonly nodes: readonly ProcessSample[]
  /** Mean over the nodes of what they hold after a collection; not in every sample. */
  readonly liveBytes: number | undefined
  readonly chain: ProcessSample | undefined
  readonly homes: readonly HomeSample[]
}

/** Live memory is asked for in each of so many samples: a collection stops a node for a moment. */
const livePer = 4

/**
 * Takes samples; undefined where a process was not there, as while it is started again.
 * @param folder where the nodes' probes answer
 */
export function openSampler(
  nodes: readonly SoakNode[],
  folder: string
): () => Promise<SoakSample | undefined> {
  let count = 0
  const startedAtMs = realClock.monotonicMs()
  const homes = nodes.map(({ node }) => watchHome(node.home))
  return async () => {
    const minutes = (realClock.monotonicMs() - startedAtMs) / 60_000
    const processes = await Promise.all(nodes.map(({ node }) => sampleProcess(node.pid)))
    const first = nodes[0]!.node
    const chainPid = await chainPidOf(first.home).catch(() => undefined)
    const counts = await countRounds(first.client).catch(() => undefined)
    const found = processes.filter((each) => each !== undefined)
    if (found.length < nodes.length || counts === undefined) return undefined
    const isLive = count++ % livePer === 0
    const live = isLive ? await liveMemory(nodes, folder) : undefined
    const piles: HomeSample[] = []
    // One after the other: looking should not take the processors from what is looked at.
    for (const home of homes) piles.push(await home.sample())
    return {
      minutes,
      atMs: realClock.nowMs(),
      ...counts,
      nodes: found,
      liveBytes: live,
      chain: chainPid === undefined ? undefined : await sampleProcess(chainPid),
      homes: piles
    }
  }
}

async function liveMemory(nodes: readonly SoakNode[], folder: string): Promise<number | undefined> {
  const found: number[] = []
  for (const { node } of nodes) {
    const bytes = await liveMemoryOf(node.pid, folder)
    if (bytes !== undefined) found.push(bytes)
  }
  return found.length === nodes.length ? meanOf(found) : undefined
}
