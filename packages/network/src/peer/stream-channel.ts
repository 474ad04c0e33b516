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
  /** From now on this signal cuts the stream off when aborted, and the one before does not. */
  watch(signal: AbortSignal): void
  /** Whether anything has arrived since the signal in force was given. */
  hasHeard(): boolean
  /** Whether both sides may go on, and nothing that arrived is unread. */
  isIdle(): boolean
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
  const state: State = {
    unread: [],
    unreadBytes: 0,
    ended: stream.readableEnded,
    failure: undefined,
    hasHeard: false,
    signal
  }
  const closing = Promise.withResolvers<void>()
  const cut = (reason: Error): void => {
    state.failure ??= reason
    if (isLive(stream)) stream.abort(reason)
    tell(state)
  }
  const onAbort = (): void => cut(asError(state.signal.reason))
  const watch = (next: AbortSignal): void => {
    state.signal.removeEventListener('abort', onAbort)
    state.signal = next
    state.hasHeard = false
    if (next.aborted) onAbort()
    else next.addEventListener('abort', onAbort)
  }
  stream.addEventListener('close', ({ error }) => {
    state.signal.removeEventListener('abort', onAbort)
    if (error !== undefined) state.failure ??= error
    state.ended ||= stream.readBufferLength === 0
    closing.resolve()
    tell(state)
  })
  // The other side may have cut it off before it was taken over: then no event tells.
  if (!isLive(stream)) closing.resolve()
  collectUnread(stream, state)
  watch(signal)

  return {
    ...readerOf(stream, state),
    ...writerOf(stream, state),
    cut,
    watch,
    hasHeard: () => state.hasHeard,
    isIdle: () =>
      stream.status === 'open' &&
      !state.ended &&
      state.failure === undefined &&
      state.unread.length === 0,
    closed: closing.promise
  }
}

function readerOf(stream: Stream, state: State): Pick<StreamChannel, 'readSome' | 'readExactly'> {
  const readSome = (bytesMax: number) => takeUnread(stream, state, bytesMax)
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
    }
  }
}

function writerOf(stream: Stream, state: State): Pick<StreamChannel, 'write' | 'end'> {
  return {
    async write(bytes) {
      try {
        for (let from = 0; from < bytes.length; from += pieceBytes) {
          if (state.failure !== undefined) throw state.failure
          stream.send(bytes.subarray(from, from + pieceBytes))
          while (stream.writableNeedsDrain && isLive(stream)) await nextDrain(stream)
        }
      } catch (cause) {
        throw failureOf(state.failure ?? cause, state.signal)
      }
    },
    async end() {
      try {
        await stream.close({ signal: state.signal })
      } catch (cause) {
        throw failureOf(state.failure ?? cause, state.signal)
      }
    }
  }
}

/** What has arrived and nobody has read, and whether more can come. */
type State = {
  readonly unread: Uint8Array[]
  unreadBytes: number
  ended: boolean
  failure: unknown
  hasHeard: boolean
  signal: AbortSignal
  wake?: (() => void) | undefined
}

/**
 * Resolves when there may be room again, or there never will. libp2p's own `onDrain` resolves once
 * and from then on at once, so that a reader who does not read makes a writer buffer everything.
 */
function nextDrain(stream: Stream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.removeEventListener('drain', done)
      stream.removeEventListener('close', done)
      resolve()
    }
    stream.addEventListener('drain', done)
    stream.addEventListener('close', done)
  })
}

function tell(state: State): void {
  state.wake?.()
  state.wake = undefined
}

function collectUnread(stream: Stream, state: State): void {
  stream.addEventListener('message', ({ data }) => {
    const bytes = data instanceof Uint8Array ? data : data.subarray()
    state.hasHeard = true
    state.unread.push(bytes)
    state.unreadBytes += bytes.length
    if (state.unreadBytes > unreadBytesMax && stream.readStatus === 'readable') stream.pause()
    tell(state)
  })
  stream.addEventListener('end', () => {
    state.ended = true
    tell(state)
  })
}

async function takeUnread(stream: Stream, state: State, bytesMax: number) {
  const resume = (): void => {
    if (stream.readStatus === 'paused') stream.resume()
  }
  while (state.unread.length === 0) {
    if (state.failure !== undefined) throw failureOf(state.failure, state.signal)
    if (state.ended) return undefined
    resume()
    if (state.unread.length > 0 || state.ended) continue
    await new Promise<void>((resolve) => {
      state.wake = resolve
    })
  }
  const first = state.unread[0]!
  const taken = first.length > bytesMax ? first.subarray(0, bytesMax) : first
  if (taken === first) state.unread.shift()
  else state.unread[0] = first.subarray(bytesMax)
  state.unreadBytes -= taken.length
  if (state.unreadBytes < unreadBytesMax / 2) resume()
  // A plain view: what arrives may be a Buffer, whose slice() does not copy.
  return new Uint8Array(taken.buffer as ArrayBuffer, taken.byteOffset, taken.length)
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
