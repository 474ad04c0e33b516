import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { CommonholdError } from '@commonhold/base'
import { secureRandom } from '@commonhold/platform'
import { openApiToken, removeApiAddress, writeApiAddress } from './api-access.ts'
import { homeOwner, openHomeLock } from './home-lock.ts'
import { createHome, type HomePaths, homePaths, requireHome } from './home-paths.ts'

async function freshHome(context: TestContext): Promise<HomePaths> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-home-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  return createHome(join(folder, 'home'))
}

const hasCode = (code: string) => (cause: unknown) =>
  cause instanceof CommonholdError && cause.code === code

/** A process that takes the lock, says so, and waits to be killed. */
const holder = `
  const { openHomeLock } = await import(process.argv[1])
  const { homePaths } = await import(process.argv[2])
  await openHomeLock(homePaths(process.argv[3]), { pid: process.pid, startedAtMs: 0 })
  process.stdout.write('held')
  setInterval(() => undefined, 1000)
`

describe('home', () => {
  test('keeps others out, and names what is missing', async (context) => {
    const paths = await freshHome(context)
    assert.equal((await stat(paths.root)).mode & 0o777, 0o700)
    await assert.rejects(requireHome(paths.root), hasCode('NODE_NO_SUCH_HOME'))
    await writeFile(paths.keyStore, '{}')
    assert.deepEqual(await requireHome(paths.root), paths)
    await assert.rejects(createHome(`${paths.keyStore}/below`), hasCode('NODE_BAD_HOME'))
  })

  test('is locked by one at a time, and the second is told who the first is', async (context) => {
    const paths = await freshHome(context)
    const lock = await openHomeLock(paths, { pid: 77, startedAtMs: 5 })
    await assert.rejects(openHomeLock(paths, { pid: 78, startedAtMs: 6 }), (cause) => {
      assert.ok(cause instanceof CommonholdError)
      assert.equal(cause.code, 'NODE_HOME_IN_USE')
      assert.equal(cause.details['pid'], 77)
      assert.match(cause.message, /process 77/)
      return true
    })
    assert.equal((await homeOwner(paths))?.pid, 77)
    await lock.close()
    assert.equal(await homeOwner(paths), undefined)
    await (await openHomeLock(paths, { pid: 78, startedAtMs: 6 })).close()
  })

  // Goal: a lock outlives no process, even one that had no chance to let go of it.
  // Method: a real second process takes the lock and is killed with SIGKILL.
  test('is free again when its process was killed', async (context) => {
    const paths = await freshHome(context)
    const modules = ['./home-lock.ts', './home-paths.ts'].map((name) => import.meta.resolve(name))
    const child = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      holder,
      ...modules,
      paths.root
    ])
    context.after(() => child.kill('SIGKILL'))
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve)
      child.once('exit', () => reject(child.exitCode))
    })
    await assert.rejects(
      openHomeLock(paths, { pid: 2, startedAtMs: 0 }),
      (cause) => cause instanceof CommonholdError && cause.details['pid'] === child.pid
    )
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    await readFile(paths.lockOwner)
    const lock = await openHomeLock(paths, { pid: 2, startedAtMs: 0 })
    await lock.close()
  })

  test('holds one token that only its owner may read', async (context) => {
    const paths = await freshHome(context)
    const token = await openApiToken(paths, secureRandom)
    assert.match(token.reveal(), /^[A-Za-z0-9_-]{43}$/)
    assert.equal((await stat(paths.token)).mode & 0o777, 0o600)
    assert.equal((await openApiToken(paths, secureRandom)).reveal(), token.reveal())
    await writeFile(paths.token, 'short')
    await assert.rejects(openApiToken(paths, secureRandom), hasCode('NODE_BAD_TOKEN_FILE'))
  })

  test('tells its address while it runs, and not after', async (context) => {
    const paths = await freshHome(context)
    await writeApiAddress(paths, { url: 'http://127.0.0.1:1', pid: 1 })
    assert.equal((await stat(paths.address)).mode & 0o777, 0o600)
    await removeApiAddress(paths)
    await assert.rejects(stat(homePaths(paths.root).address))
  })
})
