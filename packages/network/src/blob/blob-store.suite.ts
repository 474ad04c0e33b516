/** What every content store must do. Called by each implementation's test. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type BlobStore, type Cid, cidOfDigest, concatBytes } from '@commonhold/base'
import fc from 'fast-check'
import { nodeHashing } from '../testing/node-hashing.ts'

/** A store under test, and the clock that it goes by. */
export type BlobStoreUnderTest = {
  readonly store: BlobStore
  advance(byMs: number): void
}

const cidOf = (bytes: Uint8Array): Cid => cidOfDigest(nodeHashing.sha256(bytes))
const bytesOfLength = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 255)

async function readAll(store: BlobStore, cid: Cid, range?: { offset?: number; length?: number }) {
  const pieces: Uint8Array[] = []
  for await (const piece of store.read(cid, range)) pieces.push(piece)
  return concatBytes(...pieces)
}

/** @param open an empty store of at most `bytesMax` bytes */
export function blobStoreSuite(
  name: string,
  open: (bytesMax: number) => Promise<BlobStoreUnderTest>
): void {
  describe(`${name}: content store`, () => {
    it('gives back any content by the id of its hash', async () => {
      const { store } = await open(1 << 20)
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
          const cid = await store.put(bytes)
          assert.equal(cid, cidOf(bytes))
          assert.deepEqual(await store.get(cid, { bytesMax: 300 }), new Uint8Array(bytes))
          assert.equal(await store.size(cid), bytes.length)
        }),
        { numRuns: 25 }
      )
    })

    it('reads any part of a large content', async () => {
      const { store } = await open(1 << 22)
      const bytes = bytesOfLength(700_001)
      const cid = await store.put(bytes)
      assert.deepEqual(await readAll(store, cid), bytes)
      assert.deepEqual(
        await readAll(store, cid, { offset: 262_100, length: 100 }),
        bytes.slice(262_100, 262_200)
      )
      assert.deepEqual(await readAll(store, cid, { offset: 700_000 }), bytes.slice(700_000))
      assert.deepEqual(await readAll(store, cid, { offset: 800_000 }), new Uint8Array())
    })

    it('refuses unknown content, and more than the caller allows', async () => {
      const { store } = await open(1 << 20)
      const cid = await store.put(bytesOfLength(10))
      const unknown = cidOf(bytesOfLength(11))
      await assert.rejects(store.get(unknown, { bytesMax: 9 }), { code: 'NETWORK_NO_SUCH_BLOB' })
      await assert.rejects(readAll(store, unknown), { code: 'NETWORK_NO_SUCH_BLOB' })
      await assert.rejects(store.get(cid, { bytesMax: 9 }), { code: 'NETWORK_BLOB_TOO_LARGE' })
      const writer = await store.openWriter({ bytesMax: 9 })
      await writer.write(bytesOfLength(9))
      await assert.rejects(writer.write(bytesOfLength(1)), { code: 'NETWORK_BLOB_TOO_LARGE' })
      await writer.abort()
    })

    it('refuses content of another id, and keeps nothing of it', async () => {
      const { store } = await open(1 << 20)
      const expected = cidOf(bytesOfLength(5))
      const writer = await store.openWriter({ expected, bytesMax: 100 })
      await writer.write(bytesOfLength(6))
      await assert.rejects(writer.finish(), { code: 'NETWORK_BAD_CONTENT' })
      assert.equal(await store.has(expected), false)
      const again = await store.openWriter({ expected, bytesMax: 100 })
      assert.equal(again.sizeBytes, 0)
      await again.write(bytesOfLength(5))
      assert.deepEqual(await again.finish(), { cid: expected, sizeBytes: 5 })
    })

    it('takes an aborted writer up again where it stopped', async () => {
      const { store } = await open(1 << 20)
      const bytes = bytesOfLength(1000)
      const first = await store.openWriter({ expected: cidOf(bytes), bytesMax: 1000 })
      await first.write(bytes.slice(0, 400))
      await first.abort()
      const second = await store.openWriter({ expected: cidOf(bytes), bytesMax: 1000 })
      assert.equal(second.sizeBytes, 400)
      assert.equal(await store.has(cidOf(bytes)), false)
      await second.write(bytes.slice(400))
      await second.finish()
      assert.deepEqual(await store.get(cidOf(bytes), { bytesMax: 1000 }), bytes)
    })

    it('starts afresh after a discard', async () => {
      const { store } = await open(1000)
      const expected = cidOf(bytesOfLength(900))
      const first = await store.openWriter({ expected, bytesMax: 1000 })
      await first.write(bytesOfLength(800))
      await first.discard()
      const second = await store.openWriter({ expected, bytesMax: 1000 })
      assert.equal(second.sizeBytes, 0)
      await second.write(bytesOfLength(900))
      await second.finish()
    })

    it('never holds more than its limit, and has the room again after a discard', async () => {
      const { store } = await open(1000)
      await store.put(bytesOfLength(600))
      await assert.rejects(store.put(bytesOfLength(500)), { code: 'NETWORK_STORE_FULL' })
      await store.put(bytesOfLength(400))
      await assert.rejects(store.put(bytesOfLength(1)), { code: 'NETWORK_STORE_FULL' })
    })

    it('counts the same content once, also when two writers race', async () => {
      const { store } = await open(1000)
      const bytes = bytesOfLength(450)
      const expected = cidOf(bytes)
      const writers = await Promise.all([
        store.openWriter({ expected, bytesMax: 450 }),
        store.openWriter({ expected, bytesMax: 450 })
      ])
      for (const writer of writers) await writer.write(bytes)
      await Promise.all(writers.map((writer) => writer.finish()))
      await store.put(bytesOfLength(550))
    })

    it('collects what nobody keeps, after a grace', async () => {
      const { store, advance } = await open(1 << 20)
      const kept = await store.put(bytesOfLength(10))
      const loose = await store.put(bytesOfLength(20))
      await store.keep('study 1', [kept])
      await store.keep('study 2', [loose])
      advance(1000)
      assert.equal(await store.collectGarbage({ graceMs: 500 }), 0)
      await store.keep('study 2', [])
      assert.equal(await store.collectGarbage({ graceMs: 5000 }), 0, 'too young')
      assert.equal(await store.collectGarbage({ graceMs: 500 }), 20)
      assert.equal(await store.has(loose), false)
      assert.equal(await store.has(kept), true)
    })

    it('gives content that is put again its grace again', async () => {
      const { store, advance } = await open(1 << 20)
      const cid = await store.put(bytesOfLength(10))
      advance(1000)
      await store.put(bytesOfLength(10))
      assert.equal(await store.collectGarbage({ graceMs: 500 }), 0)
      assert.equal(await store.has(cid), true)
    })
  })
}
