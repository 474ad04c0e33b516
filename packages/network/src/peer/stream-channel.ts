/**
 * A libp2p stream as bytes to read and to write, with back-pressure in both directions.
 *
 * The stream's own async iterator takes whatever arrives, however slow its consumer is, and ends
 * the stream when it is left; so this reads by events and pauses the stream above 1 MiB unread.
 */
import type { Stream } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import { badMessage } from './document-fields.ts'

/** One stream. Reads are by one reader at a time. */
export type StreamChannel = {
  /** The next bytes, 1 to `bytesMax`; undefined at the end. */
  readSome(bytesMax: number): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Exactly that many bytes. @throws `NETWORK_BAD_MESSAGE` where the stream ends before. */
  readExactly(length: number): Promise<Uint8Array<ArrayBuffer>>
  /** Resolves when the bytes are on their way and there is room for more. */
  write(bytes: Uint8Array): Promise<void>
  /** Says that nothing more will be written. What was written still arrives. */
  end(): Promise<void>
  /** Cuts the stream off in both directions. Does nothing where it has ended. */
  cut(reason: Error): void
  /** Resolves when both sides have ended, or the stream was cut. */
  readonly closed: Promise<void>
}

const unreadBytesMax = 1024 * 1024
const pieceBytes = 64 * 1024

/**
 * Takes a stream over.
 * @param signal cuts the stream off when aborted
 */
export function createStreamChannel(stream: Stream, signal: AbortSignal): StreamChannel {
  const unread: Uint8Array[] = []
  let unreadBytes = 0
  let ended = false
  let failure: unknown
  let wake: (() => void) | undefined
  const closing = Promise.withResolvers<void>()
  const tell = (): void => {
    wake?.()
    wake = undefined
  }
  const cut = (reason: Error): void => {
    failure ??= reason
    if (isLive(stream)) stream.abort(reason)
    tell()
  }
  const onAbort = (): void => cut(asError(signal.reason))
  const resume = (): void => {
    if (stream.readStatus === 'paused') stream.resume()
  }
  stream.addEventListener('message', ({ data }) => {
    const bytes = data instanceof Uint8Array ? data : data.subarray()
    unread.push(bytes)
    unreadBytes += bytes.length
    if (unreadBytes > unreadBytesMax && stream.readStatus === 'readable') stream.pause()
    tell()
  })
  stream.addEventListener('end', () => {
    ended = true
    tell()
  })
  stream.addEventListener('close', ({ error }) => {
    signal.removeEventListener('abort', onAbort)
    if (error !== undefined) failure ??= error
    ended ||= stream.readBufferLength === 0
    closing.resolve()
    tell()
  })
  ended = stream.readableEnded
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort)

  const readSome = async (bytesMax: number): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    while (unread.length === 0) {
      if (failure !== undefined) throw failureOf(failure, signal)
      if (ended) return undefined
      resume()
      if (unread.length > 0 || ended) continue
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    const first = unread[0]!
    const taken = first.length > bytesMax ? first.subarray(0, bytesMax) : first
    if (taken === first) unread.shift()
    else unread[0] = first.subarray(bytesMax)
    unreadBytes -= taken.length
    if (unreadBytes < unreadBytesMax / 2) resume()
    return taken as Uint8Array<ArrayBuffer>
  }
  return {
    readSome,
    async readExactly(length) {
      const whole = new Uint8Array(length)
      for (let filled = 0; filled < length; ) {
        const part = await readSome(length - filled)
        if (part === undefined) throw badMessage(`it ended after ${filled} of ${length} bytes`)
        whole.set(part, filled)
        filled += part.length
      }
      return whole
    },
    async write(bytes) {
      try {
        for (let from = 0; from < bytes.length; from += pieceBytes) {
          if (failure !== undefined) throw failure
          const hasRoom = stream.send(bytes.subarray(from, from + pieceBytes))
          if (!hasRoom) await stream.onDrain({ signal })
        }
      } catch (cause) {
        throw failureOf(failure ?? cause, signal)
      }
    },
    async end() {
      try {
        await stream.close({ signal })
      } catch (cause) {
        throw failureOf(failure ?? cause, signal)
      }
    },
    cut,
    closed: closing.promise
  }
}

function isLive(stream: Stream): boolean {
  return stream.status === 'open' || stream.status === 'closing'
}

function asError(reason: unknown): Error {
  return reason instanceof Error
    ? reason
    : new DOMException('The stream was given up.', 'AbortError')
}

/** The reason given to the signal where it was that, else that the stream was cut. */
function failureOf(failure: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  const message = `A stream was cut: ${asError(failure).message}.`
  return networkError('NETWORK_UNREACHABLE', message, { cause: failure })
}
