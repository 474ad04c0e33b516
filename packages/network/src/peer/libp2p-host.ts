/**
 * The libp2p node under it all: TCP and WebSocket, TLS between nodes and Noise towards browsers,
 * Yamux, identify, ping, gossip, and circuit relay in both roles. Strangers are answered by the
 * hello protocol and ping alone: every other service is gated.
 */
import { circuitRelayServer, circuitRelayTransport } from '@libp2p/circuit-relay-v2'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import type { GossipSub } from '@libp2p/gossipsub'
import { identify } from '@libp2p/identify'
import type { Libp2p, ServiceMap } from '@libp2p/interface'
import { noise } from '@libp2p/noise'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { tls } from '@libp2p/tls'
import { webSockets } from '@libp2p/websockets'
import { createLibp2p } from 'libp2p'
import { networkError } from '../network-error.ts'
import { type Gate, gatedComponents } from './gated-registrar.ts'
import { gossipService } from './gossip.ts'
import { leanYamux } from './lean-yamux.ts'

/** What listening looks like. */
export type HostOptions = {
  /** 32 bytes. */
  readonly nodeKey: Uint8Array
  /** Multiaddrs to listen on; none for a node that only dials out. */
  readonly listen: readonly string[]
  /** Addresses to tell others instead of those that it listens on, as behind a port forwarding. */
  readonly announce: readonly string[]
  /** Whether it passes traffic on for members who cannot be dialled. */
  readonly isRelay: boolean
  /** Whether it asks relays among its peers to pass traffic on to it. */
  readonly usesRelays: boolean
  readonly connectionsMax: number
  readonly gate: Gate
}

const relayedMembersMax = 200
/**
 * Yamux lets a stream's window grow to this. It must stay below the 4 MiB at which libp2p resets a
 * paused stream; by default it is 16 MiB, and slow readers of fast writers lose their stream.
 */
const windowBytesMax = 2 * 1024 * 1024

/** A libp2p node that has not been started. */
export async function createHost(
  options: HostOptions
): Promise<Libp2p<ServiceMap & { readonly gossip: GossipSub }>> {
  const { gate } = options
  const gated =
    <Components extends object, Service>(create: (components: Components) => Service) =>
    (components: Components): Service =>
      create(gatedComponents(components, gate))
  const listen = [...options.listen, ...(options.usesRelays ? ['/p2p-circuit'] : [])]
  try {
    return await createLibp2p({
      start: false,
      privateKey: await generateKeyPairFromSeed('Ed25519', options.nodeKey),
      nodeInfo: { userAgent: 'commonhold/1' },
      addresses: { listen, appendAnnounce: [...options.announce] },
      transports: [
        tcp({ dialOpts: { noDelay: true }, listenOpts: { noDelay: true } }),
        webSockets(),
        gated(circuitRelayTransport())
      ],
      connectionEncrypters: [tls(), noise()],
      streamMuxers: [leanYamux({ streamOptions: { maxStreamWindowSize: windowBytesMax } })],
      connectionManager: {
        maxConnections: options.connectionsMax,
        // Many members may sit behind one address; the hello deadline bounds what they can hold.
        inboundConnectionThreshold: 50,
        maxIncomingPendingConnections: 50,
        dialTimeout: 10_000,
        addressDialTimeout: 3000
      },
      connectionGater: { denyDialMultiaddr: () => false },
      services: {
        identify: gated(identify()),
        ping: ping(),
        gossip: gossipService(gate),
        ...(options.isRelay ? { relay: gated(relayService()) } : {})
      }
    })
  } catch (cause) {
    const message = `The node cannot be set up to listen on ${listen.join(', ')}.`
    throw networkError('NETWORK_BAD_ADDRESS', message, { cause })
  }
}

/** Relays for members only (it is gated), so it sets no limits of its own on bytes and time. */
function relayService() {
  return circuitRelayServer({
    reservations: { maxReservations: relayedMembersMax, applyDefaultLimit: false },
    maxInboundHopStreams: 64,
    maxOutboundHopStreams: 64
  })
}
