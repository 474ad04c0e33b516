/**
 * Which member is at the other end of a connection. A connection is strange until its hellos are
 * exchanged: until then every other protocol waits, a few streams at most, and a connection that
 * does not introduce itself in time is closed.
 */
import type { Clock, Log, MemberId } from '@commonhold/base'
import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import {
  type AdmissionListener,
  type ConnectionEntry,
  createConnectionEntries
} from './connection-entries.ts'
import { startDeadline } from './deadline.ts'
import { answerHello, type HelloContext, helloProtocol, sayHello } from './hello.ts'
import { createStreamChannel } from './stream-channel.ts'

const waitersMax = 16

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

/** Takes over the connections of a libp2p node that has not been started. */
export async function createAdmission(options: {
  readonly libp2p: Libp2p
  readonly hello: HelloContext
  readonly clock: Clock
  readonly log: Log
  readonly helloMsMax: number
  readonly listener: AdmissionListener
}): Promise<Admission> {
  const { libp2p, hello, clock, log } = options
  const entries = createConnectionEntries(options)
  const { refuse, admit, entryOf } = entries

  const introduce = async (entry: ConnectionEntry): Promise<void> => {
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
  libp2p.addEventListener('connection:close', ({ detail }) => entries.forget(detail))
  await libp2p.handle(helloProtocol, onHello, {
    maxInboundStreams: 2,
    runOnLimitedConnection: true
  })

  return {
    memberAt: (connection) => waitForMember(entryOf(connection)),
    connectionTo(member) {
      const open = entries.of(member).map(({ connection }) => connection)
      return open.find(({ direct, limits }) => direct && limits === undefined) ?? open[0]
    },
    connected: entries.members,
    drop(member, why) {
      for (const { connection } of entries.of(member)) {
        log.warn('peer dropped', { member, why })
        connection.abort(networkError('NETWORK_IMPOSTOR', `The member was dropped: ${why}.`))
      }
    }
  }
}

async function waitForMember(entry: ConnectionEntry): Promise<MemberId> {
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
}
