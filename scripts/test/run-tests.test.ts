import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { isUnder } from './run.ts'
import { runTests } from './run-tests.ts'

const good = "import { test } from 'node:test'\ntest('a', () => {})\ntest('b', () => {})\n"
const bad = `import { describe, test } from 'node:test'
console.log('a trace')
describe('group', () => { test('c', () => { throw new RangeError('c is wrong') }) })\n`

describe('runTests', () => {
  let root = ''
  const lines: string[] = []
  const outerContext = process.env['NODE_TEST_CONTEXT']
  beforeEach(() => {
    delete process.env['NODE_TEST_CONTEXT'] // else Node takes the inner run for our own
    root = mkdtempSync(join(tmpdir(), 'commonhold-run-'))
    lines.length = 0
  })
  afterEach(() => {
    if (outerContext !== undefined) process.env['NODE_TEST_CONTEXT'] = outerContext
    rmSync(root, { recursive: true })
  })

  const runFiles = (texts: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(root, name), text)
    const files = Object.keys(texts)
    return runTests({ root, files, concurrency: 2, say: (line) => lines.push(line) })
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

  test('counts a file without a test as a failure', async () => {
    assert.deepEqual(await runFiles({ 'empty.test.mjs': '' }), { passed: 0, failed: 1 })
  })
})

describe('isUnder', () => {
  test('goes by whole folder names', () => {
    assert.equal(isUnder('packages/base/src/a.ts', ['packages/base']), true)
    assert.equal(isUnder('packages/basement/a.ts', ['packages/base']), false)
    assert.equal(isUnder('packages/base/src/a.ts', []), true)
  })
})
