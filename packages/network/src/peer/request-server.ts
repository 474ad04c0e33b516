/**
 * Answering requests: one libp2p stream a request, the question in full before the answer.
 *
 * On the wire: topic length (1 byte), topic, body length (4 bytes), body; then a status byte and
 * the answer with its length. Everything is bounded before it is read: the body by its topic, the
 * time to send it, a member's open requests and their bytes, and how often it asks.
 */
import {
  type Clock,
  concatBytes,
  fromUtf8,
  type Log,
  type MemberId,
  type PeerRequest,
  type TopicLimits
} from '@commonhold/base'
import type { Connection, Stream } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import { type Deadline, orAborted, startDeadline } from './deadline.ts'
import { answerStatus, frameOf, readUint32, refusalAnswer, tooLarge } from './frame.ts'
import { createMemberLoads } from './member-load.ts'
import { createStreamChannel, type StreamChannel } from './stream-channel.ts'
import type { Tap } from './tap.ts'
import type { TokenBuckets } from './token-bucket.ts'

/** Requests and their answers. */
export const requestProtocol = '/commonhold/request/1'

/** Bounds on what one member may ask at once. */
export type RequestServerLimits = {
  /** How long a question may take to arrive, in milliseconds. */
  readonly readMsMax: number
  /** How long answering may take, in milliseconds. */
  readonly answerMsMax: number
  readonly openPerMemberMax: number
  readonly openBytesPerMemberMax: number
}

/** How a topic is answered. */
export type TopicHandler = {
  readonly limits: TopicLimits
  answer(request: PeerRequest): Promise<Uint8Array>
}

/** Topics and their handlers. */
export type RequestServer = {
  handle(topic: string, handler: TopicHandler): void
  handlerOf(topic: string): TopicHandler
  onStream(stream: Stream, connection: Connection): Promise<void>
}

/** A server without topics. */
export function createRequestServer(options: {
  readonly clock: Clock
  readonly log: Log
  readonly tap: Tap
  readonly buckets: TokenBuckets
  readonly limits: RequestServerLimits
  memberAt(connection: Connection): Promise<MemberId>
}): RequestServer {
  const { clock, log, tap, buckets, limits } = options
  const handlers = new Map<string, TopicHandler>()
  const loads = createMemberLoads({
    open: limits.openPerMemberMax,
    bytes: limits.openBytesPerMemberMax
  })

  const readAndAnswer = async (from: MemberId, channel: StreamChannel, endReading: () => void) => {
    const releaseOpen = loads.take(from, { open: 1, bytes: 0 })
    let releaseBody = () => {}
    try {
      const [topicLength] = await channel.readExactly(1)
      const topic = fromUtf8(await channel.readExactly(topicLength!))
      const handler = handlerFor(handlers, topic)
      const bodyLength = await readUint32(channel)
      const { requestBytesMax, requestsPerMinuteMax } = handler.limits
      if (bodyLength > requestBytesMax) throw tooLarge(bodyLength, requestBytesMax)
      if (!buckets.take(`request ${from} ${topic}`, requestsPerMinuteMax)) {
        const message = `${from} asks "${topic}" over ${requestsPerMinuteMax} times a minute.`
        throw networkError('NETWORK_RATE_LIMITED', message)
      }
      releaseBody = loads.take(from, { open: 0, bytes: bodyLength })
      const body = await channel.readExactly(bodyLength)
      endReading()
      tap(body, 'in', from)
      const late = startDeadline(clock, limits.answerMsMax, 'Answering')
      return await answerWhileHere(handler, { from, body }, channel, late)
    } finally {
      releaseBody()
      releaseOpen()
    }
  }
  return {
    handle(topic, handler) {
      handlers.set(topic, handler)
    },
    handlerOf: (topic) => handlerFor(handlers, topic),
    async onStream(stream, connection) {
      const reading = startDeadline(clock, limits.readMsMax, 'Reading a request')
      const channel = createStreamChannel(stream, reading.signal)
      try {
        const from = await options.memberAt(connection)
        const answer = await readAndAnswer(from, channel, reading.end).then(
          (bytes) => {
            tap(bytes, 'out', from)
            return concatBytes(Uint8Array.of(answerStatus.ok), frameOf(bytes))
          },
          (cause: unknown) => {
            log.debug('request refused', { from, cause })
            return refusalAnswer(cause)
          }
        )
        await writeInTime(channel, answer, startDeadline(clock, limits.readMsMax, 'An answer'))
      } catch (cause) {
        channel.cut(cause as Error)
      } finally {
        reading.end()
      }
    }
  }
}

function handlerFor(handlers: ReadonlyMap<string, TopicHandler>, topic: string): TopicHandler {
  const handler = handlers.get(topic)
  if (handler !== undefined) return handler
  throw networkError('NETWORK_NO_SUCH_TOPIC', `This node answers no topic "${topic}".`)
}

/** Answers, unless whoever asked goes away or the time runs out. */
async function answerWhileHere(
  handler: TopicHandler,
  question: Omit<PeerRequest, 'signal'>,
  channel: StreamChannel,
  deadline: Deadline
): Promise<Uint8Array> {
  const gone = new AbortController()
  const isGone = networkError('NETWORK_UNREACHABLE', 'Whoever asked has gone.')
  void channel.closed.then(() => gone.abort(isGone))
  const signal = AbortSignal.any([gone.signal, deadline.signal])
  try {
    return await orAborted(handler.answer({ ...question, signal }), signal)
  } finally {
    deadline.end()
  }
}

/** Writes and waits for the other side's end; cuts the stream off where that takes too long. */
async function writeInTime(channel: StreamChannel, answer: Uint8Array, deadline: Deadline) {
  const { signal } = deadline
  signal.addEventListener('abort', () => channel.cut(signal.reason))
  try {
    await channel.write(answer)
    await channel.end()
    await channel.closed
  } finally {
    deadline.end()
  }
}
