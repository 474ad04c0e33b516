/** What every disk does, the machine's own and a simulated one. Called by each one's test. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Disk, fromUtf8, utf8 } from '@commonhold/base'
import { readFileIfPresent, writeFileAtomic } from './atomic-file.ts'

/** @param open a disk, and an empty folder on it */
export function diskSuite(
  name: string,
  open: () => Promise<{ readonly disk: Disk; readonly folder: string }>
): void {
  const missing = { code: 'PLATFORM_NO_SUCH_FILE' }
  describe(`${name}: disk`, () => {
    it('gives back what was added, in pieces and from any place', async () => {
      const { disk, folder } = await open()
      const path = `${folder}/file`
      const file = await disk.open(path, 'append')
      await file.append(utf8('hello '))
      await file.append(utf8('world'))
      await file.sync()
      assert.equal(await file.sizeBytes(), 11)
      const into = new Uint8Array(4)
      assert.equal(await file.read(into, 6), 4)
      assert.equal(fromUtf8(into), 'worl')
      assert.equal(await file.read(into, 10), 1)
      assert.equal(await file.read(into, 11), 0)
      await file.close()
      const again = await disk.open(path, 'append')
      await again.append(utf8('!'))
      assert.equal(await again.sizeBytes(), 12)
      await again.empty()
      assert.equal(await again.sizeBytes(), 0)
      await again.close()
    })

    it('tells what is missing from what is there already', async () => {
      const { disk, folder } = await open()
      await assert.rejects(disk.open(`${folder}/none`, 'read'), missing)
      await assert.rejects(disk.open(`${folder}/none/file`, 'new'), missing)
      await assert.rejects(disk.rename(`${folder}/none`, `${folder}/other`), missing)
      await assert.rejects(disk.list(`${folder}/none`), missing)
      assert.equal(await disk.stat(`${folder}/none`), undefined)
      await disk.remove(`${folder}/none`)
      await (await disk.open(`${folder}/file`, 'new')).close()
      await assert.rejects(disk.open(`${folder}/file`, 'new'), { code: 'PLATFORM_DISK_FAILED' })
    })

    it('makes folders with those above them, and lists what is in one', async () => {
      const { disk, folder } = await open()
      await disk.makeFolder(`${folder}/a/b`)
      await disk.makeFolder(`${folder}/a/b`)
      await (await disk.open(`${folder}/a/z`, 'new')).close()
      await (await disk.open(`${folder}/a/c`, 'new')).close()
      assert.deepEqual(await disk.list(`${folder}/a`), ['b', 'c', 'z'])
      await disk.remove(`${folder}/a/c`)
      assert.deepEqual(await disk.list(`${folder}/a`), ['b', 'z'])
    })

    it('puts one file in the place of another, and says when it was changed', async () => {
      const { disk, folder } = await open()
      for (const name of ['old', 'new']) {
        const file = await disk.open(`${folder}/${name}`, 'new', 'private')
        await file.append(utf8(name))
        await file.close()
      }
      await disk.rename(`${folder}/new`, `${folder}/old`)
      await disk.syncFolder(folder)
      assert.deepEqual(await disk.list(folder), ['old'])
      await disk.touch(`${folder}/old`, 1_700_000_000_000)
      const found = await disk.stat(`${folder}/old`)
      assert.deepEqual(found, { sizeBytes: 3, changedAtMs: 1_700_000_000_000 })
    })

    it('is what atomic files need', async () => {
      const { disk, folder } = await open()
      const path = `${folder}/state.json`
      assert.equal(await readFileIfPresent(path, { bytesMax: 9, disk }), undefined)
      await writeFileAtomic(path, 'old', { disk })
      await writeFileAtomic(path, 'newer', { disk })
      const bytes = await readFileIfPresent(path, { bytesMax: 9, disk })
      assert.equal(fromUtf8(bytes!), 'newer')
      assert.deepEqual(await disk.list(folder), ['state.json'])
      await assert.rejects(readFileIfPresent(path, { bytesMax: 4, disk }), {
        code: 'PLATFORM_READ_FAILED'
      })
    })
  })
}
