import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Secret, silentLog } from '@commonhold/base'
import { fakeEvents, fakeNodeService } from './fake-node-service.ts'
import { createHttpApp, type HttpApp } from './http-app.ts'

const token = 'secret-of-the-test'

/** An app whose heartbeats come when the test says so. */
function appOf(): { readonly app: HttpApp; beat(): void } {
  let wake: () => void = () => undefined
  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
    })
  const { service } = fakeNodeService()
  const options = { service, token: new Secret(token), clock: { sleep }, log: silentLog }
  return { app: createHttpApp({ ...options, version: '0.1.0' }), beat: () => wake() }
}

function listen(app: HttpApp, headers: Record<string, string> = {}): Promise<Response> {
  const authorization = `Bearer ${token}`
  return app.fetch(
    new Request('http://localhost/v1/events', {
      headers: { host: 'localhost', authorization, ...headers }
    })
  )
}

async function readUntil(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  isEnough: (text: string) => boolean
): Promise<string> {
  let text = ''
  while (!isEnough(text)) {
    const { value, done } = await reader.read()
    if (done) break
    text += new TextDecoder().decode(value)
  }
  return text
}

describe('event stream', () => {
  test('tells events with their ids, in order', async () => {
    const response = await listen(appOf().app)
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/)
    const reader = response.body!.getReader()
    const text = await readUntil(reader, (soFar) => soFar.includes('1-4'))
    assert.deepEqual(
      [...text.matchAll(/^id: (.*)$/gm)].map((match) => match[1]),
      fakeEvents.map((event) => event.id)
    )
    await reader.cancel()
  })

  test('goes on after the last event that the client saw', async () => {
    const reader = (await listen(appOf().app, { 'last-event-id': '1-2' })).body!.getReader()
    const text = await readUntil(reader, (soFar) => soFar.includes('1-4'))
    assert.deepEqual(
      [...text.matchAll(/^id: (.*)$/gm)].map((match) => match[1]),
      ['1-3', '1-4']
    )
    await reader.cancel()
  })

  test('says that it is alive when nothing happens, and ends when the node stops', async () => {
    const { app, beat } = appOf()
    const reader = (await listen(app, { 'last-event-id': '1-4' })).body!.getReader()
    await readUntil(reader, (soFar) => soFar.includes(': connected'))
    const alive = readUntil(reader, (soFar) => soFar.includes(': alive'))
    await new Promise((resolve) => setImmediate(resolve))
    beat()
    assert.match(await alive, /^: alive\n\n$/)
    app.closeStreams()
    const rest = await readUntil(reader, () => false)
    assert.equal(rest, '')
  })

  test('is open to 32 programs at a time, and a place is free again when one leaves', async () => {
    const { app } = appOf()
    const open = await Promise.all(Array.from({ length: 32 }, () => listen(app)))
    assert.equal((await listen(app)).status, 429)
    await open[0]!.body!.cancel()
    const again = await listen(app)
    assert.equal(again.status, 200)
    app.closeStreams()
  })

  test('an id that no node gave is refused', async () => {
    const response = await listen(appOf().app, { 'last-event-id': 'x'.repeat(65) })
    assert.equal(response.status, 400)
  })
})
