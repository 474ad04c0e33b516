import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { isUnder } from './run.ts'
import { runTests, type TestRun } from './run-tests.ts'

const good = "import { test } from 'node:test'\ntest('a', () => {})\ntest('b', () => {})\n"
const bad = `import { describe, test } from 'node:test'
console.log('a trace')
describe('group', () => { test('c', () => { throw new RangeError('c is wrong') }) })\n`

describe('runTests', () => {
  let root = ''
  const lines: string[] = []
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'commonhold-run-'))
    lines.length = 0
  })
  afterEach(() => rmSync(root, { recursive: true }))

  const runFiles = (texts: Readonly<Record<string, string>>, more: Partial<TestRun> = {}) => {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(root, name), text)
    const files = Object.keys(texts)
    const say = (line: string) => lines.push(line)
    return runTests({ root, files, concurrency: 2, timeLimitMs: () => 60_000, say, ...more })
  }

  test('counts what passes and what fails, each test once', async () => {
    const tally = await runFiles({ 'good.test.mjs': good, 'bad.test.mjs': bad })
    assert.deepEqual(tally, { passed: 2, failed: 1 })
  })

  test('shows a failure with its reason and what the file printed', async () => {
    await runFiles({ 'bad.test.mjs': bad })
    assert.match(lines.join('\n'), /✖ bad\.test\.mjs: 0 passed, 1 FAILED/)
    assert.match(lines.join('\n'), /RangeError: c is wrong/)
    assert.match(lines.join('\n'), /a trace/)
  })

  test('counts a file that cannot be loaded as a failure', async () => {
    assert.deepEqual(await runFiles({ 'broken.test.mjs': 'import "./missing.mjs"\n' }), {
      passed: 0,
      failed: 1
    })
    assert.match(lines.join('\n'), /missing\.mjs/)
  })

  test('counts a process that ends with an error after its tests as a failure', async () => {
    const text = `${good}process.on('exit', () => { process.exitCode = 3 })\n`
    assert.equal((await runFiles({ 'late.test.mjs': text })).failed, 1)
  })

  test('counts tests that lie in another file, as those of a suite do', async () => {
    const shared = `${good.replace('{ test', '{ describe, test')}${bad.replace(/import.*/, '')}`
    writeFileSync(join(root, 'shared.mjs'), shared)
    const tally = await runFiles({ 'uses.test.mjs': "import './shared.mjs'\n" })
    assert.deepEqual(tally, { passed: 2, failed: 1 })
    assert.match(lines.join('\n'), /✖ uses\.test\.mjs: 2 passed, 1 FAILED/)
    assert.match(lines.join('\n'), /c is wrong/)
  })

  test('kills a file that loops for ever, and one that waits for ever, and says so', async () => {
    const head = "import { test } from 'node:test'\n"
    const texts = {
      'spins.test.mjs': `${head}test('spins', () => { for (;;); })\n`,
      'waits.test.mjs': `${head}test('w', () => {})\nsetInterval(() => {}, 1_000)\n`
    }
    assert.deepEqual(await runFiles(texts, { timeLimitMs: () => 1_500 }), { passed: 1, failed: 2 })
    const said = lines.join('\n')
    assert.match(said, /✖ spins\.test\.mjs: 0 passed, 1 FAILED/)
    assert.match(said, /✖ waits\.test\.mjs: 1 passed, 1 FAILED/)
    assert.match(said, /was killed, because it had not ended after 1\.5 s/)
  })

  test('kills what a file left running', async () => {
    const pidFile = join(root, 'pid')
    const text = `import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'
test('leaves a process', () => {
  const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1_000)'], { stdio: 'inherit' })
  writeFileSync(${JSON.stringify(pidFile)}, String(left.pid))
  left.unref()
})\n`
    assert.deepEqual(await runFiles({ 'leaves.test.mjs': text }), { passed: 1, failed: 0 })
    const pid = Number(readFileSync(pidFile, 'utf8'))
    // The run waits until nothing holds the file's output, so its processes are ending at least.
    while (isAlive(pid)) await turn()
  })

  test('counts a test that is skipped or still to do as a failure', async () => {
    const text = `${good}test('d', { skip: true }, () => {})\ntest.todo('e')\n`
    assert.deepEqual(await runFiles({ 'skips.test.mjs': text }), { passed: 2, failed: 2 })
    assert.match(lines.join('\n'), /d\n +was skipped/)
  })

  test('ends all that runs when it is interrupted', async () => {
    const signal = AbortSignal.abort()
    assert.deepEqual(await runFiles({ 'good.test.mjs': good }, { signal }), {
      passed: 0,
      failed: 1
    })
  })

  test('runs files that want the machine last, and one at a time', async () => {
    const texts = { 'alone.test.mjs': good, 'b.test.mjs': good, 'c.test.mjs': good }
    await runFiles(texts, { runsAlone: (path) => path.startsWith('alone') })
    assert.match(lines[2]!, /alone\.test\.mjs/)
    assert.match(lines[3]!, /slowest/)
  })

  test('counts a file without a test as a failure', async () => {
    assert.deepEqual(await runFiles({ 'empty.test.mjs': '' }), { passed: 0, failed: 1 })
  })
})

/** A process that has ended and was not yet waited for (Z) is not alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    const state = existsSync('/proc/self/stat') ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ''
    return !/\) Z /.test(state)
  } catch {
    return false
  }
}

describe('isUnder', () => {
  test('goes by whole folder names', () => {
    assert.equal(isUnder('packages/base/src/a.ts', ['packages/base']), true)
    assert.equal(isUnder('packages/basement/a.ts', ['packages/base']), false)
    assert.equal(isUnder('packages/base/src/a.ts', []), true)
  })
})
