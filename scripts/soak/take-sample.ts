/** One look at everything that runs: processes, homes, and how far the studies are. */
import { realClock } from '@commonhold/platform'
import { type HomeSample, watchHome } from './home-sample.ts'
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
  readonly chain: ProcessSample | undefined
  readonly homes: readonly HomeSample[]
}

/** Takes samples; undefined where a process was not there, as while it is started again. */
export function openSampler(nodes: readonly SoakNode[]): () => Promise<SoakSample | undefined> {
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
    const piles: HomeSample[] = []
    // One after the other: looking should not take the processors from what is looked at.
    for (const home of homes) piles.push(await home.sample())
    return {
      minutes,
      atMs: realClock.nowMs(),
      ...counts,
      nodes: found,
      chain: chainPid === undefined ? undefined : await sampleProcess(chainPid),
      homes: piles
    }
  }
}
