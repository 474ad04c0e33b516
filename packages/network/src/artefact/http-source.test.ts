import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { serveHttp } from '../testing/http-server.ts'
import { createTestNetwork, whenConnected } from '../testing/test-network.ts'

const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => index * 11 + (index >> 9))

describe('content over HTTP between nodes', () => {
  const network = createTestNetwork()
  const servers: { close(): Promise<void> }[] = []
  after(async () => {
    await network.stop()
    for (const server of servers) await server.close()
  })
  let number = 0

  /** A giver with an HTTP server around its handler, a reader, and the content. */
  async function setUp(
    around: (request: Request, pass: () => Promise<Response>) => Promise<Response>
  ) {
    const giver = await network.startNode(++number)
    const server = await serveHttp((request) =>
      around(request, () => giver.peers.artefactHandler(request))
    )
    servers.push(server)
    giver.peers.announceHttp(server.url)
    const bootstrap = giver.peers.addresses().slice(0, 1)
    const reader = await network.startNode(++number, { bootstrap })
    await whenConnected(reader.peers, giver.member)
    const cid = await giver.store.put(bytes)
    const fetching = { from: [giver.member], store: reader.store, bytesMax: 1e7, timeoutMs: 20_000 }
    return { cid, giver, reader, fetch: () => reader.peers.fetch(cid, fetching) }
  }

  it('is preferred where the member announces it', async () => {
    const { fetch, reader, cid } = await setUp((_, pass) => pass())
    assert.deepEqual(await fetch(), { sizeBytes: bytes.length, via: 'http' })
    assert.deepEqual(await reader.store.get(cid, { bytesMax: 1e7 }), bytes)
  })

  it('is not used for little content while a connection is open', async () => {
    const { giver, reader } = await setUp((_, pass) => pass())
    const little = await giver.store.put(bytes.slice(0, 4096))
    const fetching = {
      from: [giver.member],
      store: reader.store,
      bytesMax: 4096,
      timeoutMs: 20_000
    }
    const { via, sizeBytes } = await reader.peers.fetch(little, fetching)
    assert.deepEqual({ via, sizeBytes }, { via: 'stream', sizeBytes: 4096 })
  })

  it('resumes after a cut with a range', async () => {
    const ranges: (string | null)[] = []
    const { fetch, reader, cid } = await setUp(async (request, pass) => {
      ranges.push(request.headers.get('range'))
      const response = await pass()
      if (ranges.length > 1) return response
      const part = new Uint8Array(await response.arrayBuffer()).slice(0, 1_000_000)
      let isSent = false
      const body = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            // The part goes out first; the next pull, once it is taken, cuts.
            if (isSent) return controller.error(new RangeError('cut'))
            isSent = true
            return controller.enqueue(part)
          }
        },
        { highWaterMark: 0 }
      )
      return new Response(body, response)
    })
    assert.equal((await fetch()).via, 'http')
    assert.equal(ranges[0], null)
    assert.match(ranges[1]!, /^bytes=[1-9]\d*-$/)
    assert.deepEqual(await reader.store.get(cid, { bytesMax: 1e7 }), bytes)
  })

  const broken: Record<string, () => Promise<Response>> = {
    'is an error': async () => new Response('no', { status: 500 }),
    'leads elsewhere': async () => Response.redirect('http://127.0.0.1:9/', 302),
    'has no size': async () => new Response(bytes.slice(0, 10))
  }
  for (const [name, answer] of Object.entries(broken)) {
    it(`falls back to a stream where the HTTP answer ${name}`, async () => {
      const { fetch } = await setUp(answer)
      assert.equal((await fetch()).via, 'stream')
    })
  }

  it('falls back to a stream where the HTTP content is wrong', async () => {
    const { fetch, reader, cid } = await setUp(async () => {
      return new Response(new Uint8Array(bytes.length), {
        headers: { 'content-length': String(bytes.length) }
      })
    })
    assert.equal((await fetch()).via, 'stream')
    assert.deepEqual(await reader.store.get(cid, { bytesMax: 1e7 }), bytes)
  })
})
