/** Runs many seeds, in as many processes as there are processors. */
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { CommonholdError } from '@commonhold/base'
import type { FaultKind } from '../world/faults.ts'

/** What is told of a seed: all that a summary needs. */
export type SeedSummary = {
  readonly seed: number
  readonly scenario: string
  /** Promises that were broken, with what was seen. */
  readonly broken: readonly string[]
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>
  /** Phases in which a member and an aggregator died, such as `kill-member keys`. */
  readonly deaths: readonly string[]
  readonly rounds: number
  readonly digest: string
}

/** What to explore. */
export type ExploreOptions = {
  readonly seeds: readonly number[]
  /** By name; undefined for the one that each seed's number falls on. */
  readonly scenario: string | undefined
  readonly onSeed: (summary: SeedSummary) => void
  readonly signal?: AbortSignal
}

/** What a process has run leaves some megabytes behind; a fresh one costs about a second. */
const seedsPerProcess = 50

/** @throws {CommonholdError} `SIMULATION_WORKER_DIED` */
export async function explore(options: ExploreOptions): Promise<readonly SeedSummary[]> {
  const { seeds, scenario, onSeed, signal } = options
  const waiting = [...seeds]
  const summaries: SeedSummary[] = []
  const count = Math.max(1, Math.min(availableParallelism(), seeds.length))
  const runSome = async (): Promise<void> => {
    const worker = fork(fileURLToPath(new URL('./seed-worker.ts', import.meta.url)))
    const end = (): void => void worker.kill()
    signal?.addEventListener('abort', end, { once: true })
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    let left = seedsPerProcess
    const next = (): void => {
      const seed = left-- > 0 ? waiting.shift() : undefined
      if (seed === undefined) worker.disconnect()
      else worker.send({ seed, scenario })
    }
    worker.on('message', (summary: SeedSummary) => {
      summaries.push(summary)
      onSeed(summary)
      next()
    })
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(workerDied(code))))
    next()
    await promise.finally(() => signal?.removeEventListener('abort', end))
  }
  const work = async (): Promise<void> => {
    while (waiting.length > 0) await runSome()
  }
  await Promise.all(Array.from({ length: count }, work))
  return summaries.sort((left, right) => left.seed - right.seed)
}

function workerDied(code: number | null): CommonholdError {
  return new CommonholdError({
    code: 'SIMULATION_WORKER_DIED',
    fault: 'self',
    message: `A process that runs seeds ended with ${code === null ? 'a signal' : code}.`,
    hint: 'Run the seeds that were not told of one by one, with --seed.'
  })
}
