/**
 * Asking: a stream carries one request after the other, since opening one costs more than a small
 * question. On an open connection a request costs one round trip.
 */
import type { MemberId, Payload } from '@commonhold/base'
import type { Connection } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import { questionOf, readFrame, readStatus } from './frame.ts'
import { createStreamChannel, type StreamChannel } from './stream-channel.ts'

/** Streams of one protocol that may be open at once on a connection, either way. */
export const streamsPerConnectionMax = 256

/** Opens a stream on a connection, with the first bytes written together with its protocol. */
export async function openChannel(
  connection: Connection,
  protocol: string,
  signal: AbortSignal
): Promise<StreamChannel> {
  try {
    const stream = await connection.newStream(protocol, {
      signal,
      runOnLimitedConnection: true,
      negotiateFully: false,
      maxOutboundStreams: streamsPerConnectionMax
    })
    return createStreamChannel(stream, signal)
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    const message = `No stream could be opened to ${connection.remotePeer}.`
    throw networkError('NETWORK_UNREACHABLE', message, { cause })
  }
}

/**
 * Asks over an open channel, which can be asked again where this does not throw.
 * @throws {CommonholdError} `NETWORK_REFUSED`, `NETWORK_TOO_LARGE`, `NETWORK_BAD_MESSAGE`,
 * `NETWORK_UNREACHABLE`, or the channel's signal's reason
 */
export async function ask(
  channel: StreamChannel,
  question: {
    readonly to: MemberId
    readonly topic: string
    readonly body: Payload
    readonly responseBytesMax: number
  }
): Promise<Uint8Array<ArrayBuffer>> {
  const writing = writeAll(channel, questionOf(question.topic, question.body))
  // A refusal may come before all is written; only then does a failed write not matter.
  writing.catch(() => {})
  try {
    await readStatus(channel, question.to)
    const answer = await readFrame(channel, question.responseBytesMax)
    await writing
    return answer
  } catch (cause) {
    channel.cut(cause as Error)
    throw cause
  }
}

async function writeAll(channel: StreamChannel, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces) await channel.write(piece)
}
