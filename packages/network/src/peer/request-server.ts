/**
 * Answering requests: one after the other on a libp2p stream, each question in full before its
 * answer. A stream that asked before may rest; a few of each member's do so.
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
import { createMemberLoads, type MemberLoads } from './member-load.ts'
import { freeChannelsMax } from './request-channels.ts'
import { createStreamChannel, type StreamChannel } from './stream-channel.ts'
import type { Tap } from './tap.ts'
import type { TokenBuckets } from './token-bucket.ts'

/** Requests and their answers. */
export const requestProtocol = '/commonhold/request/2'

/** Bounds on what one member may ask at once. */
export type RequestServerLimits = {
  /** How long a question may take to arrive, in milliseconds. */
  readonly readMsMax: number
  /** How long answering may take, in milliseconds. */
  readonly answerMsMax: number
  /** How long a stream may rest between an answer and the next question. */
  readonly restMsMax: number
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

/** What a server stands on. */
type ServerOptions = {
  readonly clock: Clock
  readonly log: Log
  readonly tap: Tap
  readonly buckets: TokenBuckets
  readonly limits: RequestServerLimits
  memberAt(connection: Connection): Promise<MemberId>
}

/** What a server remembers. */
type Server = ServerOptions & {
  readonly handlers: Map<string, TopicHandler>
  /** Open requests of each member. */
  readonly loads: MemberLoads
  /** Streams of each member that rest. */
  readonly rests: MemberLoads
}

/** A server without topics. */
export function createRequestServer(options: ServerOptions): RequestServer {
  const { clock, limits } = options
  const server: Server = {
    ...options,
    handlers: new Map(),
    loads: createMemberLoads({
      open: limits.openPerMemberMax,
      bytes: limits.openBytesPerMemberMax
    }),
    rests: createMemberLoads({ open: freeChannelsMax, bytes: 0 })
  }
  return {
    handle(topic, handler) {
      server.handlers.set(topic, handler)
    },
    handlerOf: (topic) => handlerFor(server.handlers, topic),
    async onStream(stream, connection) {
      const first = startDeadline(clock, limits.readMsMax, 'Reading a request')
      const channel = createStreamChannel(stream, first.signal)
      const gone = new AbortController()
      const isGone = networkError('NETWORK_UNREACHABLE', 'Whoever asked has gone.')
      void channel.closed.then(() => gone.abort(isGone))
      try {
        await answerAll(server, { channel, first, gone: gone.signal }, connection)
      } catch (cause) {
        channel.cut(cause as Error)
      } finally {
        first.end()
      }
    }
  }
}

/** A stream of requests. */
type Asking = {
  readonly channel: StreamChannel
  /** The deadline of its first question. */
  readonly first: Deadline
  /** Aborts when the stream is closed. */
  readonly gone: AbortSignal
}

type Answered = { readonly isWhole: boolean; readonly answer: Uint8Array<ArrayBuffer> }

function handlerFor(handlers: ReadonlyMap<string, TopicHandler>, topic: string): TopicHandler {
  const handler = handlers.get(topic)
  if (handler !== undefined) return handler
  throw networkError('NETWORK_NO_SUCH_TOPIC', `This node answers no topic "${topic}".`)
}

/** Answers, unless whoever asked goes away or the time runs out. */
async function answerInTime(
  handler: TopicHandler,
  question: Omit<PeerRequest, 'signal'>,
  deadline: Deadline
): Promise<Uint8Array> {
  try {
    const { signal } = deadline
    return await orAborted(handler.answer({ ...question, signal }), signal)
  } finally {
    deadline.end()
  }
}

/** Waits for the other side's end; the signal in force cuts the stream off where it takes long. */
async function endInFull(channel: StreamChannel): Promise<void> {
  await channel.end()
  await channel.closed
}

/** Answers one question after the other, for as long as the stream is where a question ends. */
async function answerAll(server: Server, asking: Asking, connection: Connection): Promise<void> {
  const { clock, limits, memberAt } = server
  const { channel } = asking
  let reading = asking.first
  let readTopicLength = async (): Promise<number> => (await channel.readExactly(1))[0]!
  for (;;) {
    const from = await memberAt(connection)
    const { isWhole, answer } = await answerOne(server, asking, { from, reading, readTopicLength })
    reading.end()
    const writing = startDeadline(clock, limits.readMsMax, 'An answer')
    channel.watch(writing.signal)
    try {
      await channel.write(answer)
      if (!isWhole) return await endInFull(channel)
    } finally {
      writing.end()
    }
    const next = await rest(server, from, channel)
    if (next === undefined) return await endInFull(channel)
    readTopicLength = async () => next
    reading = startDeadline(clock, limits.readMsMax, 'Reading a request')
    channel.watch(reading.signal)
  }
}

/** Reads a question and answers or refuses it. `isWhole`: it was read to its end. */
async function answerOne(
  { clock, log, tap, buckets, limits, handlers, loads }: Server,
  { channel, gone }: Asking,
  turn: {
    readonly from: MemberId
    readonly reading: Deadline
    readTopicLength(): Promise<number>
  }
): Promise<Answered> {
  const { from, reading } = turn
  let isWhole = false
  let releaseOpen = () => {}
  let releaseBody = () => {}
  try {
    releaseOpen = loads.take(from, { open: 1, bytes: 0 })
    const topic = fromUtf8(await channel.readExactly(await turn.readTopicLength()))
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
    isWhole = true
    reading.end()
    tap(body, 'in', from)
    const late = startDeadline(clock, limits.answerMsMax, 'Answering', gone)
    const bytes = await answerInTime(handler, { from, body }, late)
    tap(bytes, 'out', from)
    return { isWhole, answer: concatBytes(Uint8Array.of(answerStatus.ok), frameOf(bytes)) }
  } catch (cause) {
    log.debug('request refused', { from, cause })
    return { isWhole, answer: refusalAnswer(cause) }
  } finally {
    releaseBody()
    releaseOpen()
  }
}

/** The first byte of the next question; undefined where the stream has ended instead. */
async function rest(
  { clock, limits, rests }: Server,
  from: MemberId,
  channel: StreamChannel
): Promise<number | undefined> {
  const release = rests.take(from, { open: 1, bytes: 0 })
  const resting = startDeadline(clock, limits.restMsMax, 'Waiting for a request')
  try {
    channel.watch(resting.signal)
    return (await channel.readSome(1))?.[0]
  } finally {
    resting.end()
    release()
  }
}
