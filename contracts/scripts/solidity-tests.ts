/**
 * Runs the Solidity tests through Hardhat in a process of its own, and reads what it printed.
 * Compiling takes some eight seconds the first time, and the tests some fifteen.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const hardhatPath = join(
  dirname(createRequire(import.meta.url).resolve('hardhat/package.json')),
  'dist/src/cli.js'
)

/** What a run of the Solidity tests said. */
export type SolidityTestRun = {
  /** False where nothing was tested, because it did not compile. */
  readonly ran: boolean
  readonly passed: readonly string[]
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
  /** Counts as Hardhat itself gave them, to hold the lists above to. */
  readonly passedCount: number
  readonly failedCount: number
  readonly output: string
}

/**
 * @param options.folder where `hardhat.config.ts` lies
 * @param options.grep runs tests only whose names match this regular expression
 */
export function runSolidityTests(options: {
  readonly folder: string
  readonly grep?: string
}): SolidityTestRun {
  const grep = options.grep === undefined ? [] : ['--grep', options.grep]
  const run = spawnSync(process.execPath, [hardhatPath, 'test', 'solidity', ...grep], {
    cwd: options.folder,
    encoding: 'utf8',
    env: { ...process.env, HARDHAT_DISABLE_TELEMETRY: 'true', NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024
  })
  const output = stripVTControlCharacters(`${run.stdout}${run.stderr}`)
  return {
    ran: output.includes('Running Solidity tests') && /\d+ passing|\d+ failing/.test(output),
    passed: namesAfter(output, '✔ '),
    failed: namesAfter(output, String.raw`\d+\) `),
    skipped: namesAfter(output, '- '),
    passedCount: countOf(output, 'passing'),
    failedCount: countOf(output, 'failing'),
    output
  }
}

/** Test names of one mark, in the indented list that Hardhat prints as it goes. */
function namesAfter(output: string, mark: string): readonly string[] {
  const pattern = new RegExp(String.raw`^ {4}${mark}(\w+)\(`, 'gm')
  return [...output.matchAll(pattern)].map((match) => match[1] ?? '')
}

function countOf(output: string, word: string): number {
  return Number(new RegExp(String.raw`^\s*(\d+) ${word}`, 'm').exec(output)?.[1] ?? 0)
}
