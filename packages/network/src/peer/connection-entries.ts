/** Open connections and who is at their other ends, as far as that is known yet. */
import { asCommonholdError, type Clock, type Log, type MemberId } from '@commonhold/base'
import type { Connection } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import type { AddressRecord } from './address-record.ts'
import { startDeadline } from './deadline.ts'

/** What admission tells to the rest. */
export type AdmissionListener = {
  /** A member that was not connected now is, or the other way round. */
  onPeerChange(member: MemberId, isConnected: boolean): void
  onRecord(record: AddressRecord): void
}

/** One connection. */
export type ConnectionEntry = {
  readonly connection: Connection
  readonly admitted: PromiseWithResolvers<MemberId>
  member: MemberId | undefined
  waiters: number
  endDeadline(): void
}

/** All connections. */
export type ConnectionEntries = {
  entryOf(connection: Connection): ConnectionEntry
  /** Open connections to a member. */
  of(member: MemberId): ConnectionEntry[]
  members(): MemberId[]
  admit(entry: ConnectionEntry, record: AddressRecord): void
  /** Closes the connection, and tells whoever waits for it why. */
  refuse(entry: ConnectionEntry, cause: unknown): void
  /** A connection has closed. */
  forget(connection: Connection): void
}

/** @param options.helloMsMax how long a connection may stay strange */
export function createConnectionEntries(options: {
  readonly clock: Clock
  readonly log: Log
  readonly helloMsMax: number
  readonly listener: AdmissionListener
}): ConnectionEntries {
  const { clock, log, listener } = options
  const entries = new Map<string, ConnectionEntry>()

  const refuse = (entry: ConnectionEntry, cause: unknown): void => {
    const error = asCommonholdError(cause)
    const peer = entry.connection.remotePeer.toString()
    log.warn('peer turned away', { peer, code: error.code, why: error.message })
    entry.admitted.reject(error)
    entry.connection.abort(error)
  }
  const entryOf = (connection: Connection): ConnectionEntry => {
    const held = entries.get(connection.id)
    if (held !== undefined) return held
    const deadline = startDeadline(clock, options.helloMsMax, 'Saying hello')
    const admitted = Promise.withResolvers<MemberId>()
    const endDeadline = deadline.end
    const entry: ConnectionEntry = {
      connection,
      admitted,
      member: undefined,
      waiters: 0,
      endDeadline
    }
    admitted.promise.catch(() => {})
    deadline.signal.addEventListener('abort', () => refuse(entry, deadline.signal.reason))
    entries.set(connection.id, entry)
    return entry
  }
  const of = (member: MemberId): ConnectionEntry[] =>
    [...entries.values()].filter(
      (entry) => entry.member === member && entry.connection.status === 'open'
    )
  const admit = (entry: ConnectionEntry, record: AddressRecord): void => {
    if (entry.connection.status !== 'open' || entry.member !== undefined) return
    const isFirst = of(record.member).length === 0
    entry.endDeadline()
    entry.member = record.member
    entry.admitted.resolve(record.member)
    listener.onRecord(record)
    if (isFirst) listener.onPeerChange(record.member, true)
  }
  return {
    entryOf,
    of,
    admit,
    refuse,
    members() {
      const open = [...entries.values()].filter(({ connection }) => connection.status === 'open')
      return [...new Set(open.flatMap(({ member }) => (member === undefined ? [] : [member])))]
    },
    forget(connection) {
      const entry = entries.get(connection.id)
      if (entry === undefined) return
      entries.delete(connection.id)
      entry.endDeadline()
      entry.admitted.reject(networkError('NETWORK_UNREACHABLE', 'The connection was closed.'))
      const { member } = entry
      if (member !== undefined && of(member).length === 0) listener.onPeerChange(member, false)
    }
  }
}
