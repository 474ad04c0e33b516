import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { asCommonholdError, type Disk } from '@commonhold/base'
import { openLineFile } from './line-file.ts'
import { nodeDisk } from './node-disk.ts'

const options = { access: 'private', bytesMax: 1000 } as const

describe('a file of lines', () => {
  test('P7: what was acknowledged is there after a loss of power', async (context) => {
    const { path, disk, losePower, counts } = await powerlessDisk(context)
    const file = await openLineFile(path, { ...options, disk })
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    await file.append(['one', 'two'])
    const third = file.append(['three'])
    await Promise.all([third, file.append(['four']), file.append(['five'])])
    assert.equal(counts.folders, 1)
    await losePower()
    const again = await openLineFile(path, { ...options, disk })
    assert.deepEqual(again.before, ['one', 'two', 'three', 'four', 'five'])
  })

  test('many that wait at once wait for one write', async (context) => {
    const { path, disk, counts } = await powerlessDisk(context)
    const file = await openLineFile(path, { ...options, disk })
    const before = counts.files
    await Promise.all(Array.from({ length: 50 }, (_, number) => file.append([String(number)])))
    assert.ok(counts.files - before <= 2, `${counts.files - before} writes`)
    const { before: lines } = await openLineFile(path, options)
    assert.deepEqual(
      lines,
      Array.from({ length: 50 }, (_, number) => String(number))
    )
  })

  test('a line that was cut short is none, and runs into none', async (context) => {
    const { path, disk } = await powerlessDisk(context)
    const file = await openLineFile(path, { ...options, disk })
    await file.append(['one', 'two'])
    await truncate(path, 6)
    const second = await openLineFile(path, options)
    assert.deepEqual(second.before, ['one'])
    await second.append(['three'])
    const { before } = await openLineFile(path, options)
    assert.deepEqual([before[0], before.at(-1)], ['one', 'three'])
  })

  // Goal: nobody is told that a line is there because of a write that failed.
  test('a write that fails is told, and made good by the next', async (context) => {
    const { path, disk, fail } = await powerlessDisk(context)
    const file = await openLineFile(path, { ...options, disk })
    fail('torn')
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

/** The machine's disk with what was not synced known, so that it can be lost. */
async function powerlessDisk(context: { after(end: () => Promise<void>): void }) {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-lines-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'lines.txt')
  const counts = { files: 0, folders: 0 }
  let safeBytes = 0
  let failure: string | undefined
  const disk: Disk = {
    ...nodeDisk,
    async open(...how) {
      const file = await nodeDisk.open(...how)
      return {
        ...file,
        async append(bytes) {
          if (failure === undefined) return await file.append(bytes)
          await file.append(bytes.subarray(0, 2))
          const cause = asCommonholdError(await nodeDisk.list(path).catch((error) => error))
          failure = undefined
          throw cause
        },
        async sync() {
          await file.sync()
          safeBytes = await file.sizeBytes()
          counts.files++
        }
      }
    },
    async syncFolder(name) {
      await nodeDisk.syncFolder(name)
      counts.folders++
    }
  }
  return {
    path,
    disk,
    counts,
    fail: (why: string) => {
      failure = why
    },
    losePower: () => truncate(path, safeBytes)
  }
}
