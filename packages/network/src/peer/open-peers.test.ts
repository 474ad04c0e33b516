import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { utf8 } from '@commonhold/base'
import { createMemoryBlobStore } from '../blob/memory-blob-store.ts'
import { nodeHashing } from '../testing/node-hashing.ts'
import { realClock } from '../testing/real-time.ts'
import { createTestNetwork, testMember, whenConnected } from '../testing/test-network.ts'
import { peersSuite } from './peers.suite.ts'

const emptyStore = () =>
  createMemoryBlobStore({ crypto: nodeHashing, clock: realClock, limits: { bytesMax: 1 << 26 } })

peersSuite(
  'over libp2p',
  async () => {
    const network = createTestNetwork()
    const ada = await network.startNode(1)
    const bootstrap = ada.peers.addresses().slice(0, 1)
    const bob = await network.startNode(2, { bootstrap })
    const eve = await network.startNode(3, { bootstrap })
    const members = [ada, bob, eve] as const
    for (const { peers } of members) {
      for (const { member } of members)
        if (member !== peers.self) await whenConnected(peers, member)
    }
    const [first, second, third] = members.map(({ peers, store }) => ({ peers, store, emptyStore }))
    return { members: [first!, second!, third!] as const, stop: network.stop }
  },
  testMember(99)
)

const limits = { requestBytesMax: 1000, requestsPerMinuteMax: 100 }
const asking = { timeoutMs: 10_000, responseBytesMax: 1000 }

describe('finding each other', () => {
  const network = createTestNetwork()
  after(() => network.stop())

  it('a node that knows one address finds everyone', async () => {
    const nodes = [await network.startNode(1)]
    for (let index = 2; index <= 5; index++) {
      const [address] = nodes.at(-1)!.peers.addresses()
      nodes.push(await network.startNode(index, { bootstrap: [address!] }))
    }
    for (const { peers } of nodes) {
      for (const { member } of nodes) if (member !== peers.self) await whenConnected(peers, member)
    }
    assert.equal(nodes[0]!.peers.known().length, 5)
  })

  it('connects again after a member comes back at another address', async () => {
    const ada = await network.startNode(11)
    const bootstrap = ada.peers.addresses().slice(0, 1)
    const first = await network.startNode(12, { bootstrap })
    await whenConnected(ada.peers, first.member)
    const left = Promise.withResolvers<void>()
    ada.peers.onPeerChange((member, isConnected) => {
      if (member === first.member && !isConnected) left.resolve()
    })
    await first.peers.stop()
    await left.promise
    const second = await network.startNode(12, { bootstrap })
    second.peers.handle('echo', limits, async ({ body }) => body)
    await whenConnected(ada.peers, second.member)
    assert.deepEqual(
      await ada.peers.request(second.member, 'echo', utf8('back'), asking),
      utf8('back')
    )
  })

  it('dials a member from the address book when asked something', async () => {
    const never = { limits: { keptMembersMax: 0 } }
    const ada = await network.startNode(21, never)
    const bootstrap = ada.peers.addresses().slice(0, 1)
    const bob = await network.startNode(22, { bootstrap, ...never })
    await whenConnected(ada.peers, bob.member)
    const eve = await network.startNode(23, { bootstrap, ...never })
    await whenConnected(ada.peers, eve.member)
    while (!bob.peers.known().includes(eve.member)) await realClock.sleep(5)
    assert(!bob.peers.connected().includes(eve.member))
    eve.peers.handle('echo', limits, async ({ body }) => body)
    await bob.peers.request(eve.member, 'echo', utf8('hi'), asking)
    assert(bob.peers.connected().includes(eve.member))
  })

  it('nodes that only dial out meet through a relay, which cannot read along', async () => {
    const marker = utf8('a text that only the two of them know')
    const seen: Uint8Array[] = []
    const relay = await network.startNode(31, {
      relay: { server: true },
      tap: (bytes) => void seen.push(bytes)
    })
    const bootstrap = relay.peers.addresses().slice(0, 1)
    const ada = await network.startNode(32, { bootstrap, listen: [] })
    const bob = await network.startNode(33, { bootstrap, listen: [] })
    await whenConnected(ada.peers, bob.member)
    bob.peers.handle('echo', limits, async ({ body }) => body)
    assert.deepEqual(await ada.peers.request(bob.member, 'echo', marker, asking), marker)
    const cid = await bob.store.put(new Uint8Array(300_000).fill(7))
    const fetching = { from: [bob.member], store: ada.store, bytesMax: 1e6, timeoutMs: 10_000 }
    assert.equal((await ada.peers.fetch(cid, fetching)).via, 'stream')
    assert(bob.peers.addresses().every((address) => address.includes('/p2p-circuit')))
    assert(
      seen.length > 0 && !seen.some((bytes) => Buffer.from(bytes).includes(Buffer.from(marker)))
    )
  })

  it('speaks WebSocket as well as TCP', async () => {
    const ada = await network.startNode(41, { listen: ['/ip4/127.0.0.1/tcp/0/ws'] })
    const bob = await network.startNode(42)
    assert.equal(await bob.peers.dial(ada.peers.addresses()[0]!), ada.member)
  })

  it('drops a member that left the ledger', async () => {
    const quick = { limits: { recheckMs: 50, directoryMs: 0 } }
    const ada = await network.startNode(51, quick)
    const bob = await network.startNode(52, { bootstrap: ada.peers.addresses().slice(0, 1) })
    await whenConnected(ada.peers, bob.member)
    const gone = Promise.withResolvers<void>()
    ada.peers.onPeerChange((member, isConnected) => {
      if (member === bob.member && !isConnected) gone.resolve()
    })
    network.ledger.delete(bob.member)
    await gone.promise
    assert(!ada.peers.known().includes(bob.member))
  })

  it('shows the tap all that leaves in the clear', async () => {
    const told: string[] = []
    const ada = await network.startNode(61, {
      tap: (bytes, direction, member) => void told.push(`${direction} ${bytes.length} ${member}`)
    })
    const bob = await network.startNode(62, { bootstrap: ada.peers.addresses().slice(0, 1) })
    bob.peers.handle('count', limits, async () => new Uint8Array(321))
    await whenConnected(ada.peers, bob.member)
    await ada.peers.request(bob.member, 'count', new Uint8Array(123), asking)
    assert(told.includes(`out 123 ${bob.member}`) && told.includes(`in 321 ${bob.member}`))
  })
})
