/** Members who give out something else than the content they were asked for. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Log, type LogFields, silentLog } from '@commonhold/base'
import { serveHttp } from '../testing/http-server.ts'
import { createTestNetwork, whenConnected } from '../testing/test-network.ts'

const bytes = Uint8Array.from({ length: 2_000_000 }, (_, index) => index * 13 + (index >> 8))
const network = createTestNetwork()
const servers: { close(): Promise<void> }[] = []
let number = 200

after(async () => {
  await network.stop()
  for (const server of servers) await server.close()
})

/** A giver whose HTTP server answers so, and a reader that sees all that comes in. */
async function setUp(answer: () => Response) {
  let asked = 0
  const giver = await network.startNode(++number)
  const server = await serveHttp(async () => {
    asked++
    return answer()
  })
  servers.push(server)
  giver.peers.announceHttp(server.url)
  let heardBytes = 0
  const warned: LogFields[] = []
  const log: Log = {
    ...silentLog,
    warn: (event, fields = {}) => void warned.push({ event, ...fields }),
    with: () => log
  }
  const reader = await network.startNode(++number, {
    bootstrap: giver.peers.addresses().slice(0, 1),
    log,
    tap: (piece, direction) => {
      if (direction === 'in') heardBytes += piece.length
    }
  })
  await whenConnected(reader.peers, giver.member)
  const cid = await giver.store.put(bytes)
  const fetching = { from: [giver.member], store: reader.store, bytesMax: 4e6, timeoutMs: 20_000 }
  return {
    cid,
    giver,
    reader,
    warned,
    asked: () => asked,
    heardBytes: () => heardBytes,
    fetch: () => reader.peers.fetch(cid, fetching)
  }
}

describe('P8: content over HTTP from a member that lies', () => {
  it('is not unpacked beyond what was announced: no decompression bomb', async () => {
    const bomb = gzipSync(new Uint8Array(200_000_000), { level: 1 })
    const answer = () =>
      new Response(new Uint8Array(bomb), {
        headers: { 'content-encoding': 'gzip', 'content-length': String(bomb.length) }
      })
    const { fetch, asked, heardBytes, reader, cid } = await setUp(answer)
    // The bytes are wrong as soon as they go beyond; the stream gives the right ones.
    assert.deepEqual(await fetch(), { sizeBytes: bytes.length, via: 'stream' })
    assert.ok(asked() > 0)
    assert.ok(heardBytes() < 3 * bytes.length, `${heardBytes()} bytes came in`)
    assert.deepEqual(await reader.store.get(cid, { bytesMax: 4e6 }), bytes)
  })

  it('sends nobody elsewhere: a redirect is no answer', async () => {
    let reached = 0
    const elsewhere = await serveHttp(async () => {
      reached++
      return new Response(bytes)
    })
    servers.push(elsewhere)
    const { fetch } = await setUp(
      () => new Response(null, { status: 307, headers: { location: `${elsewhere.url}/secret` } })
    )
    assert.deepEqual(await fetch(), { sizeBytes: bytes.length, via: 'stream' })
    assert.equal(reached, 0)
  })

  it('of other bytes is thrown away, and the giver is noted by name', async () => {
    const wrong = bytes.map((byte) => byte ^ 1)
    const answer = () =>
      new Response(wrong, { headers: { 'content-length': String(wrong.length) } })
    const { fetch, reader, cid, giver, warned } = await setUp(answer)
    assert.deepEqual(await fetch(), { sizeBytes: bytes.length, via: 'stream' })
    assert.deepEqual(await reader.store.get(cid, { bytesMax: 4e6 }), bytes)
    assert.ok(
      warned.some(({ member }) => member === giver.member),
      JSON.stringify(warned)
    )
  })
})
