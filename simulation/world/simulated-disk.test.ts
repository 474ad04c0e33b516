import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Disk, fromUtf8, utf8 } from '@commonhold/base'
import { openDiskBlobStore } from '@commonhold/network'
import { blobStoreSuite } from '@commonhold/network/blob/blob-store.suite'
import {
  createManualClock,
  nodeCrypto,
  readFileIfPresent,
  writeFileAtomic
} from '@commonhold/platform'
import { diskSuite } from '@commonhold/platform/disk.suite'
import { beginLife, type Life } from './life.ts'
import { createSimulatedDisk, type DiskHooks } from './simulated-disk.ts'

const calm: DiskHooks = { isFull: () => false, mayDie() {}, torn: () => 0.5, nowMs: () => 0 }
const folder = '/home'

async function openHome(hooks: DiskHooks = calm, life: Life = beginLife('test')) {
  const disk = createSimulatedDisk()
  await disk.attach(beginLife('maker'), calm).makeFolder(folder)
  return { disk, mine: disk.attach(life, hooks) }
}

diskSuite('simulated', async () => ({ disk: (await openHome()).mine, folder }))

blobStoreSuite('on a simulated disk', async (bytesMax) => {
  const clock = createManualClock()
  const { mine } = await openHome({ ...calm, nowMs: clock.nowMs })
  const options = { folder, disk: mine, crypto: nodeCrypto, clock, limits: { bytesMax } }
  const store = await openDiskBlobStore(options)
  return { store, advance: (byMs) => void clock.advance(byMs) }
})

describe('a simulated disk', () => {
  test('loses with the power what was not flushed, a name or the tail of a file', async () => {
    const { disk, mine } = await openHome()
    await addTo(mine, 'kept', 'whole', true)
    await mine.syncFolder(folder)
    await addTo(mine, 'kept', ' and more', false)
    await addTo(mine, 'nameless', 'flushed', true)
    disk.losePower((about) => (about.startsWith('tail') ? 0.5 : 0))
    const after = disk.attach(beginLife('after'), calm)
    assert.deepEqual(await after.list(folder), ['kept'])
    assert.equal(await textOf(after, 'kept'), 'whole and ')
  })

  test('keeps all when only the process dies, but for the write that it dies in', async () => {
    const life = beginLife('first')
    let appends = 0
    const dying: DiskHooks = {
      ...calm,
      mayDie: (call) => call === 'append' && ++appends === 2 && life.end()
    }
    const { disk, mine } = await openHome(dying, life)
    await addTo(mine, 'file', 'first', false)
    void addTo(mine, 'file', 'second', false)
    for (let turn = 0; turn < 9; turn++) await new Promise((resolve) => setImmediate(resolve))
    const after = disk.attach(beginLife('after'), calm)
    assert.equal(await textOf(after, 'file'), 'firstsec')
  })

  for (const call of ['make', 'append', 'sync', 'rename', 'sync folder']) {
    test(`an atomic file is the old one or the new one when power fails at "${call}"`, async () => {
      for (const draw of [0, 0.3, 0.7, 0.99]) {
        const life = beginLife('writer')
        const { disk, mine } = await openHome({ ...calm, mayDie: endAt(call, life) }, life)
        await writeFileAtomic(`${folder}/file`, 'the old', {
          disk: disk.attach(beginLife('before'), calm)
        })
        void writeFileAtomic(`${folder}/file`, 'the new', { disk: mine })
        for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
        disk.losePower(() => draw)
        const after = disk.attach(beginLife('after'), calm)
        const text = await textOf(after, 'file')
        assert.ok(text === 'the old' || text === 'the new', text)
      }
    })
  }

  test('refuses what makes it grow while it is full, and the old file stays', async () => {
    let isFull = false
    const hooks = { ...calm, isFull: (call: string) => isFull && call === 'append' }
    const { mine } = await openHome(hooks)
    await writeFileAtomic(`${folder}/file`, 'old', { disk: mine })
    isFull = true
    const writing = writeFileAtomic(`${folder}/file`, 'new', { disk: mine })
    await assert.rejects(writing, { code: 'PLATFORM_WRITE_FAILED' })
    assert.equal(await textOf(mine, 'file'), 'old')
    assert.deepEqual(await mine.list(folder), ['file'])
  })
})

function endAt(wanted: string, life: Life): DiskHooks['mayDie'] {
  return (call) => {
    if (call === wanted) life.end()
  }
}

async function addTo(disk: Disk, name: string, text: string, isFlushed: boolean): Promise<void> {
  const file = await disk.open(`${folder}/${name}`, 'append')
  await file.append(utf8(text))
  if (isFlushed) await file.sync()
  await file.close()
}

async function textOf(disk: Disk, name: string): Promise<string> {
  const bytes = await readFileIfPresent(`${folder}/${name}`, { bytesMax: 100, disk })
  return bytes === undefined ? '' : fromUtf8(bytes)
}
