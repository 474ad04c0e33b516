/** A libp2p node that keeps no rules: for tests of what others can do to a node. */
import { parseBytes32, toHex } from '@commonhold/base'
import type { Connection } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import { type AddressRecord, signAddressRecord } from '../peer/address-record.ts'
import { type HelloContext, helloProtocol, sayHello } from '../peer/hello.ts'
import { createHost } from '../peer/libp2p-host.ts'
import { createStreamChannel, type StreamChannel } from '../peer/stream-channel.ts'
import { nodeHashing } from './node-hashing.ts'
import { realRandom } from './real-time.ts'
import { testMember, testNodeKey } from './test-network.ts'

/** Opens a bare node with the key of member number `index`, connected to `address`. */
export async function openRawAttacker(index: number, address: string) {
  const nodeKey = testNodeKey(index)
  const host = await createHost({
    nodeKey,
    listen: [],
    announce: [],
    isRelay: false,
    usesRelays: false,
    connectionsMax: 100,
    gate: async () => {}
  })
  await host.start()
  const connection: Connection = await host.dial(multiaddr(address)).catch(async (cause) => {
    await host.stop()
    throw cause
  })
  const never = new AbortController().signal
  const open = async (protocol: string): Promise<StreamChannel> => {
    const stream = await connection.newStream(protocol, {
      negotiateFully: false,
      maxOutboundStreams: 1000
    })
    return createStreamChannel(stream, never)
  }
  const publicKey = parseBytes32(toHex(nodeHashing.ed25519.publicKey(nodeKey)))
  const record = signAddressRecord(nodeHashing, nodeKey, {
    member: testMember(index),
    nodeKey: publicKey,
    addresses: [],
    httpUrl: '',
    sequence: 1
  })
  return {
    host,
    connection,
    open,
    record,
    /** Resolves when the other side has closed the connection. */
    closed: new Promise<void>((resolve) => connection.addEventListener('close', () => resolve())),
    /** Says hello with whatever is changed; believes any answer. */
    async sayHello(changes: Partial<HelloContext> = {}): Promise<AddressRecord> {
      const channel = await open(helloProtocol)
      const context: HelloContext = {
        crypto: nodeHashing,
        random: realRandom,
        directory: {
          nodeKeyOf: async () => parseBytes32(toHex(connection.remotePeer.publicKey!.raw))
        },
        nowMs: () => Date.now(),
        nodeKey: () => nodeKey,
        selfPeer: host.peerId,
        record: () => record,
        ...changes
      }
      return sayHello(context, channel, connection.remotePeer)
    }
  }
}
