/**
 * One end of a libp2p stream without a connection: what arrives is given beforehand, and what is
 * written is kept. For tests of readers, a hundred times faster than a connection.
 */
import { concatBytes } from '@commonhold/base'
import type { Stream } from '@libp2p/interface'

/** The stream, and what was written to it. */
export type MemoryStream = { readonly stream: Stream; written(): Uint8Array }

/**
 * The pieces arrive one after the other as soon as the caller gives way, and then the end.
 * Listeners have to be there by then.
 */
export function openMemoryStream(pieces: readonly Uint8Array[]): MemoryStream {
  const events = new EventTarget()
  const written: Uint8Array[] = []
  const tell = (type: string, fields: object = {}) =>
    events.dispatchEvent(Object.assign(new Event(type), fields))
  const stream = {
    status: 'open',
    readStatus: 'readable',
    readableEnded: false,
    readBufferLength: 0,
    writableNeedsDrain: false,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    send(bytes: Uint8Array) {
      written.push(bytes.slice())
      return true
    },
    pause() {
      stream.readStatus = 'paused'
    },
    resume() {
      stream.readStatus = 'readable'
    },
    async close() {
      if (stream.status !== 'open') return
      stream.status = 'closed'
      tell('close')
    },
    abort(error: Error) {
      if (stream.status !== 'open') return
      stream.status = 'aborted'
      tell('close', { error })
    }
  }
  queueMicrotask(() => {
    for (const data of pieces) tell('message', { data })
    stream.readableEnded = true
    tell('end')
  })
  return { stream: stream as unknown as Stream, written: () => concatBytes(...written) }
}
