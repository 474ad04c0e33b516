import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { cidOfDigest, type Disk } from '@commonhold/base'
import { nodeDisk } from '@commonhold/platform'
import { createManualClock } from '../testing/manual-clock.ts'
import { nodeHashing } from '../testing/node-hashing.ts'
import { blobStoreSuite } from './blob-store.suite.ts'
import { openDiskBlobStore } from './disk-blob-store.ts'

const root = await mkdtemp(join(tmpdir(), 'blob-store-'))
after(() => rm(root, { recursive: true }))
let folders = 0
const nextFolder = () => join(root, `store-${++folders}`)
const bytes = Uint8Array.from({ length: 600_000 }, (_, index) => (index * 7) & 255)
const cid = cidOfDigest(nodeHashing.sha256(bytes))

function open(folder: string, bytesMax = 1 << 24, disk: Disk = nodeDisk) {
  // Files carry the real time, so the clock starts there.
  const clock = createManualClock(Date.now())
  const opened = openDiskBlobStore({
    folder,
    disk,
    crypto: nodeHashing,
    clock,
    limits: { bytesMax }
  })
  return opened.then((store) => ({ store, advance: clock.advance }))
}

blobStoreSuite('on disk', (bytesMax) => open(nextFolder(), bytesMax))

describe('content on disk', () => {
  it('survives being opened again, with what is kept and how much there is', async () => {
    const folder = nextFolder()
    const first = await open(folder)
    await first.store.put(bytes)
    await first.store.keep('study', [cid])
    const { store, advance } = await open(folder)
    advance(1e9)
    assert.equal(await store.collectGarbage({ graceMs: 1 }), 0)
    assert.deepEqual(await store.get(cid, { bytesMax: 1e6 }), bytes)
    assert.equal(store.usedBytes(), bytes.length)
  })

  it('P7: relies on no name that an earlier process may have left undurable', async () => {
    const folder = nextFolder()
    const first = await open(folder)
    await first.store.put(bytes)
    const synced: string[] = []
    const disk = {
      ...nodeDisk,
      syncFolder: (path: string) => {
        synced.push(path)
        return nodeDisk.syncFolder(path)
      }
    }
    await open(folder, 1 << 24, disk)
    assert.deepEqual(synced, [join(folder, 'content', cid.slice(-2))])
  })

  it('takes up what a killed process had written of an expected content', async () => {
    const folder = nextFolder()
    const { store } = await open(folder)
    const writer = await store.openWriter({ expected: cid, bytesMax: 1e6 })
    await writer.write(bytes.slice(0, 250_000))
    const { store: again } = await open(folder)
    assert.equal(again.usedBytes(), 250_000)
    const resumed = await again.openWriter({ expected: cid, bytesMax: 1e6 })
    assert.equal(resumed.sizeBytes, 250_000)
    await resumed.write(bytes.slice(250_000))
    await resumed.finish()
    assert.equal(again.usedBytes(), 600_000)
  })

  it('removes what a crash left and nobody can resume', async () => {
    const folder = nextFolder()
    await open(folder)
    await writeFile(join(folder, 'partial', '1-1.tmp'), 'left')
    await writeFile(join(folder, 'keeps', 'aa.json.1-1.tmp'), 'left')
    const { store } = await open(folder)
    assert.deepEqual(await readdir(join(folder, 'partial')), [])
    assert.deepEqual(await readdir(join(folder, 'keeps')), [])
    assert.equal(store.usedBytes(), 0)
  })

  const damages = {
    'a changed byte': (path: string) =>
      writeFile(
        path,
        Uint8Array.from(bytes, (byte, at) => (at === 599_999 ? byte ^ 1 : byte))
      ),
    'a file cut short': (path: string) => writeFile(path, bytes.slice(0, 1000)),
    'a missing file': (path: string) => rm(path)
  }
  for (const [name, damage] of Object.entries(damages)) {
    it(`finds ${name}, and removes the content so that it can be fetched again`, async () => {
      const folder = nextFolder()
      const { store } = await open(folder)
      await store.put(bytes)
      await damage(join(folder, 'content', cid.slice(-2), cid))
      await assert.rejects(store.get(cid, { bytesMax: 1e6 }), { code: 'NETWORK_BLOB_DAMAGED' })
      assert.equal(await store.has(cid), false)
      assert.equal(store.usedBytes(), 0)
      await store.put(bytes)
      assert.deepEqual(await store.verify(), [])
    })
  }

  it('verifies everything on request', async () => {
    const folder = nextFolder()
    const { store } = await open(folder)
    await store.put(bytes)
    const other = await store.put(bytes.slice(1))
    await writeFile(join(folder, 'content', other.slice(-2), other), bytes.slice(2))
    assert.deepEqual(await store.verify(), [other])
    assert.equal(await store.has(cid), true)
  })

  it('does not open over a damaged keep set: collecting would remove too much', async () => {
    const folder = nextFolder()
    const { store } = await open(folder)
    await store.keep('study', [cid])
    const [file] = await readdir(join(folder, 'keeps'))
    await appendFile(join(folder, 'keeps', file!), '!')
    await assert.rejects(open(folder), { code: 'NETWORK_BLOB_DAMAGED' })
  })

  it('lets nobody write after it was closed', async () => {
    const { store } = await open(nextFolder())
    await store.close()
    await assert.rejects(store.put(bytes), { code: 'NETWORK_CLOSED' })
  })
})
