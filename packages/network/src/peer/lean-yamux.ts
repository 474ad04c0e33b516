/**
 * Yamux with fewer writes. libp2p's own sends a frame's header and its bytes apart, and after each
 * frame that it reads another one that gives back the window it took: three writes where one is
 * enough, each an encryption and a system call. Here a frame is one write, and a stream's window is
 * given back when a quarter of the smallest one is owed (Yamux, "Flow Control", leaves it open when
 * to do so). A sender keeps at least three quarters of its window, so none is ever held up.
 */
import type { MessageStream, StreamMuxerFactory } from '@libp2p/interface'
import { type YamuxMuxerInit, yamux } from '@libp2p/yamux'
import type { Uint8ArrayList } from 'uint8arraylist'

const headerBytes = 12
const windowUpdateType = 1

/** A quarter of Yamux's first window of 256 KiB. */
const owedBytesMax = 64 * 1024

/** Streams whose window is owed at most; of more, the oldest gets its window at once. */
const owingStreamsMax = 1024

/** A muxer for `createLibp2p`, as `yamux` makes one. */
export function leanYamux(init: YamuxMuxerInit): () => StreamMuxerFactory {
  const create = yamux(init)
  return () => {
    const factory = create() as StreamMuxerFactory
    const createStreamMuxer = factory.createStreamMuxer.bind(factory)
    return Object.assign(factory, {
      createStreamMuxer(connection: MessageStream) {
        writeLess(connection)
        return createStreamMuxer(connection)
      }
    })
  }
}

/** From now on what is sent goes out as one piece, and small window updates are put together. */
export function writeLess(connection: MessageStream): void {
  const send = connection.send.bind(connection)
  const owed = new Map<number, number>()
  connection.send = (data: Uint8Array | Uint8ArrayList): boolean => {
    const bytes = data instanceof Uint8Array ? data : data.subarray()
    const update = windowUpdateOf(bytes)
    if (update === undefined) return send(bytes)
    const { stream, length } = update
    const sum = (owed.get(stream) ?? 0) + length
    owed.delete(stream)
    if (sum >= owedBytesMax) return send(windowUpdate(stream, sum))
    owed.set(stream, sum)
    const [oldest] = owed
    if (owed.size > owingStreamsMax && oldest !== undefined) {
      owed.delete(oldest[0])
      return send(windowUpdate(...oldest))
    }
    return !connection.writableNeedsDrain
  }
}

/** A window update without flags: one that says nothing else. */
function windowUpdateOf(bytes: Uint8Array) {
  if (bytes.length !== headerBytes) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPlain = view.getUint8(1) === windowUpdateType && view.getUint16(2) === 0
  return isPlain ? { stream: view.getUint32(4), length: view.getUint32(8) } : undefined
}

function windowUpdate(stream: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes)
  const view = new DataView(bytes.buffer)
  view.setUint8(1, windowUpdateType)
  view.setUint32(4, stream)
  view.setUint32(8, length)
  return bytes
}
