import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { openLineFile } from './line-file.ts'
import { createPowerlessDisk } from './testing/powerless-disk.ts'

const options = { access: 'private', bytesMax: 1000 } as const

describe('a file of lines', () => {
  test('P7: what was acknowledged is there after a loss of power', async (context) => {
    const { path, disk, losePower, synced } = await emptyFolder(context)
    const file = await openLineFile(path, { ...options, disk })
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    await file.append(['one', 'two'])
    const third = file.append(['three'])
    await Promise.all([third, file.append(['four']), file.append(['five'])])
    assert.equal(synced.folders, 1)
    await losePower()
    const again = await openLineFile(path, { ...options, disk })
    assert.deepEqual(again.before, ['one', 'two', 'three', 'four', 'five'])
  })

  test('many that wait at once wait for one write', async (context) => {
    const { path, disk, synced } = await emptyFolder(context)
    const file = await openLineFile(path, { ...options, disk })
    const before = synced.files
    await Promise.all(Array.from({ length: 50 }, (_, number) => file.append([String(number)])))
    assert.ok(synced.files - before <= 2, `${synced.files - before} writes`)
    const { before: lines } = await openLineFile(path, options)
    assert.deepEqual(
      lines,
      Array.from({ length: 50 }, (_, number) => String(number))
    )
  })

  test('a line that was cut short is none, and runs into none', async (context) => {
    const { path, disk } = await emptyFolder(context)
    const file = await openLineFile(path, { ...options, disk })
    await file.append(['one', 'two'])
    await truncate(path, 6)
    const second = await openLineFile(path, options)
    assert.deepEqual(second.before, ['one'])
    await second.append(['three'])
    const { before } = await openLineFile(path, options)
    assert.deepEqual(before, ['one', 'three'])
  })

  // Goal: nobody is told that a line is there because of a write that failed.
  test('a write that fails is told, and made good by the next', async (context) => {
    const { path, disk, tearNext } = await emptyFolder(context)
    const file = await openLineFile(path, { ...options, disk })
    tearNext()
    const first = assert.rejects(file.append(['one']), { code: 'PLATFORM_DISK_FAILED' })
    const second = file.append(['two'])
    await first
    await second
    const { before } = await openLineFile(path, options)
    assert.deepEqual(before.slice(-2), ['one', 'two'])
    await file.replace(['three'])
    await file.append(['four'])
    assert.equal(await readFile(path, 'utf8'), 'three\nfour\n')
  })
})

async function emptyFolder(context: { after(end: () => Promise<void>): void }) {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-lines-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  return { path: join(folder, 'lines.txt'), ...createPowerlessDisk() }
}
