import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CommonholdError, type ErrorReport, utf8 } from '@commonhold/base'
import fc from 'fast-check'
import type { NodeEvent } from '../api/events.ts'
import { nodeEvents } from './events.ts'
import { type SseFrame, sseFrames } from './sse-frames.ts'

async function* chunksOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

async function framesOf(chunks: readonly Uint8Array[]): Promise<SseFrame[]> {
  const frames: SseFrame[] = []
  for await (const frame of sseFrames(chunksOf(chunks))) frames.push(frame)
  return frames
}

const frame = (id: string): string => {
  const event = { type: 'study.cancelled', id, atMs: 0, study: 1 }
  return `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

/** A node that gives these answers, one a request, and records what it was asked. */
function scriptedNode(answers: readonly (() => Response)[]): {
  readonly address: { readonly url: string; readonly token: string; readonly fetch: typeof fetch }
  readonly seen: (string | null)[]
} {
  const seen: (string | null)[] = []
  const answer = async (_url: unknown, init?: RequestInit): Promise<Response> => {
    seen.push(new Headers(init?.headers).get('last-event-id'))
    const next = answers[seen.length - 1]
    if (next === undefined) throw new TypeError('fetch failed')
    return next()
  }
  const address = { url: 'http://127.0.0.1:1', token: 't', fetch: answer as typeof fetch }
  return { address, seen }
}

const noSleep = async (): Promise<void> => undefined
const report: ErrorReport = {
  code: 'NODE_UNAUTHORIZED',
  fault: 'caller',
  message: 'No.',
  hint: 'Give the token.',
  retryable: false,
  details: {}
}

describe('server-sent events', () => {
  test('come out the same, however the bytes were cut', async () => {
    const first = `: connected\n\nid: 1\nevent: a\ndata: {"ö":1}\n\n`
    const text = `${first}: alive\n\nid: 2\r\ndata: x\r\n\r\n`
    const bytes = utf8(text)
    const whole = [
      { id: '1', data: '{"ö":1}' },
      { id: '2', data: 'x' }
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 20 }), async (cuts) => {
        const places = [0, ...cuts.sort((left, right) => left - right), bytes.length]
        const chunks = places.slice(1).map((end, index) => bytes.slice(places[index], end))
        assert.deepEqual(await framesOf(chunks), whole)
      })
    )
  })

  test('that never end are refused before memory is full', async () => {
    const endless = Array.from({ length: 80 }, () => utf8('x'.repeat(65_536)))
    await assert.rejects(
      framesOf(endless),
      (cause) => cause instanceof CommonholdError && cause.code === 'SDK_BAD_ANSWER'
    )
  })
})

describe('events of a node', () => {
  test('go on after the last one that was seen, over broken and refused connections', async () => {
    const { address, seen } = scriptedNode([
      () => new Response(`${frame('1-1')}${frame('1-2')}`),
      () => {
        throw new TypeError('fetch failed')
      },
      () => new Response(`: connected\n\n${frame('1-3')}id: 9\ndata: {"type":"from.later"}\n\n`),
      () => new Response(frame('1-4'))
    ])
    const interruptions: number[] = []
    const got: string[] = []
    const onInterrupted = (_why: string, failures: number): number => interruptions.push(failures)
    for await (const event of nodeEvents(address, { onInterrupted }, noSleep)) {
      got.push(event.id)
      if (event.id === '1-4') break
    }
    assert.deepEqual(got, ['1-1', '1-2', '1-3', '1-4'])
    assert.deepEqual(seen, [null, '1-2', '1-2', '1-3'])
    assert.deepEqual(interruptions, [1, 2, 1])
  })

  test('end with the error where trying again would not help', async () => {
    const refusal = (): Response => Response.json({ error: report }, { status: 401 })
    const { address, seen } = scriptedNode([refusal, refusal])
    await assert.rejects(
      nodeEvents(address, {}, noSleep).next(),
      (cause) => cause instanceof CommonholdError && cause.code === 'NODE_UNAUTHORIZED'
    )
    assert.equal(seen.length, 1)
  })

  test('end with the error where the node stays away, and silently when aborted', async () => {
    const { address, seen } = scriptedNode([])
    await assert.rejects(
      nodeEvents(address, { failuresMax: 4 }, noSleep).next(),
      (cause) => cause instanceof CommonholdError && cause.code === 'SDK_NODE_UNREACHABLE'
    )
    assert.equal(seen.length, 4)
    const stop = new AbortController()
    const events: AsyncIterator<NodeEvent> = nodeEvents(
      scriptedNode([() => new Response(frame('1-1'))]).address,
      { signal: stop.signal, onInterrupted: () => stop.abort() },
      noSleep
    )
    assert.equal((await events.next()).value.id, '1-1')
    assert.equal((await events.next()).done, true)
  })
})
