import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { tryLockFile } from './file-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'commonhold-lock-'))
after(() => rmSync(folder, { recursive: true }))

/** A process that takes the lock, says so, and waits to be killed. */
const holder = `
  const { tryLockFile } = await import(process.argv[1])
  globalThis.held = tryLockFile(process.argv[2])
  process.stdout.write(held ? 'held' : 'refused')
  setInterval(() => undefined, 1000)
`

describe('file lock', () => {
  test('is held by one, and free again when it is let go of', () => {
    const path = join(folder, 'one')
    const lock = tryLockFile(path)
    assert.ok(lock)
    assert.equal(tryLockFile(path), undefined)
    lock.release()
    tryLockFile(path)?.release()
    const again = tryLockFile(path)
    assert.ok(again)
    again.release()
  })

  test('keeps other processes out, and is free when its process was killed', async (context) => {
    const path = join(folder, 'two')
    const module = import.meta.resolve('./file-lock.ts')
    const child = spawn(process.execPath, ['--input-type=module', '-e', holder, module, path])
    context.after(() => child.kill('SIGKILL'))
    const [said] = await once(child.stdout, 'data')
    assert.equal(String(said), 'held')
    assert.equal(tryLockFile(path), undefined)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const lock = tryLockFile(path)
    assert.ok(lock)
    lock.release()
  })

  test('says where it cannot be', () => {
    const file = join(folder, 'text')
    writeFileSync(file, 'this is no lock file, and has more than a few bytes')
    for (const path of [join(folder, 'missing', 'lock'), file]) {
      assert.throws(() => tryLockFile(path), { code: 'PLATFORM_CANNOT_LOCK', details: { path } })
    }
  })
})
