import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Cid, silentLog } from '@commonhold/base'
import { createArtefactTokenCheck, makeArtefactToken } from '../artefact/artefact-token.ts'
import { createMemoryBlobStore } from '../blob/memory-blob-store.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { nodeHashing } from '../testing/node-hashing.ts'
import { realRandom } from '../testing/real-time.ts'
import { createTestNetwork, testMember, testNodeKey } from '../testing/test-network.ts'
import { createArtefactHandler } from './artefact-handler.ts'

const owner = testMember(1)
const reader = testMember(2)
const { publicKeyOf } = createTestNetwork()
const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index)

async function setUp() {
  const clock = createManualClock(1_700_000_000_000)
  const store = createMemoryBlobStore({ crypto: nodeHashing, clock, limits: { bytesMax: 1e6 } })
  const cid = await store.put(bytes)
  const secret = await store.put(new Uint8Array(5))
  const directory = {
    nodeKeyOf: async (member: string) =>
      member === reader ? publicKeyOf(testNodeKey(2)) : undefined
  }
  const tokens = createArtefactTokenCheck({
    crypto: nodeHashing,
    clock,
    directory,
    audience: owner
  })
  let toldBytes = 0
  const handler = createArtefactHandler({
    store,
    serve: { mayRead: async (asked, member) => asked !== secret && member === reader },
    tokens,
    log: silentLog,
    tap: (piece) => {
      toldBytes += piece.length
    }
  })
  const token = (changes: Partial<Parameters<typeof makeArtefactToken>[0]> = {}): string =>
    makeArtefactToken({
      crypto: nodeHashing,
      random: realRandom,
      nodeKey: testNodeKey(2),
      nowMs: clock.nowMs(),
      member: reader,
      cid,
      audience: owner,
      ...changes
    })
  const get = (wanted: Cid | string, headers: Record<string, string>, method = 'GET') =>
    handler(new Request(`http://node/base/artifacts/${wanted}`, { method, headers }))
  return { clock, cid, secret, token, get, told: () => toldBytes }
}

describe('artefacts over HTTP', () => {
  it('gives the whole', async () => {
    const { cid, token, get, told } = await setUp()
    const response = await get(cid, { authorization: token() })
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-length'), '1000')
    assert.deepEqual(await response.bytes(), bytes)
    assert.equal(told(), 1000)
  })

  const ranges: readonly [string, number, number][] = [
    ['bytes=0-', 0, 1000],
    ['bytes=10-19', 10, 20],
    ['bytes=990-5000', 990, 1000],
    ['bytes=-5', 995, 1000]
  ]
  for (const [range, from, to] of ranges) {
    it(`gives ${range}`, async () => {
      const { cid, token, get } = await setUp()
      const response = await get(cid, { authorization: token(), range })
      assert.equal(response.status, 206)
      assert.equal(response.headers.get('content-range'), `bytes ${from}-${to - 1}/1000`)
      assert.deepEqual(await response.bytes(), bytes.slice(from, to))
    })
  }

  for (const range of [
    'bytes=1000-',
    'bytes=5-4',
    'bytes=-',
    'bytes=0-1,4-5',
    'lines=1-2',
    'bytes=-0'
  ]) {
    it(`refuses ${range}`, async () => {
      const { cid, token, get } = await setUp()
      const response = await get(cid, { authorization: token(), range })
      assert.equal(response.status, 416)
      assert.equal(response.headers.get('content-range'), 'bytes */1000')
    })
  }

  it('answers HEAD without a body, and no other method', async () => {
    const { cid, token, get } = await setUp()
    const head = await get(cid, { authorization: token() }, 'HEAD')
    assert.equal(head.headers.get('content-length'), '1000')
    assert.equal(await head.text(), '')
    assert.equal((await get(cid, { authorization: token() }, 'POST')).status, 405)
  })

  it('takes a token once', async () => {
    const { cid, token, get } = await setUp()
    const authorization = token()
    assert.equal((await get(cid, { authorization })).status, 200)
    const replayed = await get(cid, { authorization })
    assert.equal(replayed.status, 401)
    assert.equal(((await replayed.json()) as { code: string }).code, 'NETWORK_BAD_TOKEN')
  })

  it('refuses tokens that are not for this', async () => {
    const { cid, secret, token, get, clock } = await setUp()
    const nowMs = clock.nowMs()
    const refused = {
      'none at all': '',
      'another audience': token({ audience: testMember(3) }),
      'other content': token({ cid: secret }),
      'a member with another key': token({ nodeKey: testNodeKey(9) }),
      'no member': token({ member: testMember(9), nodeKey: testNodeKey(9) }),
      expired: token({ nowMs: nowMs - 120_000 }),
      'made far in the future': token({ nowMs: nowMs + 3_600_000 }),
      garbage: 'Commonhold e30',
      'too long': `Commonhold ${'A'.repeat(5000)}`
    }
    for (const [name, authorization] of Object.entries(refused)) {
      assert.equal((await get(cid, { authorization })).status, 401, name)
    }
  })

  it('does not tell content that may not be read from content that is not there', async () => {
    const { secret, token, get } = await setUp()
    const missing = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy' as Cid
    const answers = [secret, missing].map(async (cid) => {
      const response = await get(cid, { authorization: token({ cid }) })
      const { code } = (await response.json()) as { code: string }
      return [response.status, code]
    })
    const [first, second] = await Promise.all(answers)
    assert.deepEqual(first, [404, 'NETWORK_NO_SUCH_BLOB'])
    assert.deepEqual(second, first)
    assert.equal((await get('nothing', { authorization: token() })).status, 404)
  })
})
