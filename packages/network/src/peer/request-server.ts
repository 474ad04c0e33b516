/**
 * Answering requests: one libp2p stream a request, the question in full before the answer.
 *
 * On the wire: topic length (1 byte), topic, body length (4 bytes), body; then a status byte and
 * the answer with its length. Everything is bounded before it is read: the body by its topic, the
 * time to send it, a member's open requests and their bytes, and how often it asks.
 */
import {
  type Clock,
  type CommonholdError,
  concatBytes,
  fromUtf8,
  type Log,
  type MemberId,
  type PeerRequest,
  type TopicLimits
} from '@commonhold/base'
import type { Connection, Stream } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import { orAborted, startDeadline } from './deadline.ts'
import { answerStatus, frameOf, readUint32, refusalAnswer, tooLarge } from './frame.ts'
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

type Load = { open: number; bytes: number }

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
  const loads = new Map<MemberId, Load>()

  const handlerOf = (topic: string): TopicHandler => {
    const handler = handlers.get(topic)
    if (handler === undefined) {
      throw networkError('NETWORK_NO_SUCH_TOPIC', `This node answers no topic "${topic}".`)
    }
    return handler
  }
  /** Counts one more request, or its body's bytes. Answers how to take that back. */
  const takeLoad = (from: MemberId, more: Load): (() => void) => {
    const load = loads.get(from) ?? { open: 0, bytes: 0 }
    const open = load.open + more.open
    const bytes = load.bytes + more.bytes
    if (open > limits.openPerMemberMax || bytes > limits.openBytesPerMemberMax) {
      const message = `${from} has ${load.open} requests of ${load.bytes} bytes open here.`
      throw networkError('NETWORK_BUSY', message)
    }
    loads.set(from, Object.assign(load, { open, bytes }))
    return () => {
      load.open -= more.open
      load.bytes -= more.bytes
      if (load.open === 0) loads.delete(from)
    }
  }
  const readAndAnswer = async (from: MemberId, channel: StreamChannel, endReading: () => void) => {
    const releaseOpen = takeLoad(from, { open: 1, bytes: 0 })
    let releaseBody = () => {}
    try {
      const [topicLength] = await channel.readExactly(1)
      const topic = fromUtf8(await channel.readExactly(topicLength!))
      const handler = handlerOf(topic)
      const bodyLength = await readUint32(channel)
      const { requestBytesMax, requestsPerMinuteMax } = handler.limits
      if (bodyLength > requestBytesMax) throw tooLarge(bodyLength, requestBytesMax)
      if (!buckets.take(`request ${from} ${topic}`, requestsPerMinuteMax)) {
        const message = `${from} asks "${topic}" over ${requestsPerMinuteMax} times a minute.`
        throw networkError('NETWORK_RATE_LIMITED', message)
      }
      releaseBody = takeLoad(from, { open: 0, bytes: bodyLength })
      const body = await channel.readExactly(bodyLength)
      endReading()
      tap(body, 'in', from)
      return await answerInTime(handler, { from, body }, channel)
    } finally {
      releaseBody()
      releaseOpen()
    }
  }
  const answerInTime = async (
    handler: TopicHandler,
    question: Omit<PeerRequest, 'signal'>,
    channel: StreamChannel
  ): Promise<Uint8Array> => {
    const gone = new AbortController()
    const isGone = networkError('NETWORK_UNREACHABLE', 'Whoever asked has gone.')
    void channel.closed.then(() => gone.abort(isGone))
    const deadline = startDeadline(clock, limits.answerMsMax, 'Answering', gone.signal)
    try {
      const { signal } = deadline
      return await orAborted(handler.answer({ ...question, signal }), signal)
    } finally {
      deadline.end()
    }
  }

  return {
    handle(topic, handler) {
      handlers.set(topic, handler)
    },
    handlerOf,
    async onStream(stream, connection) {
      const cutting = new AbortController()
      const reading = startDeadline(clock, limits.readMsMax, 'Reading a request', cutting.signal)
      const channel = createStreamChannel(stream, reading.signal)
      let writing: ReturnType<typeof startDeadline> | undefined
      try {
        const from = await options.memberAt(connection)
        let answer: Uint8Array
        try {
          const bytes = await readAndAnswer(from, channel, reading.end)
          tap(bytes, 'out', from)
          answer = concatBytes(Uint8Array.of(answerStatus.ok), frameOf(bytes))
        } catch (cause) {
          log.debug('request refused', { from, code: (cause as CommonholdError).code })
          answer = refusalAnswer(cause)
        }
        writing = startDeadline(clock, limits.readMsMax, 'Writing an answer')
        const { signal } = writing
        signal.addEventListener('abort', () => channel.cut(signal.reason))
        await channel.write(answer)
        await channel.end()
        await channel.closed
      } catch (cause) {
        channel.cut(cause as Error)
      } finally {
        reading.end()
        writing?.end()
      }
    }
  }
}
