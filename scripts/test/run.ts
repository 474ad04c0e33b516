/**
 * `npm test`: types, form, tidy, and every test of the project, in that order, with one line at the
 * end that says how many passed and failed. All of it runs even where an early part fails, so that
 * one run tells everything.
 *
 * `npm test -- --only=packages/base` looks at one folder; the option may be given more than once.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readProject } from '../tidy/project.ts'
import { tidy } from '../tidy/tidy.ts'
import { runTests } from './run-tests.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const testFolders = ['packages', 'contracts', 'scripts', 'examples', 'simulation', 'e2e']

/** Whole networks in many processes, and what takes every core: contracts, and seeds. */
const runsAlone = (path: string): boolean =>
  path.startsWith('e2e/') ||
  path.startsWith('examples/four-hospitals/') ||
  path === 'contracts/test/solidity.test.ts' ||
  path === 'simulation/seeds.test.ts'
const timeLimitMs = (path: string): number => (runsAlone(path) ? 600_000 : 180_000)

/** Counts of checks and tests. */
export type Tally = { readonly passed: number; readonly failed: number }

/** Paths of the tests under `only`, or of all where it is empty, from the project's folder. */
export function testFiles(folder: string, only: readonly string[]): readonly string[] {
  return globSync(`{${testFolders.join(',')}}/**/*.test.ts`, {
    cwd: folder,
    exclude: (path) => /(^|\/)(node_modules|artifacts|cache)(\/|$)/.test(path)
  })
    .filter((path) => isUnder(path, only))
    .toSorted()
}

/** Whether a path is, or lies in, one of `only`; true where that is empty. */
export function isUnder(path: string, only: readonly string[]): boolean {
  return only.length === 0 || only.some((each) => path === each || path.startsWith(`${each}/`))
}

async function runAll(only: readonly string[]): Promise<Tally> {
  const tallies = [
    runCheck('Types', 'tsc', ['--noEmit']),
    runCheck('Form', 'biome', [
      'ci',
      '--colors=off',
      '--diagnostic-level=error',
      ...(only.length ? only : ['.'])
    ]),
    runTidy(only),
    await runTestFiles(only)
  ]
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0)
  }
}

function runCheck(name: string, command: string, args: readonly string[]): Tally {
  heading(`${name}: ${command} ${args.join(' ')}`)
  const program = fileURLToPath(new URL(`../../node_modules/.bin/${command}`, import.meta.url))
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  if (error) console.log(`${command} did not start: ${error.message}`)
  return oneOf(status === 0)
}

function runTidy(only: readonly string[]): Tally {
  heading('Style: tidy')
  const findings = tidy(readProject(root)).filter(({ path }) => isUnder(path, only))
  for (const { path, line, rule, message } of findings) {
    console.log(`${path}:${line} ${rule} ${message}`)
  }
  if (findings.length === 0) console.log('all rules hold')
  return oneOf(findings.length === 0)
}

async function runTestFiles(only: readonly string[]): Promise<Tally> {
  const files = testFiles(root, only)
  heading(`Tests: ${files.length} files`)
  if (files.length === 0) {
    console.log(`no test lies under ${only.join(', ')}`)
    return oneOf(false)
  }
  const stop = new AbortController()
  const end = () => stop.abort()
  process.once('SIGINT', end).once('SIGTERM', end)
  return runTests({
    root,
    files,
    concurrency: Math.max(1, availableParallelism()),
    runsAlone,
    timeLimitMs,
    signal: stop.signal,
    say: (line) => console.log(line)
  })
}

function heading(text: string): void {
  console.log(`\n== ${text}`)
}

function oneOf(holds: boolean): Tally {
  return holds ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } })
  const only = (values.only ?? []).map((path) => path.replace(/^\.\/|\/+$/g, ''))
  const { passed, failed } = await runAll(only)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
