/** A question and its answer over a stream that is free, or over a new one. */
import type { MemberId } from '@commonhold/base'
import type { Connection } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import type { Connector } from './connector.ts'
import { createRequestChannels } from './request-channels.ts'
import { ask, openChannel } from './request-client.ts'
import { requestProtocol } from './request-server.ts'
import type { StreamChannel } from './stream-channel.ts'

/** What is asked, and of whom. */
export type Question = Parameters<typeof ask>[1]

/** Asks within the signal's time. Throws what `ask` throws. */
export type Exchange = (question: Question, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>

/** Keeps the streams that are free between questions. */
export function createExchange(connector: Pick<Connector, 'connectTo'>): Exchange {
  const channels = createRequestChannels()
  const askOver = async (connection: Connection, channel: StreamChannel, question: Question) => {
    const answer = await ask(channel, question)
    channels.give(connection, channel)
    return answer
  }
  const askNew = async (known: Connection, question: Question, signal: AbortSignal) => {
    const { connection, channel } = await openWithRetry(connector, known, question.to, signal)
    return await askOver(connection, channel, question)
  }
  return async (question, signal) => {
    const connection = await connector.connectTo(question.to, signal)
    const free = channels.take(connection)
    if (free === undefined) return await askNew(connection, question, signal)
    free.watch(signal)
    try {
      return await askOver(connection, free, question)
    } catch (cause) {
      // The other side may just have ended it, and heard nothing: then a new one is asked.
      if (signal.aborted || free.hasHeard()) throw cause
      return await askNew(await connector.connectTo(question.to, signal), question, signal)
    }
  }
}

/** A connection that died unnoticed shows when a stream is opened: then one new dial. */
async function openWithRetry(
  connector: Pick<Connector, 'connectTo'>,
  connection: Connection,
  to: MemberId,
  signal: AbortSignal
): Promise<{ readonly connection: Connection; readonly channel: StreamChannel }> {
  try {
    return { connection, channel: await openChannel(connection, requestProtocol, signal) }
  } catch (cause) {
    if (signal.aborted || connection.status === 'open') throw cause
    connection.abort(networkError('NETWORK_UNREACHABLE', 'The connection had died.'))
    const fresh = await connector.connectTo(to, signal)
    return { connection: fresh, channel: await openChannel(fresh, requestProtocol, signal) }
  }
}
