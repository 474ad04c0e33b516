import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { concatBytes, utf8 } from '@commonhold/base'
import { nodeHashing } from '../testing/node-hashing.ts'
import { openRawAttacker } from '../testing/raw-attacker.ts'
import {
  createTestNetwork,
  type TestNode,
  testMember,
  testNodeKey,
  whenConnected
} from '../testing/test-network.ts'
import { signAddressRecord } from './address-record.ts'
import { questionOf, readStatus, uint32 } from './frame.ts'
import { requestProtocol } from './request-server.ts'

const network = createTestNetwork()
const topicLimits = { requestBytesMax: 1000, requestsPerMinuteMax: 10_000 }
const asking = { timeoutMs: 5000, responseBytesMax: 1000 }
let number = 0
let ada: TestNode
let address: string

/** An attacker that is a member in good standing. */
async function openMember() {
  const index = ++number
  network.ledger.set(testMember(index), network.publicKeyOf(testNodeKey(index)))
  const attacker = await openRawAttacker(index, address)
  after(() => attacker.host.stop())
  await attacker.sayHello()
  return attacker
}

async function openStranger() {
  const attacker = await openRawAttacker(++number, address)
  after(() => attacker.host.stop())
  return attacker
}

describe('attacks on a node', () => {
  after(() => network.stop())
  beforeEach(async () => {
    ada = await network.startNode(++number, { limits: { helloMsMax: 1500, readMsMax: 1500 } })
    address = ada.peers.addresses()[0]!
    ada.peers.handle('echo', topicLimits, async ({ body }) => body)
  })

  it("an impostor, with a key that is not the member's, is turned away", async () => {
    const bob = await network.startNode(++number)
    const impostor = await network.startNode(++number, { self: bob.member, isOnLedger: false })
    await assert.rejects(impostor.peers.dial(address), { code: 'NETWORK_UNREACHABLE' })
    assert.deepEqual(ada.peers.connected(), [])
  })

  it('a node that is no member is turned away', async () => {
    const nobody = await network.startNode(++number, { isOnLedger: false })
    await assert.rejects(nobody.peers.dial(address), { code: 'NETWORK_UNREACHABLE' })
    assert.deepEqual(ada.peers.connected(), [])
  })

  it('a node does not give its questions to an impostor that it dials', async () => {
    const bob = await network.startNode(++number)
    const impostor = await network.startNode(++number, { self: bob.member, isOnLedger: false })
    await assert.rejects(ada.peers.dial(impostor.peers.addresses()[0]!), {
      code: 'NETWORK_UNREACHABLE'
    })
    assert.deepEqual(ada.peers.connected(), [])
  })

  it("a member's own record does not let another key speak for it", async () => {
    const bob = await openMember()
    const stranger = await openStranger()
    await assert.rejects(stranger.sayHello({ record: () => bob.record }))
    await stranger.closed
  })

  it('a hello made for another node does not count', async () => {
    const member = await openStranger()
    network.ledger.set(testMember(number), network.publicKeyOf(testNodeKey(number)))
    const other = await openStranger()
    await assert.rejects(member.sayHello({ selfPeer: other.host.peerId }))
    await member.closed
    assert.deepEqual(ada.peers.connected(), [])
  })

  it('a silent stranger gets no answer, and is closed in time', async () => {
    const stranger = await openStranger()
    const channel = await stranger.open(requestProtocol)
    await channel.write(concatBytes(...questionOf('echo', utf8('hello?'))))
    await assert.rejects(channel.readExactly(1))
    await stranger.closed
  })

  it('a stranger does not learn addresses and protocols by identify', async () => {
    const stranger = await openStranger()
    const learnt: unknown[] = []
    stranger.host.addEventListener('peer:identify', ({ detail }) => learnt.push(detail))
    await stranger.closed
    assert.deepEqual(learnt, [])
  })

  it('strangers do not reach gossip', async () => {
    const heard: unknown[] = []
    ada.peers.subscribe('news', topicLimits, (message) => heard.push(message))
    const stranger = await openStranger()
    stranger.host.services.gossip.subscribe('commonhold/1/news')
    await stranger.host.services.gossip.publish('commonhold/1/news', utf8('psst'))
    await stranger.closed
    assert.deepEqual(heard, [])
  })

  it('a claimed size of 4 GiB is refused before it is read', async () => {
    const attacker = await openMember()
    const channel = await attacker.open(requestProtocol)
    const huge = concatBytes(Uint8Array.of(4), utf8('echo'), uint32(0xffffffff))
    await channel.write(huge)
    await assert.rejects(readStatus(channel, 'ada'), (error: { details: unknown }) => {
      assert.equal((error.details as { peerCode: string }).peerCode, 'NETWORK_TOO_LARGE')
      return true
    })
  })

  it('a stream that trickles is cut off, and others are answered meanwhile', async () => {
    const attacker = await openMember()
    const channel = await attacker.open(requestProtocol)
    await channel.write(Uint8Array.of(4, 101, 99))
    const bob = await network.startNode(++number)
    await bob.peers.dial(address)
    await bob.peers.request(ada.member, 'echo', utf8('still there?'), asking)
    await assert.rejects(channel.readExactly(1))
  })

  it('a flood of open streams is bounded, and leaves others their answers', async () => {
    const attacker = await openMember()
    const bob = await network.startNode(++number)
    await bob.peers.dial(address)
    const channels = await Promise.all(
      Array.from({ length: 80 }, async () => {
        const channel = await attacker.open(requestProtocol)
        await channel.write(Uint8Array.of(4, 101))
        return channel
      })
    )
    const outcomes = channels.map((channel) =>
      readStatus(channel, 'ada').catch((error) => error.details?.peerCode ?? 'cut')
    )
    await bob.peers.request(ada.member, 'echo', utf8('still there?'), asking)
    const codes = await Promise.all(outcomes)
    assert(codes.filter((code) => code === 'NETWORK_BUSY').length >= 80 - 32)
    assert(codes.every((code) => code === 'NETWORK_BUSY' || code === 'cut'))
  })

  it('garbage costs its sender the stream, not the node', async () => {
    const attacker = await openMember()
    for (const garbage of [[255], [0, 0, 0, 0, 0], [1, 0xff, 0, 0, 0, 0]]) {
      const channel = await attacker.open(requestProtocol)
      await channel.write(Uint8Array.from(garbage))
      await channel.end()
      await assert.rejects(readStatus(channel, 'ada'))
    }
    const bob = await network.startNode(++number)
    await bob.peers.dial(address)
    await bob.peers.request(ada.member, 'echo', utf8('still there?'), asking)
  })

  it('an address record for another member, or an older one, changes nothing', async () => {
    const bob = await network.startNode(++number, { bootstrap: [address] })
    await whenConnected(ada.peers, bob.member)
    const attacker = await openMember()
    const sent = [
      { ...attacker.record, member: bob.member },
      signAddressRecord(nodeHashing, testNodeKey(number), {
        ...attacker.record,
        member: bob.member,
        sequence: Date.now()
      }),
      signAddressRecord(nodeHashing, bob.nodeKey, {
        member: bob.member,
        nodeKey: bob.peers.nodeKey,
        addresses: [],
        httpUrl: '',
        sequence: 1
      })
    ]
    for (const record of sent) {
      const channel = await attacker.open(requestProtocol)
      await channel.write(
        concatBytes(
          ...questionOf('commonhold/addresses', utf8(JSON.stringify({ records: [record] })))
        )
      )
      await channel.end()
      await readStatus(channel, 'ada').catch(() => {})
    }
    assert.equal(await ada.peers.dial(bob.peers.addresses()[0]!), bob.member)
    const echoed = await bob.peers.request(ada.member, 'echo', utf8('!'), asking)
    assert.deepEqual(echoed, utf8('!'))
  })
})
