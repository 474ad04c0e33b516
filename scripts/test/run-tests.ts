/**
 * Runs test files, each under a watch of its own, and tells a line for each as it ends. At the end
 * come the slowest ones, and all that is known of each failure.
 */

import type { Tally } from './run.ts'
import { type FileResult, indented, runFile } from './run-file.ts'

const slowestCount = 10

/** What is run, and where lines of the report go. */
export type TestRun = {
  readonly root: string
  /** From `root`. */
  readonly files: readonly string[]
  /** Files at a time. */
  readonly concurrency: number
  /** Files that want the whole machine; they come last, one after the other. */
  readonly runsAlone?: (path: string) => boolean
  /** The time in which a file must end. */
  readonly timeLimitMs: (path: string) => number
  readonly signal?: AbortSignal
  readonly say: (line: string) => void
}

/** Counts tests; a file that cannot be run to its end counts as a failed test. */
export async function runTests(options: TestRun): Promise<Tally> {
  const { root, files, concurrency, timeLimitMs, signal, say } = options
  const runsAlone = options.runsAlone ?? (() => false)
  const results: FileResult[] = []
  const runOne = async (path: string): Promise<void> => {
    const result = await runFile({ root, path, timeLimitMs: timeLimitMs(path), signal })
    results.push(result)
    say(lineOf(result))
  }
  const waiting = files.filter((path) => !runsAlone(path))
  const runNext = async (): Promise<void> => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      await runOne(path)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, runNext))
  for (const path of files.filter(runsAlone)) await runOne(path)
  tellSlowest(results, say)
  for (const result of results) if (result.failures.length > 0) tellFailures(result, say)
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failures }) => sum + failures.length, 0)
  }
}

function lineOf({ path, passed, failures, durationMs }: FileResult): string {
  const counts = `${passed} passed${failures.length > 0 ? `, ${failures.length} FAILED` : ''}`
  return `${failures.length > 0 ? '✖' : '✔'} ${path}: ${counts} in ${seconds(durationMs)}`
}

function tellSlowest(results: readonly FileResult[], say: TestRun['say']): void {
  const slowest = results.toSorted((left, right) => right.durationMs - left.durationMs)
  say('\nThe slowest:')
  for (const { path, durationMs } of slowest.slice(0, slowestCount)) {
    say(`${seconds(durationMs).padStart(8)}  ${path}`)
  }
}

function tellFailures({ path, failures, output }: FileResult, say: TestRun['say']): void {
  say(`\n✖ ${path}`)
  for (const failure of failures) say(indented(failure))
  if (output.trim() !== '') say(indented(`printed:\n${output.trim()}`))
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`
}
