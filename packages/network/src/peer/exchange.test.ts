import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromUtf8, type MemberId, silentLog, utf8 } from '@commonhold/base'
import type { Connection } from '@libp2p/interface'
import { realClock } from '../testing/real-time.ts'
import { openTestHost } from '../testing/test-host.ts'
import { testMember } from '../testing/test-network.ts'
import { createExchange } from './exchange.ts'
import { defaultPeerLimits } from './peer-limits.ts'
import { createRequestServer, requestProtocol } from './request-server.ts'
import { noTap } from './tap.ts'
import { createTokenBuckets } from './token-bucket.ts'

const never = new AbortController().signal
const asker = testMember(401)
const answerer = testMember(402)

/** Somebody who asks, who counts its streams, and somebody who answers. */
async function openPair(index: number) {
  const [left, right] = [await openTestHost(index), await openTestHost(index + 1)]
  const server = createRequestServer({
    clock: realClock,
    log: silentLog,
    tap: noTap,
    buckets: createTokenBuckets(realClock),
    limits: defaultPeerLimits,
    memberAt: async (): Promise<MemberId> => asker
  })
  const limits = { requestBytesMax: 1000, requestsPerMinuteMax: 10_000 }
  server.handle('echo', { limits, answer: async ({ body }) => body })
  server.handle('fail', {
    limits,
    async answer() {
      throw new TypeError('no answer')
    }
  })
  await right.handle(requestProtocol, server.onStream, { maxInboundStreams: 64 })
  const connection: Connection = await left.dial(right.getMultiaddrs())
  const exchange = createExchange({ connectTo: async () => connection })
  const ask = async (topic: string, text = topic) => {
    const question = { to: answerer, topic, body: utf8(text), responseBytesMax: 1000 }
    return fromUtf8(await exchange(question, never))
  }
  const streams = (of: typeof left) =>
    of
      .getConnections()
      .flatMap((each) => each.streams)
      .filter(({ protocol }) => protocol === requestProtocol)
  return { ask, asked: () => streams(left), answered: () => streams(right) }
}

describe('requests one after the other', () => {
  it('share a stream, and go on after one that was refused', async () => {
    const { ask, asked } = await openPair(401)
    for (let count = 0; count < 5; count++) assert.equal(await ask('echo', `${count}`), `${count}`)
    assert.equal(asked().length, 1)
    const [first] = asked()
    await assert.rejects(ask('no-such-topic'), { code: 'NETWORK_REFUSED' })
    await assert.rejects(ask('fail'), { code: 'NETWORK_REFUSED' })
    assert.equal(await ask('echo'), 'echo')
    assert.equal(asked().includes(first!), false)
  })

  it('asked at once have a stream each, of which eight are kept', async () => {
    const { ask, asked } = await openPair(411)
    const texts = Array.from({ length: 20 }, (_, index) => `question ${index}`)
    assert.deepEqual(await Promise.all(texts.map((text) => ask('echo', text))), texts)
    while (asked().length > 8) await new Promise(setImmediate)
    assert.deepEqual(await Promise.all(texts.map((text) => ask('echo', text))), texts)
  })

  it('are asked anew where the other side has ended the stream', async () => {
    const { ask, asked, answered } = await openPair(421)
    await ask('echo')
    for (const stream of answered()) stream.abort(new RangeError('enough'))
    assert.equal(await ask('echo', 'again'), 'again')
    assert.equal(asked().length, 1)
  })
})
