/**
 * Which member is at the other end of a connection. A connection is strange until its hellos are
 * exchanged: until then every other protocol waits, a few streams at most, and a connection that
 * does not introduce itself in time is closed.
 */
import { asCommonholdError, type Clock, type Log, type MemberId } from '@commonhold/base'
import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import type { AddressRecord } from './address-record.ts'
import { startDeadline } from './deadline.ts'
import { answerHello, type HelloContext, helloProtocol, sayHello } from './hello.ts'
import { createStreamChannel } from './stream-channel.ts'

const waitersMax = 16

type Entry = {
  readonly connection: Connection
  readonly admitted: PromiseWithResolvers<MemberId>
  member: MemberId | undefined
  waiters: number
  endDeadline(): void
}

/** Who is connected. */
export type Admission = {
  /** The member at the other end, as soon as it has proven itself. */
  memberAt(connection: Connection): Promise<MemberId>
  /** The best open connection to a member: direct before relayed. */
  connectionTo(member: MemberId): Connection | undefined
  connected(): readonly MemberId[]
  /** Closes every connection to a member. */
  drop(member: MemberId, why: string): void
}

/** What admission tells to the rest. */
export type AdmissionListener = {
  /** A member that was not connected now is, or the other way round. */
  onPeerChange(member: MemberId, isConnected: boolean): void
  onRecord(record: AddressRecord): void
}

/** Takes over the connections of a libp2p node that has not been started. */
export async function createAdmission(options: {
  readonly libp2p: Libp2p
  readonly hello: HelloContext
  readonly clock: Clock
  readonly log: Log
  readonly helloMsMax: number
  readonly listener: AdmissionListener
}): Promise<Admission> {
  const { libp2p, hello, clock, log, listener } = options
  const entries = new Map<string, Entry>()

  const refuse = (entry: Entry, cause: unknown): void => {
    const error = asCommonholdError(cause)
    const peer = entry.connection.remotePeer.toString()
    log.warn('peer turned away', { peer, code: error.code, why: error.message })
    entry.admitted.reject(error)
    entry.connection.abort(error)
  }
  const entryOf = (connection: Connection): Entry => {
    const held = entries.get(connection.id)
    if (held !== undefined) return held
    const deadline = startDeadline(clock, options.helloMsMax, 'Saying hello')
    const admitted = Promise.withResolvers<MemberId>()
    const endDeadline = deadline.end
    const entry: Entry = { connection, admitted, member: undefined, waiters: 0, endDeadline }
    admitted.promise.catch(() => {})
    deadline.signal.addEventListener('abort', () => refuse(entry, deadline.signal.reason))
    entries.set(connection.id, entry)
    return entry
  }
  const connectionsOf = (member: MemberId): Entry[] =>
    [...entries.values()].filter(
      (entry) => entry.member === member && entry.connection.status === 'open'
    )
  const admit = (entry: Entry, record: AddressRecord): void => {
    if (entry.connection.status !== 'open' || entry.member !== undefined) return
    const isFirst = connectionsOf(record.member).length === 0
    entry.endDeadline()
    entry.member = record.member
    entry.admitted.resolve(record.member)
    listener.onRecord(record)
    if (isFirst) listener.onPeerChange(record.member, true)
  }
  const introduce = async (entry: Entry): Promise<void> => {
    const deadline = startDeadline(clock, options.helloMsMax, 'Saying hello')
    try {
      const { signal } = deadline
      const options = { signal, runOnLimitedConnection: true, negotiateFully: false }
      const stream = await entry.connection.newStream(helloProtocol, options)
      const channel = createStreamChannel(stream, signal)
      admit(entry, await sayHello(hello, channel, entry.connection.remotePeer))
    } catch (cause) {
      refuse(entry, cause)
    } finally {
      deadline.end()
    }
  }
  const onHello = async (stream: Stream, connection: Connection): Promise<void> => {
    const entry = entryOf(connection)
    const deadline = startDeadline(clock, options.helloMsMax, 'Hearing hello')
    try {
      const channel = createStreamChannel(stream, deadline.signal)
      const heard = await answerHello(hello, channel, connection.remotePeer)
      await heard.answer()
      admit(entry, heard.record)
    } catch (cause) {
      refuse(entry, cause)
    } finally {
      deadline.end()
    }
  }

  libp2p.addEventListener('connection:open', ({ detail: connection }) => {
    const entry = entryOf(connection)
    if (connection.direction === 'outbound') void introduce(entry)
  })
  libp2p.addEventListener('connection:close', ({ detail: connection }) => {
    const entry = entries.get(connection.id)
    if (entry === undefined) return
    entries.delete(connection.id)
    entry.endDeadline()
    entry.admitted.reject(networkError('NETWORK_UNREACHABLE', 'The connection was closed.'))
    const { member } = entry
    if (member !== undefined && connectionsOf(member).length === 0) {
      listener.onPeerChange(member, false)
    }
  })
  await libp2p.handle(helloProtocol, onHello, {
    maxInboundStreams: 2,
    runOnLimitedConnection: true
  })

  return {
    async memberAt(connection) {
      const entry = entryOf(connection)
      if (entry.member !== undefined) return entry.member
      if (entry.waiters >= waitersMax) {
        throw networkError('NETWORK_BUSY', 'Too many streams wait for a hello.')
      }
      entry.waiters += 1
      try {
        return await entry.admitted.promise
      } finally {
        entry.waiters -= 1
      }
    },
    connectionTo(member) {
      const open = connectionsOf(member).map(({ connection }) => connection)
      return open.find(({ direct, limits }) => direct && limits === undefined) ?? open[0]
    },
    connected() {
      const members = new Set<MemberId>()
      for (const { member, connection } of entries.values()) {
        if (member !== undefined && connection.status === 'open') members.add(member)
      }
      return [...members]
    },
    drop(member, why) {
      for (const entry of connectionsOf(member)) {
        log.warn('peer dropped', { member, why })
        entry.connection.abort(networkError('NETWORK_IMPOSTOR', `The member was dropped: ${why}.`))
      }
    }
  }
}
