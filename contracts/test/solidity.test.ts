/**
 * The Solidity tests as part of `node --test`: every promise that a contract's header numbers has a
 * test with that number and a mutant, every test passes, and none is left out.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { contractsFolder } from '../scripts/compile.ts'
import { mutants } from '../scripts/mutants/mutant-list.ts'
import { runSolidityTests, type SolidityTestRun } from '../scripts/solidity-tests.ts'

let run: SolidityTestRun
before(() => {
  run = runSolidityTests({ folder: contractsFolder })
})

test('every Solidity test passes', () => {
  assert.deepEqual(run.failed, [], run.output)
  assert.equal(run.failedCount, 0, run.output)
  assert.ok(run.ran, run.output)
})

test('every test that is written was run', () => {
  const written = solidityFiles('test').flatMap((source) =>
    [...source.matchAll(/^ {4}function ((?:test|invariant)\w*)\(/gm)].map((match) => match[1] ?? '')
  )
  assert.deepEqual(run.skipped, [])
  assert.equal(run.passedCount, run.passed.length)
  assert.deepEqual([...run.passed].sort(), written.sort())
})

test('every promise has a fuzz or invariant test, a mutant, and a line in a document', () => {
  const promises = solidityFiles('src').flatMap((source) =>
    [...source.matchAll(/^\/\/\/ {3}([MAS]\d+) /gm)].map((match) => match[1] ?? '')
  )
  assert.equal(promises.length, 22)
  const specification = readFileSync(join(contractsFolder, '../docs/specs/contracts.md'), 'utf8')
  for (const promise of promises) {
    const tests = run.passed.filter((name) => name.includes(`_${promise}_`))
    const isFuzzed = tests.some((name) => /^(testFuzz|invariant)_/.test(name))
    assert.ok(isFuzzed, `${promise} has a test`)
    assert.ok(
      mutants.some((mutant) => mutant.promise === promise),
      `${promise} has a mutant`
    )
    const told = specification.split('\n').find((line) => line.startsWith(`| ${promise} |`)) ?? ''
    for (const name of tests) assert.ok(told.includes(`\`${name}\``), `${promise} tells of ${name}`)
  }
})

test('every mutant stands once in its source', () => {
  for (const { promise, file, find, fault } of mutants) {
    const source = readFileSync(join(contractsFolder, 'src', file), 'utf8')
    assert.equal(source.split(find).length, 2, `${promise}: ${fault}`)
  }
})

function solidityFiles(folder: string): readonly string[] {
  const root = join(contractsFolder, folder)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sol'))
    .map((name) => readFileSync(join(root, name), 'utf8'))
}
