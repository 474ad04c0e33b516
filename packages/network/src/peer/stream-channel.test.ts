import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Stream } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import { openTestHost } from '../testing/test-host.ts'
import { createStreamChannel, type StreamChannel } from './stream-channel.ts'

/** The far ends of all pairs. */
const streams: Stream[] = []
const never = new AbortController().signal

const left = await openTestHost(1)
const right = await openTestHost(2)

/** Both ends of a stream over a real connection. */
async function openPair(signal = never): Promise<readonly [StreamChannel, StreamChannel]> {
  const arrived = Promise.withResolvers<StreamChannel>()
  const take = (stream: Stream): void => {
    streams.push(stream)
    arrived.resolve(createStreamChannel(stream, never))
  }
  await right.handle('/test', take, { force: true })
  const stream = await left.dialProtocol(right.getMultiaddrs(), '/test')
  const channel = createStreamChannel(stream, signal)
  await channel.write(Uint8Array.of(1))
  const other = await arrived.promise
  await other.readExactly(1)
  return [channel, other]
}

describe('a stream as a channel', () => {
  it('carries bytes both ways and ends', async () => {
    const [here, there] = await openPair()
    await here.write(Uint8Array.of(1, 2, 3))
    await here.end()
    assert.deepEqual(await there.readExactly(2), Uint8Array.of(1, 2))
    assert.deepEqual(await there.readSome(10), Uint8Array.of(3))
    assert.equal(await there.readSome(10), undefined)
    await there.write(Uint8Array.of(4))
    await there.end()
    assert.deepEqual(await here.readSome(10), Uint8Array.of(4))
    assert.equal(await here.readSome(10), undefined)
    await Promise.all([here.closed, there.closed])
  })

  it('holds a writer back while its reader does not read, and loses nothing', async () => {
    const [here, there] = await openPair()
    const bytes = Uint8Array.from({ length: 24 << 20 }, (_, index) => index ^ (index >> 13))
    let isWritten = false
    const writing = here.write(bytes).then(async () => {
      isWritten = true
      await here.end()
    })
    while (streams.at(-1)!.readStatus !== 'paused') await setImmediate()
    assert.equal(isWritten, false)
    assert(Buffer.from(await there.readExactly(bytes.length)).equals(bytes))
    assert.equal(await there.readSome(1), undefined)
    await writing
  })

  it('says when bytes are missing at the end', async () => {
    const [here, there] = await openPair()
    await here.write(Uint8Array.of(1))
    await here.end()
    await assert.rejects(there.readExactly(2), { code: 'NETWORK_BAD_MESSAGE' })
  })

  it('wakes a reader when either side cuts', async () => {
    const [here, there] = await openPair()
    const reads = [here.readSome(1), there.readSome(1)]
    here.cut(networkError('NETWORK_CLOSED', 'Enough.'))
    for (const read of reads) await assert.rejects(read, { code: 'NETWORK_UNREACHABLE' })
    await assert.rejects(here.write(Uint8Array.of(1)), { code: 'NETWORK_UNREACHABLE' })
  })

  it('fails with the reason of its signal', async () => {
    const controller = new AbortController()
    const [here] = await openPair(controller.signal)
    const read = here.readSome(1)
    controller.abort(new RangeError('enough'))
    await assert.rejects(read, RangeError)
  })
})
