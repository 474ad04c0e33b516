import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Cid, cidOfDigest, type MemberId, silentLog } from '@commonhold/base'
import { createMemoryBlobStore } from '../blob/memory-blob-store.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { nodeHashing } from '../testing/node-hashing.ts'
import { testMember } from '../testing/test-network.ts'
import type { ArtefactSource } from './artefact-source.ts'
import { type FetchOptions, fetchArtefact } from './fetch-artefact.ts'

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index * 5)
const cid: Cid = cidOfDigest(nodeHashing.sha256(bytes))
const ada = testMember(1)
const bob = testMember(2)

/** What one member sends when it is asked from an offset on. */
type Script = (offset: number) => { sizeBytes?: number; pieces: (Uint8Array | Error)[] }

function setUp(scripts: ReadonlyMap<MemberId, Script>) {
  const clock = createManualClock(0)
  const store = createMemoryBlobStore({ crypto: nodeHashing, clock, limits: { bytesMax: 1e5 } })
  const asked: string[] = []
  const blamed: MemberId[] = []
  const source: ArtefactSource = {
    via: 'stream',
    async open(member, { offset }) {
      asked.push(`${member === ada ? 'ada' : 'bob'} ${offset}`)
      const script = scripts.get(member)
      if (script === undefined) return undefined
      const { sizeBytes = bytes.length, pieces } = script(offset)
      async function* send() {
        for (const piece of pieces) {
          if (piece instanceof Error) throw piece
          yield piece
        }
      }
      return { sizeBytes, pieces: send() }
    }
  }
  const options: FetchOptions = {
    cid,
    from: [ada, bob],
    store,
    bytesMax: 5000,
    sourcesOf: () => [source],
    clock,
    log: silentLog,
    stallMsMax: 1000,
    signal: new AbortController().signal,
    onBadContent: (member) => void blamed.push(member)
  }
  return { clock, store, asked, blamed, options, run: () => fetchArtefact(options) }
}

const honest: Script = (offset) => ({ pieces: [bytes.slice(offset)] })
const wrong = (length: number): Uint8Array => new Uint8Array(length).fill(1)

describe('fetching content', () => {
  it('resumes at the offset reached when a connection is cut', async () => {
    const cut = new RangeError('cut')
    const ends = new Map([
      [0, 300],
      [300, 700]
    ])
    const { run, asked, store } = setUp(
      new Map([
        [
          ada,
          (offset) => {
            const end = ends.get(offset)
            return { pieces: end === undefined ? [] : [bytes.slice(offset, end), cut] }
          }
        ],
        [bob, honest]
      ])
    )
    assert.deepEqual(await run(), { sizeBytes: 1000, via: 'stream' })
    assert.deepEqual(asked, ['ada 0', 'ada 300', 'ada 700', 'bob 700'])
    assert.deepEqual(await store.get(cid, { bytesMax: 1000 }), bytes)
  })

  it('blames who alone sent wrong content, and goes on to the next', async () => {
    const { run, blamed } = setUp(
      new Map([
        [ada, () => ({ pieces: [wrong(1000)] })],
        [bob, honest]
      ])
    )
    await run()
    assert.deepEqual(blamed, [ada])
  })

  it('names the member where nobody had the right content', async () => {
    const { run, store } = setUp(new Map([[bob, () => ({ pieces: [wrong(1000)] })]]))
    await assert.rejects(run(), { code: 'NETWORK_BAD_CONTENT', details: { member: bob, cid } })
    assert.equal(await store.has(cid), false)
  })

  it('does not blame an honest member for the wrong first half of another', async () => {
    const { run, blamed, asked } = setUp(
      new Map([
        [ada, (offset) => ({ pieces: offset === 0 ? [wrong(500)] : [] })],
        [bob, honest]
      ])
    )
    await run()
    assert.deepEqual(blamed, [])
    assert.deepEqual(asked, ['ada 0', 'ada 500', 'bob 500', 'bob 0'])
  })

  it('gets over a part that is longer than the content', async () => {
    const { run, blamed } = setUp(
      new Map([
        [ada, (offset) => ({ sizeBytes: 4000, pieces: offset === 0 ? [wrong(1500)] : [] })],
        [bob, honest]
      ])
    )
    await run()
    assert.deepEqual(blamed, [])
  })

  it('gets over a wrong part that an earlier run had left', async () => {
    const { run, options } = setUp(new Map([[bob, honest]]))
    const writer = await options.store.openWriter({ expected: cid, bytesMax: 5000 })
    await writer.write(wrong(10))
    await writer.abort()
    assert.deepEqual(await run(), { sizeBytes: 1000, via: 'stream' })
  })

  it('takes no more than a member had announced, and nothing over its own bound', async () => {
    const more = setUp(new Map([[bob, () => ({ sizeBytes: 10, pieces: [bytes] })]]))
    await assert.rejects(more.run(), { code: 'NETWORK_BAD_CONTENT' })
    const large = setUp(new Map([[bob, () => ({ sizeBytes: 1e12, pieces: [bytes] })]]))
    await assert.rejects(large.run(), { code: 'NETWORK_BLOB_TOO_LARGE' })
    assert.equal(large.asked.length, 2)
  })

  it('passes over a member that stalls', async () => {
    const { options, clock, asked } = setUp(new Map([[bob, honest]]))
    const stalling: ArtefactSource = {
      via: 'http',
      async open(member, { signal }) {
        if (member !== ada) return undefined
        const never = new Promise<never>((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
          setImmediate(() => clock.advance(1001))
        })
        never.catch(() => {})
        async function* send() {
          yield await never
        }
        return { sizeBytes: 1000, pieces: send() }
      }
    }
    await fetchArtefact({
      ...options,
      sourcesOf: (member) => [stalling, ...options.sourcesOf(member)]
    })
    assert.deepEqual(asked, ['ada 0', 'bob 0'])
  })

  it('ends with the reason of its caller, and keeps what it had', async () => {
    const calling = new AbortController()
    const { options } = setUp(
      new Map([
        [
          ada,
          () => {
            queueMicrotask(() => calling.abort(new RangeError('enough')))
            return { pieces: [bytes.slice(0, 400), new TypeError('cut')] }
          }
        ]
      ])
    )
    await assert.rejects(fetchArtefact({ ...options, signal: calling.signal }), RangeError)
  })
})
