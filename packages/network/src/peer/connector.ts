/** Getting a connection to a member: an open one, or a new one from the address book. */
import { asCommonholdError, type Clock, type MemberId } from '@commonhold/base'
import type { Connection, Libp2p } from '@libp2p/interface'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import { networkError } from '../network-error.ts'
import type { AddressBook } from './address-book.ts'
import type { Admission } from './admission.ts'
import { orAborted, startDeadline } from './deadline.ts'
import { peerOfNodeKey } from './peer-key.ts'

/** Makes connections. */
export type Connector = {
  /** @throws {CommonholdError} `NETWORK_UNREACHABLE`, or the signal's reason */
  connectTo(member: MemberId, signal: AbortSignal): Promise<Connection>
  /** Whether a connection to the member is open. */
  isConnected(member: MemberId): boolean
  /** @throws {CommonholdError} `NETWORK_BAD_ADDRESS`, `NETWORK_UNREACHABLE` */
  dial(address: string, signal: AbortSignal): Promise<MemberId>
}

const dialMsMax = 15_000

/** One dial a member at a time. */
export function createConnector(options: {
  readonly libp2p: Libp2p
  readonly book: AddressBook
  readonly clock: Clock
  admission(): Admission
}): Connector {
  const { libp2p, book } = options
  const dialling = new Map<MemberId, Promise<Connection>>()

  const admitted = async (connection: Connection): Promise<MemberId> => {
    try {
      return await options.admission().memberAt(connection)
    } catch (cause) {
      const { message } = asCommonholdError(cause)
      throw networkError('NETWORK_UNREACHABLE', `No hello came about: ${message}`, { cause })
    }
  }
  const dialAddresses = async (addresses: Multiaddr[], name: string): Promise<Connection> => {
    const deadline = startDeadline(options.clock, dialMsMax, `Dialling ${name}`)
    try {
      return await libp2p.dial(addresses, { signal: deadline.signal })
    } catch (cause) {
      throw networkError('NETWORK_UNREACHABLE', `${name} cannot be dialled.`, { cause })
    } finally {
      deadline.end()
    }
  }
  const dialMember = async (member: MemberId): Promise<Connection> => {
    const record = book.recordOf(member)
    if (record === undefined || record.addresses.length === 0) {
      const message = `No address of ${member} is known, and it has not connected here.`
      throw networkError('NETWORK_UNREACHABLE', message, { details: { member } })
    }
    const peer = peerOfNodeKey(record.nodeKey).toString()
    const addresses = record.addresses.map((text) => withPeer(text, peer))
    const connection = await dialAddresses(addresses, member)
    const found = await admitted(connection)
    if (found === member) return connection
    throw networkError('NETWORK_UNREACHABLE', `${found} answers where ${member} should be.`)
  }
  return {
    async connectTo(member, signal) {
      const open = options.admission().connectionTo(member)
      if (open !== undefined) return open
      let dial = dialling.get(member)
      if (dial === undefined) {
        dial = dialMember(member).finally(() => dialling.delete(member))
        dialling.set(member, dial)
      }
      return orAborted(dial, signal)
    },
    isConnected: (member) => options.admission().connectionTo(member) !== undefined,
    async dial(text, signal) {
      const connection = await orAborted(dialAddresses([parseAddress(text)], text), signal)
      return orAborted(admitted(connection), signal)
    }
  }
}

function withPeer(text: string, peer: string): Multiaddr {
  const address = multiaddr(text)
  return text.endsWith(`/p2p/${peer}`) ? address : address.encapsulate(`/p2p/${peer}`)
}

function parseAddress(text: string): Multiaddr {
  try {
    return multiaddr(text)
  } catch (cause) {
    const message = `"${text.slice(0, 100)}" is not a multiaddr.`
    throw networkError('NETWORK_BAD_ADDRESS', message, { cause })
  }
}
