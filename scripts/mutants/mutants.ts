/**
 * `npm run mutants`: takes the defences away one by one, in a copy of the project, and requires
 * that the test which each names fails. Some minutes for all, so it is no part of the tests.
 *
 *     npm run mutants [-- --only A1 --only P5] [--json] [--write] [--contracts]
 *
 * Prints a line for each; exits with 1 where one survived or could not be judged. `--write` puts
 * the table into docs/security/mutants.md. `--contracts` goes on with the contracts' own mutants
 * (`contracts/scripts/mutants.ts`).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { CommonholdError } from '@commonhold/base'
import { type FileResult, runFile } from '../test/run-file.ts'
import { copyProject } from './copy-project.ts'
import { attackOf, type Mutant } from './mutant.ts'
import { mutants } from './mutant-list.ts'
import { mutantsPage } from './mutants-page.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const timeLimitMs = 90_000

/** How a mutant fared. `broken`: it could not be judged, and `by` says why. */
export type Judged = {
  readonly mutant: Mutant
  readonly verdict: 'caught' | 'survived' | 'broken'
  /** The first test that failed. */
  readonly by: string
}

/** The source without its defence; undefined where the text does not stand in it once. */
export function withoutDefence(source: string, { find, replace }: Mutant): string | undefined {
  if (source.split(find).length !== 2) return undefined
  return source.replace(find, () => replace)
}

async function judge(copy: string, mutant: Mutant): Promise<Judged> {
  const path = join(copy, mutant.file)
  const source = readFileSync(path, 'utf8')
  const mutated = withoutDefence(source, mutant)
  if (mutated === undefined)
    return { mutant, verdict: 'broken', by: 'not found once in the source' }
  writeFileSync(path, mutated)
  try {
    return verdictOf(mutant, await runFile({ root: copy, path: mutant.test, timeLimitMs }))
  } finally {
    writeFileSync(path, source)
  }
}

function verdictOf(mutant: Mutant, { failures, passed, output }: FileResult): Judged {
  const [first] = failures
  if (first === undefined) return { mutant, verdict: 'survived', by: `${passed} tests pass` }
  const isNoCode = /SyntaxError|ERR_MODULE_NOT_FOUND|ERR_INVALID_TYPESCRIPT/.test(first + output)
  const by = first.split('\n')[0]!.trim()
  return { mutant, verdict: isNoCode ? 'broken' : 'caught', by }
}

/** Tests that fail though nothing was taken away: they would seem to catch anything. */
async function failingBefore(copy: string, chosen: readonly Mutant[]): Promise<readonly string[]> {
  const failing: string[] = []
  for (const path of new Set(chosen.map(({ test }) => test))) {
    const { failures } = await runFile({ root: copy, path, timeLimitMs })
    if (failures.length > 0) failing.push(`${path}: ${failures[0]!.split('\n')[0]}`)
  }
  return failing
}

function choose(only: readonly string[]): readonly Mutant[] {
  const chosen = mutants.filter(
    (each) => only.length === 0 || only.includes(each.id) || only.includes(attackOf(each))
  )
  if (chosen.length > 0) return chosen
  throw new CommonholdError({
    code: 'MUTANTS_NO_SUCH_ATTACK',
    fault: 'caller',
    message: `No defence belongs to ${only.join(', ')}.`,
    hint: 'Name an attack as docs/security/attacks.md does: A1, M2, P3.'
  })
}

async function runAll(chosen: readonly Mutant[], say: (line: string) => void): Promise<Judged[]> {
  const copy = copyProject(root)
  try {
    const failing = await failingBefore(copy, chosen)
    for (const line of failing) say(`fails already  ${line}`)
    const judged: Judged[] = []
    for (const mutant of chosen) {
      const isSpoilt = failing.some((line) => line.startsWith(`${mutant.test}:`))
      const done: Judged = isSpoilt
        ? { mutant, verdict: 'broken', by: 'its test fails already' }
        : await judge(copy, mutant)
      judged.push(done)
      say(
        `${mutant.id.padEnd(5)} ${done.verdict.padEnd(9)} ${mutant.defence.padEnd(64)} ${done.by}`
      )
    }
    return judged
  } finally {
    rmSync(copy, { recursive: true })
  }
}

const help = `npm run mutants -- [options]

Takes the defences away one by one, in a copy of the project; the test that each names has to fail.

  --only ID       this one, and others beside it; may be given again
  --write         put the table into docs/security/mutants.md
  --contracts     go on with the contracts' own
  --json          one JSON list instead of lines

  npm run mutants -- --only A1 --only P5`

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      contracts: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    console.log(help)
    return true
  }
  const judged = await runAll(choose(values.only), values.json ? () => {} : console.log)
  const caught = judged.filter(({ verdict }) => verdict === 'caught').length
  if (values.json) console.log(JSON.stringify(judged))
  else console.log(`\n${judged.length} defences taken away, ${caught} noticed`)
  if (values.write) {
    const page = join(root, 'docs/security/mutants.md')
    writeFileSync(page, mutantsPage(judged, existsSync(page) ? readFileSync(page, 'utf8') : ''))
  }
  const isGood = caught === judged.length
  if (!values.contracts) return isGood
  const script = join(root, 'contracts/scripts/mutants.ts')
  return spawnSync(process.execPath, [script], { stdio: 'inherit' }).status === 0 && isGood
}

if (import.meta.main) {
  try {
    process.exitCode = (await main()) ? 0 : 1
  } catch (cause) {
    if (!(cause instanceof CommonholdError)) throw cause
    console.error(`${cause.message}\n${cause.hint}`)
    process.exitCode = 2
  }
}
