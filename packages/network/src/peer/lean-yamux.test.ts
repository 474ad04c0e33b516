import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MessageStream } from '@libp2p/interface'
import { Uint8ArrayList } from 'uint8arraylist'
import { writeLess } from './lean-yamux.ts'

/** A Yamux header: version, type, flags, stream, length. */
function header(type: number, flags: number, stream: number, length: number): Uint8Array {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt8(type, 1)
  bytes.writeUInt16BE(flags, 2)
  bytes.writeUInt32BE(stream, 4)
  bytes.writeUInt32BE(length, 8)
  return new Uint8Array(bytes)
}

const update = (stream: number, length: number, flags = 0) => header(1, flags, stream, length)

function openConnection() {
  const sent: Uint8Array[] = []
  const connection = {
    writableNeedsDrain: false,
    send(data: Uint8Array) {
      sent.push(data)
      return true
    }
  } as unknown as MessageStream
  writeLess(connection)
  return { connection, sent }
}

describe('a connection under Yamux', () => {
  it('gets a frame’s header and bytes as one piece', () => {
    const { connection, sent } = openConnection()
    connection.send(new Uint8ArrayList(header(0, 0, 3, 4), Uint8Array.of(1, 2, 3, 4)))
    assert.deepEqual(sent, [Uint8Array.from([...header(0, 0, 3, 4), 1, 2, 3, 4])])
  })

  it('gives a window back when 64 KiB are owed, to each stream what it lent', () => {
    const { connection, sent } = openConnection()
    for (const length of [30_000, 30_000]) connection.send(update(1, length))
    connection.send(update(2, 40_000))
    assert.deepEqual(sent, [])
    connection.send(update(1, 6000))
    assert.deepEqual(sent, [update(1, 66_000)])
    connection.send(update(2, 200_000))
    assert.deepEqual(sent.at(-1), update(2, 240_000))
  })

  it('sends at once what opens, ends or breaks a stream, and other frames', () => {
    const { connection, sent } = openConnection()
    const frames = [1, 2, 4, 8].map((flags) => update(5, 100, flags))
    frames.push(header(2, 1, 0, 7), header(3, 0, 0, 0), header(0, 4, 5, 0))
    for (const frame of frames) connection.send(frame)
    assert.deepEqual(sent, frames)
  })

  it('owes to a bounded number of streams, and forgets no debt', () => {
    const { connection, sent } = openConnection()
    const streams = 3000
    for (let stream = 1; stream <= streams; stream++) connection.send(update(stream, 10))
    assert.equal(sent.length, streams - 1024)
    assert.deepEqual(sent[0], update(1, 10))
  })
})
