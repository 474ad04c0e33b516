/**
 * Events as server-sent events (WHATWG HTML, 9.2): one frame an event, its id in front so that a
 * client can go on after it, and a comment now and then so that proxies and clients see that the
 * line is alive. Nothing is buffered here: the client's reading pulls the next event.
 */
import type { Clock } from '@commonhold/base'
import type { NodeEvent } from '@commonhold/sdk/api/events'

const encoder = new TextEncoder()

/** What a stream needs. */
export type EventStreamOptions = {
  readonly clock: Pick<Clock, 'sleep'>
  /** Silence after which a comment is sent. */
  readonly heartbeatMs: number
  readonly signal: AbortSignal
  /** Called once, when the stream is over for whatever reason. */
  readonly onEnd: () => void
}

/** One event as a frame. The data is JSON on one line. */
export function encodeEvent(event: NodeEvent): string {
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

/** The stream's bytes. It ends when the events end or the signal is aborted. */
export function eventStream(
  openEvents: (signal: AbortSignal) => AsyncIterable<NodeEvent>,
  options: EventStreamOptions
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const ours = new AbortController()
  const signal = AbortSignal.any([ours.signal, options.signal])
  const frames = framesOf(openEvents(signal)[Symbol.asyncIterator](), { ...options, signal })
  let isOver = false
  const end = (): void => {
    if (isOver) return
    isOver = true
    ours.abort()
    options.onEnd()
  }
  signal.addEventListener('abort', end, { once: true })
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await frames.next()
        if (!done) return controller.enqueue(encoder.encode(value))
        end()
        controller.close()
      } catch (cause) {
        end()
        controller.error(cause)
      }
    },
    cancel: end
  })
}

type FrameOptions = Omit<EventStreamOptions, 'onEnd'>

async function* framesOf(
  events: AsyncIterator<NodeEvent>,
  { clock, heartbeatMs, signal }: FrameOptions
): AsyncGenerator<string, undefined> {
  const ended = new Promise<'ended'>((resolve) => {
    if (signal.aborted) resolve('ended')
    signal.addEventListener('abort', () => resolve('ended'), { once: true })
  })
  // The first comment opens the line at once, so that a client knows that it is connected.
  yield ': connected\n\n'
  let next = events.next()
  while (!signal.aborted) {
    const beat = new AbortController()
    const beats = clock.sleep(heartbeatMs, beat.signal).then(
      () => 'beat' as const,
      () => 'beat' as const
    )
    const first = await Promise.race([next, beats, ended])
    beat.abort()
    if (first === 'ended') break
    if (first === 'beat') {
      yield ': alive\n\n'
      continue
    }
    if (first.done) return undefined
    yield encodeEvent(first.value)
    next = events.next()
  }
  next.catch(() => undefined)
  return undefined
}
