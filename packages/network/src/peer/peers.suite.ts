/** What every implementation of the Peers port must do. Called by each implementation's test. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  type BlobStore,
  CommonholdError,
  cidOfDigest,
  type MemberId,
  type Peers,
  utf8
} from '@commonhold/base'
import { nodeHashing } from '../testing/node-hashing.ts'

/** One member's peers and the store that it serves from. */
export type PeersUnderTest = {
  readonly peers: Peers
  readonly store: BlobStore
  /** An empty store to fetch into. */
  emptyStore(): BlobStore
}

const limits = { requestBytesMax: 1000, requestsPerMinuteMax: 10_000 }
const asking = { timeoutMs: 5000, responseBytesMax: 1000 }

/**
 * @param open three members, connected to each other, and how to end them
 * @param stranger a member that none of them can reach
 */
export function peersSuite(
  name: string,
  open: () => Promise<{
    readonly members: readonly [PeersUnderTest, PeersUnderTest, PeersUnderTest]
    stop(): Promise<void>
  }>,
  stranger: MemberId
): void {
  describe(`${name}: peers`, () => {
    let ada: PeersUnderTest
    let bob: PeersUnderTest
    let eve: PeersUnderTest
    let stop = async (): Promise<void> => {}
    before(async () => {
      const opened = await open()
      const [first, second, third] = opened.members
      ada = first
      bob = second
      eve = third
      stop = opened.stop
    })
    after(() => stop())

    it('asks and answers, saying who asks', async () => {
      bob.peers.handle('echo', limits, async ({ from, body }) => utf8(`${from} ${body.length}`))
      const answer = await ada.peers.request(bob.peers.self, 'echo', new Uint8Array(7), asking)
      assert.deepEqual(answer, utf8(`${ada.peers.self} 7`))
    })

    it('answers its own requests', async () => {
      bob.peers.handle('own', limits, async ({ from }) => utf8(from))
      const answer = await bob.peers.request(bob.peers.self, 'own', new Uint8Array(), asking)
      assert.deepEqual(answer, utf8(bob.peers.self))
    })

    it('keeps many requests at once apart', async () => {
      bob.peers.handle('many', limits, async ({ body }) => body)
      const asked = Array.from({ length: 30 }, (_, index) => Uint8Array.of(index, index, index))
      const answers = await Promise.all(
        asked.map((body) => ada.peers.request(bob.peers.self, 'many', body, asking))
      )
      assert.deepEqual(answers, asked)
    })

    it('carries a refusal with its code', async () => {
      bob.peers.handle('no', limits, async () => {
        const hint = 'Ask again.'
        throw new CommonholdError({
          code: 'TEST_NOT_NOW',
          fault: 'caller',
          message: 'Not now.',
          hint,
          retryable: true
        })
      })
      await assert.rejects(ada.peers.request(bob.peers.self, 'no', utf8('?'), asking), (error) => {
        assert(error instanceof CommonholdError)
        assert.equal(error.code, 'NETWORK_REFUSED')
        assert.equal(error.details['peerCode'], 'TEST_NOT_NOW')
        assert.equal(error.retryable, true)
        return true
      })
    })

    it('refuses a topic that nobody answers', async () => {
      const request = ada.peers.request(bob.peers.self, 'nothing', utf8('?'), asking)
      await assert.rejects(request, hasPeerCode('NETWORK_NO_SUCH_TOPIC'))
    })

    it('bounds questions and answers', async () => {
      bob.peers.handle('large', limits, async () => new Uint8Array(1001))
      const tooMuch = ada.peers.request(bob.peers.self, 'large', new Uint8Array(1001), asking)
      await assert.rejects(tooMuch, hasPeerCode('NETWORK_TOO_LARGE'))
      const answer = ada.peers.request(bob.peers.self, 'large', new Uint8Array(1000), asking)
      await assert.rejects(answer, { code: 'NETWORK_TOO_LARGE' })
    })

    it('bounds how often a member asks', async () => {
      bob.peers.handle('rare', { ...limits, requestsPerMinuteMax: 2 }, async ({ body }) => body)
      const request = () => ada.peers.request(bob.peers.self, 'rare', utf8('?'), asking)
      await request()
      await request()
      await assert.rejects(request(), hasPeerCode('NETWORK_RATE_LIMITED'))
      await eve.peers.request(bob.peers.self, 'rare', utf8('?'), asking)
    })

    it('gives up on an answer that does not come, and tells the answerer', async () => {
      const told = Promise.withResolvers<void>()
      bob.peers.handle('slow', limits, ({ signal }) => {
        signal.addEventListener('abort', () => told.resolve())
        return new Promise(() => {})
      })
      const request = ada.peers.request(bob.peers.self, 'slow', utf8('?'), {
        ...asking,
        timeoutMs: 100
      })
      await assert.rejects(request, { code: 'NETWORK_TIMEOUT' })
      await told.promise
    })

    it('ends a request when the caller does', async () => {
      bob.peers.handle('never', limits, () => new Promise(() => {}))
      const calling = new AbortController()
      const request = ada.peers.request(bob.peers.self, 'never', utf8('?'), {
        ...asking,
        signal: calling.signal
      })
      calling.abort(new RangeError('enough'))
      await assert.rejects(request, RangeError)
    })

    it('says when a member cannot be reached', async () => {
      const request = ada.peers.request(stranger, 'echo', utf8('?'), asking)
      await assert.rejects(request, { code: 'NETWORK_UNREACHABLE' })
    })

    it('knows who is connected', () => {
      const others = [bob.peers.self, eve.peers.self].sort()
      assert.deepEqual([...ada.peers.connected()].sort(), others)
    })

    it('tells everyone who listens, saying who told it', async () => {
      const heard = [bob, eve].map(({ peers }) => {
        const { promise, resolve } = Promise.withResolvers<unknown>()
        peers.subscribe('news', limits, ({ from, body }) => resolve([from, [...body]]))
        return promise
      })
      // Gossip is best effort: it is told again until it was heard.
      const all = Promise.all(heard)
      let isHeard = false
      void all.then(() => {
        isHeard = true
      })
      for (let round = 0; !isHeard && round < 100; round++) {
        await ada.peers.publish('news', Uint8Array.of(1, 2))
        await Promise.race([all, new Promise((resolve) => setTimeout(resolve, 50))])
      }
      assert.deepEqual(await all, [
        [ada.peers.self, [1, 2]],
        [ada.peers.self, [1, 2]]
      ])
    })

    it('brings content, from whoever has it, once', async () => {
      const bytes = Uint8Array.from({ length: 400_000 }, (_, index) => index * 3)
      const cid = await eve.store.put(bytes)
      const store = ada.emptyStore()
      const from = [stranger, bob.peers.self, eve.peers.self]
      const fetching = { from, store, bytesMax: 400_000, timeoutMs: 10_000 }
      const [first, second] = await Promise.all([
        ada.peers.fetch(cid, fetching),
        ada.peers.fetch(cid, fetching)
      ])
      assert.equal(first.sizeBytes, 400_000)
      assert.deepEqual(
        [first, second].map(({ via }) => via === 'store'),
        [false, true]
      )
      assert.deepEqual(await store.get(cid, { bytesMax: 400_000 }), bytes)
    })

    it('says when nobody has the content, or it is too large', async () => {
      const unknown = cidOfDigest(nodeHashing.sha256(utf8('nowhere')))
      const from = [bob.peers.self, eve.peers.self]
      const fetching = { from, store: ada.emptyStore(), bytesMax: 100, timeoutMs: 5000 }
      await assert.rejects(ada.peers.fetch(unknown, fetching), { code: 'NETWORK_NO_SUCH_BLOB' })
      const cid = await eve.store.put(new Uint8Array(101))
      const alone = { ...fetching, from: [eve.peers.self] }
      await assert.rejects(ada.peers.fetch(cid, alone), { code: 'NETWORK_BLOB_TOO_LARGE' })
    })
  })
}

function hasPeerCode(code: string) {
  return (error: unknown): boolean => {
    assert(error instanceof CommonholdError)
    assert.equal(error.code, 'NETWORK_REFUSED')
    assert.equal(error.details['peerCode'], code)
    return true
  }
}
