/**
 * Applies each mutant to a copy of the contracts and requires that a test with its promise's number
 * fails. Takes some eight seconds a mutant, so it is a command of its own and no part of the tests.
 *
 *     node contracts/scripts/mutants.ts [--only S3]
 *
 * Prints one line a mutant. Exits with 1 if any survived or could not be judged.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CommonholdError } from '@commonhold/base'
import { contractsFolder } from './compile.ts'
import type { Mutant } from './mutants/mutant.ts'
import { mutants } from './mutants/mutant-list.ts'
import { runSolidityTests } from './solidity-tests.ts'

/** How a mutant fared. `broken`: it does not stand once in the source, or does not compile. */
type Verdict = 'caught' | 'survived' | 'broken'

function judge(folder: string, mutant: Mutant): { verdict: Verdict; by: string } {
  const path = join(folder, 'src', mutant.file)
  const source = readFileSync(path, 'utf8')
  if (source.split(mutant.find).length !== 2) return { verdict: 'broken', by: 'not found once' }
  writeFileSync(
    path,
    source.replace(mutant.find, () => mutant.replace)
  )
  try {
    const run = runSolidityTests({ folder, grep: `_${mutant.promise}_` })
    if (!run.ran) return { verdict: 'broken', by: 'does not compile' }
    const failed = run.failed.filter((name) => name.includes(`_${mutant.promise}_`))
    return { verdict: failed.length > 0 ? 'caught' : 'survived', by: failed.join(', ') }
  } finally {
    writeFileSync(path, source)
  }
}

/** A copy that Hardhat takes for the project: with its own caches, and the same packages. */
function copyProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'commonhold-mutants-'))
  symlinkSync(join(contractsFolder, '..', 'node_modules'), join(root, 'node_modules'))
  const folder = join(root, 'contracts')
  mkdirSync(folder)
  for (const name of ['src', 'test', 'hardhat.config.ts', 'package.json', 'scripts']) {
    cpSync(join(contractsFolder, name), join(folder, name), { recursive: true })
  }
  return folder
}

function main(): boolean {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const chosen = mutants.filter(({ promise }) => [undefined, promise].includes(values.only))
  if (chosen.length === 0) {
    throw new CommonholdError({
      code: 'CONTRACTS_NO_SUCH_PROMISE',
      fault: 'caller',
      message: `No mutant breaks a promise called "${values.only}".`,
      hint: 'Name a promise as the contracts number them: M1, A1, S1.'
    })
  }
  const folder = copyProject()
  try {
    const whole = runSolidityTests({ folder })
    process.stdout.write(`unchanged  ${whole.passedCount} pass, ${whole.failed.length} fail\n`)
    let isGood = whole.ran && whole.failed.length === 0
    for (const mutant of chosen) {
      const { verdict, by } = judge(folder, mutant)
      if (verdict !== 'caught') isGood = false
      const head = `${mutant.promise.padEnd(4)} ${verdict.padEnd(9)} ${mutant.fault}`
      process.stdout.write(`${head.padEnd(68)} ${by}\n`)
    }
    return isGood
  } finally {
    rmSync(join(folder, '..'), { recursive: true })
  }
}

if (import.meta.main) process.exitCode = main() ? 0 : 1
