/** A few real nodes in one process, on 127.0.0.1 with ports of the system's choice. */
import {
  type BlobStore,
  type Bytes32,
  type MemberId,
  parseBytes32,
  parseMemberId,
  Secret,
  silentLog,
  toHex
} from '@commonhold/base'
import { createMemoryBlobStore } from '../blob/memory-blob-store.ts'
import { type NetworkPeers, type OpenPeersOptions, openPeers } from '../peer/open-peers.ts'
import { nodeHashing } from './node-hashing.ts'
import { realClock, realRandom } from './real-time.ts'

/** A node under test with what it was made from. */
export type TestNode = {
  readonly peers: NetworkPeers
  readonly store: BlobStore
  readonly member: MemberId
  readonly nodeKey: Uint8Array<ArrayBuffer>
}

/** Member number `index`. */
export function testMember(index: number): MemberId {
  return parseMemberId(`0x${String(index).padStart(40, '0')}`)
}

/** Node key of member number `index`. */
export function testNodeKey(index: number): Uint8Array<ArrayBuffer> {
  return nodeHashing.sha256(Uint8Array.of(index))
}

/** A ledger's members, in memory, and nodes that go by it. */
export function createTestNetwork() {
  const ledger = new Map<MemberId, Bytes32>()
  const nodes: TestNode[] = []
  const publicKeyOf = (key: Uint8Array): Bytes32 =>
    parseBytes32(toHex(nodeHashing.ed25519.publicKey(key)))
  const openNode = async (
    index: number,
    options: Partial<OpenPeersOptions> & { readonly isOnLedger?: boolean } = {}
  ): Promise<TestNode> => {
    const member = options.self ?? testMember(index)
    const nodeKey = testNodeKey(index)
    if (options.isOnLedger ?? true) ledger.set(member, publicKeyOf(nodeKey))
    const limits = { bytesMax: 1 << 28 }
    const store = createMemoryBlobStore({ crypto: nodeHashing, clock: realClock, limits })
    const peers = await openPeers({
      self: member,
      nodeKey: new Secret(nodeKey),
      listen: ['/ip4/127.0.0.1/tcp/0'],
      bootstrap: [],
      directory: { nodeKeyOf: async (asked) => ledger.get(asked) },
      clock: realClock,
      log: silentLog,
      crypto: nodeHashing,
      random: realRandom,
      store,
      serve: { mayRead: async () => true },
      ...options,
      limits: { pace: { firstMs: 50, longestMs: 400 }, ...options.limits }
    })
    const node = { peers, store, member, nodeKey }
    nodes.push(node)
    return node
  }
  return {
    ledger,
    publicKeyOf,
    openNode,
    /** Opens and starts. */
    async startNode(index: number, options: Parameters<typeof openNode>[1] = {}) {
      const node = await openNode(index, options)
      await node.peers.start()
      return node
    },
    async stop() {
      await Promise.all(nodes.splice(0).map(({ peers }) => peers.stop()))
    }
  }
}

/** Resolves when `node` is connected to `member`. */
export async function whenConnected(peers: NetworkPeers, member: MemberId): Promise<void> {
  if (peers.connected().includes(member)) return
  await new Promise<void>((resolve) => {
    const forget = peers.onPeerChange((changed, isConnected) => {
      if (changed !== member || !isConnected) return
      forget()
      resolve()
    })
  })
}
