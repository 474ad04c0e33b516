/** Clients that take their time, or pack what they send: slow-loris and bombs at the API. */
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Secret, silentLog } from '@commonhold/base'
import { realClock } from '@commonhold/platform'
import { fakeNodeService } from './fake-node-service.ts'
import { createHttpApp } from './http-app.ts'
import { type HttpServer, startHttpServer } from './http-server.ts'

const token = 'secret-of-the-test'
const headers = { authorization: `Bearer ${token}` }
const { service, calls } = fakeNodeService()
let server: HttpServer

before(async () => {
  const clock = realClock
  const app = createHttpApp({
    service,
    token: new Secret(token),
    clock,
    log: silentLog,
    version: '0.1.0'
  })
  const patience = { headersMs: 1000, requestMs: 1500, checkMs: 50 }
  server = await startHttpServer({ app, clock, host: '127.0.0.1', port: 0, patience })
})

after(() => server.stop())

const join = [
  'POST /v1/studies/1/join HTTP/1.1',
  'host: 127.0.0.1',
  `authorization: Bearer ${token}`,
  'content-type: application/json'
].join('\r\n')

/** Sends the text; `told` is all that came back when the server has hung up. */
function send(text: string): { readonly socket: Socket; readonly told: Promise<string> } {
  const socket = connect(server.port, '127.0.0.1')
  let answer = ''
  socket.on('data', (data) => {
    answer += data.toString('latin1')
  })
  socket.on('error', () => undefined)
  socket.write(text)
  const told = new Promise<string>((resolve) => socket.once('close', () => resolve(answer)))
  return { socket, told }
}

async function assertServing(): Promise<void> {
  assert.equal((await fetch(`${server.url}/v1/status`, { headers })).status, 200)
}

describe('P8: clients that are slow on purpose', () => {
  test('are cut off, with half a header or half a body, and others are served', async () => {
    const halves = [
      'POST /v1/stu',
      `${join}\r\ncontent-length: 5`,
      `${join}\r\ncontent-length: 50\r\n\r\n{"dataset"`,
      `${join}\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"dat`
    ]
    const slow = halves.map(send)
    await assertServing()
    for (const { told } of slow) {
      const answer = await told
      assert.match(answer, /^HTTP\/1\.1 408 /)
      assert.doesNotMatch(answer, / 200 /)
    }
  })

  test('are cut off however steadily they trickle', async () => {
    const { socket, told } = send(`${join}\r\ncontent-length: 100000\r\n\r\n{"dataset":"`)
    const drip = setInterval(() => socket.write('x'), 5)
    assert.match(await told, /^HTTP\/1\.1 408 /)
    clearInterval(drip)
    await assertServing()
  })

  test('and many do not fill the server: their places are free again', async () => {
    const crowd = Array.from({ length: 300 }, () => send('GET /v1/status HTTP/1.1\r\nhost: '))
    await Promise.all(crowd.map(({ told }) => told))
    await assertServing()
    assert.deepEqual(
      calls.filter(({ method }) => method !== 'status'),
      []
    )
  })
})

describe('P8: what is packed', () => {
  test('is never unpacked, so that no small body becomes a large one', async () => {
    const body = new Uint8Array(gzipSync(JSON.stringify({ dataset: 'x'.repeat(20_000_000) })))
    assert.ok(body.length < 256 * 1024)
    const response = await fetch(`${server.url}/v1/studies/1/join`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body
    })
    assert.equal(response.status, 400)
    const { error } = (await response.json()) as { error: { code: string; fault: string } }
    assert.deepEqual([error.code, error.fault], ['NODE_BAD_REQUEST', 'caller'])
    assert.equal(calls.filter(({ method }) => method === 'joinStudy').length, 0)
  })

  test('or nested without end, or has a Host of no address, is the caller’s fault', async () => {
    const deep = `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`
    const asked = await fetch(`${server.url}/v1/studies/1/join`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: deep
    })
    assert.equal(asked.status, 400)
    const end = '\r\nconnection: close\r\n\r\n'
    for (const host of ['127.0..0.0.1', '12e7.0.0.1', 'a b', '[::1', '%00', 'x'.repeat(5000)]) {
      const { told } = send(`GET /v1/status HTTP/1.1\r\nhost: ${host}${end}`)
      assert.match(await told, /^HTTP\/1\.1 4\d\d /, host)
    }
    await assertServing()
  })
})
