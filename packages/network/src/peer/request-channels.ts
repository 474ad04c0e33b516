/**
 * Streams for requests that are open and free, by connection. A few are kept, the one used last is
 * used next, and what the other side has ended is forgotten.
 */
import type { Connection } from '@libp2p/interface'
import type { StreamChannel } from './stream-channel.ts'

/** Free streams. */
export type RequestChannels = {
  /** One that was free; undefined where there is none. */
  take(connection: Connection): StreamChannel | undefined
  /** Gives one back after its answer. */
  give(connection: Connection, channel: StreamChannel): void
}

/** Free streams kept on a connection at most. Whoever answers keeps as many open for a member. */
export const freeChannelsMax = 8

const noSignal = new AbortController().signal

/** Keeps none yet. Connections that are gone are forgotten with their streams. */
export function createRequestChannels(): RequestChannels {
  const byConnection = new WeakMap<Connection, StreamChannel[]>()
  return {
    take(connection) {
      const free = byConnection.get(connection) ?? []
      for (let channel = free.pop(); channel !== undefined; channel = free.pop()) {
        if (channel.isIdle()) return channel
      }
      return undefined
    },
    give(connection, channel) {
      const free = byConnection.get(connection) ?? []
      byConnection.set(connection, free)
      channel.watch(noSignal)
      if (free.length < freeChannelsMax && channel.isIdle()) free.push(channel)
      else channel.end().catch(() => {})
    }
  }
}
