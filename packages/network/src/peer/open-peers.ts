/**
 * A member's node among the others, over libp2p: this file only wires the parts together.
 *
 * `host` listens and dials · `admission` says which member is at the other end · `exchange` and
 * `book` know where members are · `keeper` keeps connections up · `server` and `request-client`
 * ask and answer · `gossip` tells everyone · `artefact` brings content.
 */
import {
  type BlobStore,
  type Bytes32,
  type Clock,
  type Crypto,
  type Log,
  type MemberId,
  type Peers,
  parseBytes32,
  type Random,
  type Secret,
  toHex
} from '@commonhold/base'
import type { Connection } from '@libp2p/interface'
import { artefactProtocol, createArtefactStreamServer } from '../artefact/artefact-stream.ts'
import { createArtefactTokenCheck } from '../artefact/artefact-token.ts'
import {
  type ArtefactHandler,
  type ArtefactServing,
  createArtefactHandler
} from '../http/artefact-handler.ts'
import { networkError } from '../network-error.ts'
import { createAddressBook } from './address-book.ts'
import { addressTopic, createAddressExchange } from './address-exchange.ts'
import { type AddressRecord, parseHttpUrl } from './address-record.ts'
import { type Admission, createAdmission } from './admission.ts'
import { createConnector } from './connector.ts'
import { createContentFetcher } from './content-fetcher.ts'
import { createGossip } from './gossip.ts'
import { createKeepUp } from './keep-up.ts'
import { createHost } from './libp2p-host.ts'
import { type Directory, rememberDirectory } from './member-directory.ts'
import { createOwnRecord } from './own-record.ts'
import { nodeKeyOfPeer } from './peer-key.ts'
import { defaultPeerLimits, type PeerLimits } from './peer-limits.ts'
import { streamsPerConnectionMax } from './request-client.ts'
import { createRequestServer, requestProtocol } from './request-server.ts'
import { createRequester } from './requester.ts'
import { noTap, type Tap } from './tap.ts'
import { createTokenBuckets } from './token-bucket.ts'

/** What a member's node needs to take part. */
export type OpenPeersOptions = {
  readonly self: MemberId
  /** Ed25519 private key, 32 bytes; its public key is the member's node key on the ledger. */
  readonly nodeKey: Secret<Uint8Array>
  /** Multiaddrs; with none the node only dials out, and asks relays among its peers. */
  readonly listen: readonly string[]
  /** Addresses to tell others besides those listened on, as behind a port forwarding. */
  readonly announce?: readonly string[]
  /** Addresses of nodes to begin with; one that is up is enough. */
  readonly bootstrap: readonly string[]
  readonly directory: Directory
  readonly clock: Clock
  readonly log: Log
  readonly crypto: Pick<Crypto, 'sha256' | 'ed25519'>
  readonly random: Random
  /** What this node gives to others, where `serve` allows. */
  readonly store: BlobStore
  readonly serve: ArtefactServing
  /** Base URL under which `artefactHandler` is mounted; without it content goes by stream. */
  readonly httpUrl?: string
  readonly tap?: Tap
  readonly relay?: {
    /** Whether this node passes traffic on for members that cannot be dialled. */
    readonly server?: boolean
    /** Whether it asks relays; default: when it listens nowhere. */
    readonly client?: boolean
  }
  readonly limits?: Partial<PeerLimits>
}

/** Peers over libp2p, and what only a real network has. */
export type NetworkPeers = Peers & {
  readonly nodeKey: Bytes32
  /** Begins to listen and to connect. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Multiaddrs under which others reach this node now, relayed ones included. */
  addresses(): readonly string[]
  /** Connects to an address. Answers who is there. */
  dial(address: string): Promise<MemberId>
  /** Hears who comes and goes. Answers how to stop hearing. */
  onPeerChange(listener: (member: MemberId, isConnected: boolean) => void): () => void
  /** Members whose address is known, connected or not. */
  known(): readonly MemberId[]
  /** How this node is connected to a member now; undefined where it is not. */
  linkTo(member: MemberId): PeerLink | undefined
  /** Tells others where content is to be had over HTTP; the empty text for nowhere. */
  announceHttp(url: string): void
  /** For the node's HTTP server to mount under its `httpUrl`. */
  readonly artefactHandler: ArtefactHandler
}

/** A connection to a member. */
export type PeerLink = {
  /** `relayed` where another member passes the traffic on. */
  readonly kind: 'direct' | 'relayed'
  /** The other end, as a multiaddr. */
  readonly address: string
  /** Of the last ping; undefined before the first. */
  readonly roundTripMs: number | undefined
}

function linkOf({ direct, limits, remoteAddr, rtt }: Connection): PeerLink {
  const kind = direct && limits === undefined ? 'direct' : 'relayed'
  return { kind, address: remoteAddr.toString(), roundTripMs: rtt }
}

/** A node that has not been started, so that its topics can be set up first. */
export async function openPeers(options: OpenPeersOptions): Promise<NetworkPeers> {
  const basis = createBasis(options)
  const parts = await wireParts(basis)
  const { libp2p, admission, connector, keepUp, own, refreshOwn, server } = parts
  const { book, listeners, stopping } = basis
  const { gossip, content, artefactHandler } = await wireContent(basis, parts)
  libp2p.addEventListener('self:peer:update', refreshOwn)
  return {
    self: options.self,
    nodeKey: basis.publicKey,
    artefactHandler,
    request: parts.requester.request,
    handle: (topic, topicLimits, answer) => server.handle(topic, { limits: topicLimits, answer }),
    publish: gossip.publish,
    subscribe(topic, topicLimits, hear) {
      gossip.subscribe(topic, topicLimits, (from, body) => hear({ from, body }))
    },
    fetch: content.fetch,
    connected: admission.connected,
    known: () => book.records().map(({ member }) => member),
    addresses: () => libp2p.getMultiaddrs().map(String),
    linkTo(member) {
      const connection = admission.connectionTo(member)
      return connection === undefined ? undefined : linkOf(connection)
    },
    dial: (address) => connector.dial(address, stopping.signal),
    onPeerChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    announceHttp(url) {
      own.setHttpUrl(parseHttpUrl(url))
      refreshOwn()
    },
    async start() {
      try {
        await libp2p.start()
      } catch (cause) {
        const message = `The node cannot listen on ${options.listen.join(', ')}.`
        throw networkError('NETWORK_BAD_ADDRESS', message, { cause })
      }
      refreshOwn()
      keepUp.start()
    },
    async stop() {
      stopping.abort(networkError('NETWORK_CLOSED', 'The node is stopping.'))
      await keepUp.done()
      await libp2p.stop()
    }
  }
}

type Basis = ReturnType<typeof createBasis>
type Parts = Awaited<ReturnType<typeof wireParts>>

/** What all parts share. */
function createBasis(options: OpenPeersOptions) {
  const { clock, crypto } = options
  const limits = { ...defaultPeerLimits, ...options.limits }
  const nodeKey = (): Uint8Array => options.nodeKey.reveal()
  const directory = rememberDirectory(options.directory, clock, limits.directoryMs)
  return {
    ...options,
    tap: options.tap ?? noTap,
    limits,
    nodeKey,
    publicKey: parseBytes32(toHex(crypto.ed25519.publicKey(nodeKey()))),
    directory,
    book: createAddressBook(directory),
    buckets: createTokenBuckets(clock),
    stopping: new AbortController(),
    listeners: new Set<(member: MemberId, isConnected: boolean) => void>()
  }
}

/** Connections, who is at their other ends, requests, and where everyone is. */
async function wireParts(basis: Basis) {
  const { self, clock, log, crypto, tap, limits, book, buckets, nodeKey, listeners } = basis
  let admission: Admission
  const memberAt = (connection: Connection): Promise<MemberId> => admission.memberAt(connection)
  const libp2p = await createHost({
    nodeKey: nodeKey(),
    listen: basis.listen,
    announce: basis.announce ?? [],
    isRelay: basis.relay?.server ?? false,
    usesRelays: basis.relay?.client ?? basis.listen.length === 0,
    connectionsMax: limits.connectionsMax,
    gate: memberAt
  })
  const own = createOwnRecord({
    ...basis,
    member: self,
    httpUrl: parseHttpUrl(basis.httpUrl ?? ''),
    addresses: () => libp2p.getMultiaddrs().map(String)
  })
  const connector = createConnector({ libp2p, book, clock, admission: () => admission })
  const server = createRequestServer({ clock, log, tap, buckets, limits, memberAt })
  const requester = createRequester({ self, clock, tap, connector, server })
  const telling = { timeoutMs: 10_000, responseBytesMax: 0 }
  const exchange = createAddressExchange({
    crypto,
    book,
    log,
    nowMs: clock.nowMs,
    connected: () => admission.connected(),
    send: (to, body) => requester.request(to, addressTopic, body, telling),
    onNews: () => keepUp.wake()
  })
  const take = (record: AddressRecord, heardFrom: MemberId | undefined): void => {
    exchange.take(record, heardFrom).catch((cause) => {
      log.warn('address record not taken', { member: record.member, cause })
    })
  }
  admission = await createAdmission({
    libp2p,
    hello: { ...basis, nowMs: clock.nowMs, selfPeer: libp2p.peerId, record: own.current },
    clock,
    log,
    helloMsMax: limits.helloMsMax,
    listener: {
      onRecord: (record) => take(record, record.member),
      onPeerChange(member, isConnected) {
        if (isConnected) void exchange.tellAll(member)
        for (const listener of listeners) listener(member, isConnected)
        keepUp.wake()
      }
    }
  })
  const keepUp = createKeepUp({ ...basis, admission, connector, signal: basis.stopping.signal })
  server.handle(addressTopic, exchange.handler)
  const refreshOwn = (): void => {
    if (own.refresh()) take(own.current(), undefined)
  }
  return { libp2p, admission, memberAt, connector, server, requester, own, refreshOwn, keepUp }
}

/** Gossip, and content in both directions; and the two protocols that strangers wait at. */
async function wireContent(basis: Basis, parts: Parts) {
  const { self, store, serve, log, tap, limits, book, directory } = basis
  const { libp2p, connector, server, memberAt } = parts
  const gossip = createGossip({
    ...basis,
    service: libp2p.services.gossip,
    memberOf(peer) {
      const key = nodeKeyOfPeer(peer)
      return key === undefined ? undefined : book.memberOf(key)
    }
  })
  const content = createContentFetcher({
    ...basis,
    stallMsMax: limits.stallMsMax,
    stopped: basis.stopping.signal,
    urlOf: (member) => book.recordOf(member)?.httpUrl ?? '',
    connector
  })
  const serveStream = createArtefactStreamServer({
    ...basis,
    stallMsMax: limits.stallMsMax,
    memberAt
  })
  const streams = { runOnLimitedConnection: true, maxInboundStreams: streamsPerConnectionMax }
  await libp2p.handle(requestProtocol, server.onStream, streams)
  await libp2p.handle(artefactProtocol, serveStream, streams)
  const tokens = createArtefactTokenCheck({ ...basis, directory, audience: self })
  const artefactHandler = createArtefactHandler({ store, serve, tokens, log, tap })
  return { gossip, content, artefactHandler }
}
