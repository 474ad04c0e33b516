/** Requests from this node's side: connect if need be, ask in time, and oneself without a wire. */
import { type Clock, type MemberId, type Peers, utf8 } from '@commonhold/base'
import type { Connection } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import type { Connector } from './connector.ts'
import { startDeadline } from './deadline.ts'
import { tooLarge } from './frame.ts'
import { createRequestChannels } from './request-channels.ts'
import { ask, openChannel } from './request-client.ts'
import { type RequestServer, requestProtocol } from './request-server.ts'
import type { StreamChannel } from './stream-channel.ts'
import type { Tap } from './tap.ts'

const topicBytesMax = 255

/** @returns the port's `request` */
export function createRequester(options: {
  readonly self: MemberId
  readonly clock: Clock
  readonly tap: Tap
  readonly connector: Connector
  readonly server: RequestServer
}): Pick<Peers, 'request'> {
  const { self, clock, tap, connector, server } = options
  const channels = createRequestChannels()

  const askSelf: Peers['request'] = async (from, topic, body, { responseBytesMax, signal }) => {
    const handler = server.handlerOf(topic)
    const { requestBytesMax } = handler.limits
    if (body.length > requestBytesMax) throw tooLarge(body.length, requestBytesMax)
    const asked = { from, body: body.slice(), signal: signal ?? new AbortController().signal }
    const answer = await handler.answer(asked)
    if (answer.length > responseBytesMax) throw tooLarge(answer.length, responseBytesMax)
    return answer.slice()
  }
  return {
    async request(to, topic, body, asking) {
      const topicBytes = utf8(topic).length
      if (topicBytes > topicBytesMax) throw tooLarge(topicBytes, topicBytesMax)
      if (to === self) return askSelf(to, topic, body, asking)
      const { timeoutMs, responseBytesMax } = asking
      const deadline = startDeadline(clock, timeoutMs, `Asking ${to}`, asking.signal)
      const { signal } = deadline
      try {
        tap(body, 'out', to)
        const answer = await exchange({ to, topic, body, responseBytesMax }, signal)
        tap(answer, 'in', to)
        return answer
      } finally {
        deadline.end()
      }
    }
  }

  /**
   * Over a stream that is free, or a new one. The other side may just be ending a free one; then
   * nothing was heard on either side, and the same is asked on a new stream.
   */
  async function exchange(question: Parameters<typeof ask>[1], signal: AbortSignal) {
    const connection = await connector.connectTo(question.to, signal)
    const free = channels.take(connection)
    if (free === undefined) return await askNew(connection, question, signal)
    free.watch(signal)
    try {
      return await askOver(connection, free, question)
    } catch (cause) {
      if (signal.aborted || free.hasHeard()) throw cause
      return await askNew(await connector.connectTo(question.to, signal), question, signal)
    }
  }

  async function askNew(
    connection: Connection,
    question: Parameters<typeof ask>[1],
    signal: AbortSignal
  ) {
    const opened = await openWithRetry(connection, question.to, signal)
    return await askOver(opened.connection, opened.channel, question)
  }

  async function askOver(
    connection: Connection,
    channel: StreamChannel,
    question: Parameters<typeof ask>[1]
  ) {
    const answer = await ask(channel, question)
    channels.give(connection, channel)
    return answer
  }

  /** A connection that died unnoticed shows when a stream is opened: then one new dial. */
  async function openWithRetry(connection: Connection, to: MemberId, signal: AbortSignal) {
    try {
      return { connection, channel: await openChannel(connection, requestProtocol, signal) }
    } catch (cause) {
      if (signal.aborted || connection.status === 'open') throw cause
      connection.abort(networkError('NETWORK_UNREACHABLE', 'The connection had died.'))
      const fresh = await connector.connectTo(to, signal)
      return { connection: fresh, channel: await openChannel(fresh, requestProtocol, signal) }
    }
  }
}
