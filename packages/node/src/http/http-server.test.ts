import assert from 'node:assert/strict'
import { request as openRequest } from 'node:http'
import { connect } from 'node:net'
import { ReadableStream } from 'node:stream/web'
import { describe, test } from 'node:test'
import { CommonholdError, Secret, silentLog } from '@commonhold/base'
import { realClock } from '@commonhold/platform'
import { fakeNodeService } from './fake-node-service.ts'
import { createHttpApp } from './http-app.ts'
import { type HttpServer, startHttpServer } from './http-server.ts'
import type { NodeService } from './node-service.ts'

const token = 'secret-of-the-test'
const headers = { authorization: `Bearer ${token}` }

async function serve(changes: Partial<NodeService> = {}, drainMs = 5_000): Promise<HttpServer> {
  const { service } = fakeNodeService(changes)
  const app = createHttpApp({
    service,
    token: new Secret(token),
    clock: realClock,
    log: silentLog,
    version: '0.1.0'
  })
  return startHttpServer({ app, clock: realClock, host: '127.0.0.1', port: 0, drainMs })
}

describe('http server', () => {
  test('answers over a socket, and refuses an oversized header', async () => {
    const server = await serve()
    try {
      const answer = await fetch(`${server.url}/v1/status`, { headers })
      assert.equal(((await answer.json()) as { name: string }).name, 'Hospital A')
      const padded = await fetch(`${server.url}/v1/status`, {
        headers: { ...headers, 'x-padding': 'x'.repeat(20_000) }
      })
      assert.equal(padded.status, 431)
    } finally {
      await server.stop()
    }
    await assert.rejects(fetch(`${server.url}/v1/status`, { headers }))
  })

  test('a foreign Host is refused over the wire, and garbage costs only its sender', async () => {
    const server = await serve()
    try {
      const status = await new Promise((resolve, reject) => {
        const call = openRequest(
          `${server.url}/v1/status`,
          { headers: { ...headers, host: 'evil.example' } },
          (response) => resolve(response.resume().statusCode)
        )
        call.on('error', reject).end()
      })
      assert.equal(status, 403)
      const raw = connect(server.port, '127.0.0.1')
      raw.write('\x16\x03\x01 this is no HTTP\r\n\r\n')
      await new Promise((resolve) =>
        raw
          .on('close', resolve)
          .on('error', () => undefined)
          .resume()
      )
      assert.equal((await fetch(`${server.url}/v1/status`, { headers })).status, 200)
    } finally {
      await server.stop()
    }
  })

  // Chunked bodies have no declared length: their bound is found only while reading.
  test('a body that comes in pieces is read, and bounded', async () => {
    const server = await serve()
    const post = async (pieces: readonly string[]): Promise<number> => {
      const body = ReadableStream.from(pieces.map((piece) => Buffer.from(piece)))
      const response = await fetch(`${server.url}/v1/studies/1/join`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: body as unknown as BodyInit,
        duplex: 'half'
      } as RequestInit)
      await response.text()
      return response.status
    }
    try {
      assert.equal(await post(['{"dataset":', '"patients"}']), 200)
      assert.equal(await post(Array.from({ length: 6 }, () => 'x'.repeat(65_536))), 413)
    } finally {
      await server.stop()
    }
  })

  test('a stop lets begun answers end, and closes event streams', async () => {
    const begun = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const server = await serve({
      peers: async () => {
        begun.resolve()
        await release.promise
        return []
      }
    })
    const events = await fetch(`${server.url}/v1/events`, { headers })
    const slow = fetch(`${server.url}/v1/peers`, { headers })
    await begun.promise
    const stopped = server.stop()
    release.resolve()
    assert.deepEqual(await (await slow).json(), { peers: [] })
    await events.text()
    await stopped
  })

  test('a stop cuts what does not end by itself', async () => {
    const server = await serve({ peers: () => new Promise(() => undefined) }, 10)
    const stuck = assert.rejects(fetch(`${server.url}/v1/peers`, { headers }))
    await fetch(`${server.url}/v1/status`, { headers })
    await server.stop()
    await stuck
  })

  test('a port that is taken is told', async () => {
    const server = await serve()
    try {
      const { service } = fakeNodeService()
      const options = { token: new Secret(token), clock: realClock, log: silentLog }
      const app = createHttpApp({ service, version: '0.1.0', ...options })
      await assert.rejects(
        startHttpServer({ app, clock: realClock, host: '127.0.0.1', port: server.port }),
        (cause) => cause instanceof CommonholdError && cause.code === 'NODE_CANNOT_LISTEN'
      )
    } finally {
      await server.stop()
    }
  })
})
