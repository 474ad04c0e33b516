/** Members and strangers who ask for more than their part: of messages, streams, time, memory. */
import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import {
  concatBytes,
  encodeCanonical,
  type Log,
  type MemberId,
  silentLog,
  utf8
} from '@commonhold/base'
import { artefactProtocol } from '../artefact/artefact-stream.ts'
import { openRawAttacker } from '../testing/raw-attacker.ts'
import {
  createTestNetwork,
  type TestNode,
  testMember,
  testNodeKey,
  whenConnected
} from '../testing/test-network.ts'
import { frameOf, questionOf, readStatus } from './frame.ts'
import { requestProtocol } from './request-server.ts'

const network = createTestNetwork()
const topicLimits = { requestBytesMax: 1000, requestsPerMinuteMax: 30 }
const asking = { timeoutMs: 20_000, responseBytesMax: 1000 }
const limits = { helloMsMax: 3000, readMsMax: 1500, stallMsMax: 1500, connectionsMax: 12 }
let number = 100
let ada: TestNode
let address: string
let told: { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[]

async function openMember() {
  const index = ++number
  network.ledger.set(testMember(index), network.publicKeyOf(testNodeKey(index)))
  const attacker = await openRawAttacker(index, address)
  after(() => attacker.host.stop())
  await attacker.sayHello()
  return { ...attacker, member: testMember(index) }
}

/** That ada still answers somebody else. */
async function assertServing(): Promise<void> {
  const bob = await network.startNode(++number, { bootstrap: [address] })
  await whenConnected(bob.peers, ada.member)
  await bob.peers.request(ada.member, 'echo', utf8('still there?'), asking)
}

after(() => network.stop())
beforeEach(async () => {
  told = []
  const log: Log = {
    ...silentLog,
    debug: (event, fields = {}) => void told.push({ event, fields }),
    warn: (event, fields = {}) => void told.push({ event, fields }),
    with: () => log
  }
  ada = await network.startNode(++number, { limits, log })
  address = ada.peers.addresses()[0]!
  ada.peers.handle('echo', topicLimits, async ({ body }) => body)
})

describe('P8: floods', () => {
  it('of requests are cut to what the topic allows, and lay at their sender’s door', async () => {
    const flooder = await network.startNode(++number, { bootstrap: [address] })
    await whenConnected(flooder.peers, ada.member)
    const ask = () => flooder.peers.request(ada.member, 'echo', utf8('?'), asking)
    let answered = 0
    // Fewer at once than a member may have open: what is met here is the rate.
    for (let batch = 0; batch < 10; batch++) {
      const asked = await Promise.allSettled(Array.from({ length: 10 }, ask))
      answered += asked.filter(({ status }) => status === 'fulfilled').length
    }
    assert.ok(answered <= topicLimits.requestsPerMinuteMax + 1, `${answered} were answered`)
    const refused = told.filter(({ event }) => event === 'request refused')
    assert.ok(refused.length >= 60)
    assert.deepEqual([...new Set(refused.map(({ fields }) => fields['from']))], [flooder.member])
    await assertServing()
  })

  it('of gossip are cut to what the topic allows, and others are heard', async () => {
    const heard: MemberId[] = []
    const fromBob = Promise.withResolvers<void>()
    const flooder = await network.startNode(++number, { bootstrap: [address] })
    const bob = await network.startNode(++number, { bootstrap: [address] })
    ada.peers.subscribe('news', topicLimits, ({ from }) => {
      heard.push(from)
      if (from === bob.member) fromBob.resolve()
    })
    for (const each of [flooder, bob]) {
      each.peers.subscribe('news', { ...topicLimits, requestsPerMinuteMax: 1e6 }, () => {})
      await whenConnected(ada.peers, each.member)
    }
    let isHeard = false
    void fromBob.promise.then(() => {
      isHeard = true
    })
    // Gossip is best effort: it is told again until it was heard.
    for (let round = 0; !isHeard && round < 100; round++) {
      for (let each = 0; each < 20; each++) {
        await flooder.peers.publish('news', Uint8Array.of(round, each))
      }
      if (heard.filter((from) => from === flooder.member).length >= 30) {
        await bob.peers.publish('news', Uint8Array.of(round))
      }
      await Promise.race([fromBob.promise, new Promise((resolve) => setTimeout(resolve, 50))])
    }
    await fromBob.promise
    const flooded = heard.filter((from) => from === flooder.member).length
    assert.ok(flooded <= topicLimits.requestsPerMinuteMax + 5, `${flooded} were heard`)
  })

  it('of strangers who say nothing keep no member out', async () => {
    const strangers = await Promise.allSettled(
      Array.from({ length: 20 }, () => openRawAttacker(++number, address))
    )
    const opened = strangers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    for (const { host } of opened) after(() => host.stop())
    assert.ok(opened.length > 0)
    await assertServing()
    await Promise.all(opened.map(({ closed }) => closed))
    assert.equal(ada.peers.connected().length, 1)
  })

  it('of contents that nobody reads are cut off, and their places are free again', async () => {
    const cid = await ada.store.put(new Uint8Array(8 << 20).fill(7))
    const attacker = await openMember()
    const ask = async () => {
      const channel = await attacker.open(artefactProtocol)
      // Those over a member's part are closed before they are read.
      await channel.write(frameOf(encodeCanonical({ cid, offset: 0 }))).catch(() => {})
      return channel
    }
    const unread = await Promise.all(Array.from({ length: 20 }, ask))
    const bob = await network.startNode(++number, { bootstrap: [address] })
    await whenConnected(bob.peers, ada.member)
    const fetching = { from: [ada.member], store: bob.store, bytesMax: 8 << 20, timeoutMs: 20_000 }
    assert.equal((await bob.peers.fetch(cid, fetching)).sizeBytes, 8 << 20)
    await Promise.all(unread.map(({ closed }) => closed))
    const cut = told.filter(({ event }) => event === 'content not read in time')
    assert.equal(cut.length, 8)
    for (const { fields } of cut) assert.equal(fields['member'], testMember(number - 1))
    const again = await ask()
    await readStatus(again, 'ada')
    assert.equal((await again.readExactly(1 << 20)).length, 1 << 20)
    again.cut(new RangeError('enough'))
  })
})

describe('P8: a message bomb', () => {
  const topic = 'commonhold/addresses'
  const bombs = {
    'a list in a list in a list': utf8('['.repeat(200_000) + ']'.repeat(200_000)),
    'a record in a record': utf8(`${'{"records":'.repeat(30_000)}1${'}'.repeat(30_000)}`),
    'two hundred thousand lists': utf8(`{"records":[${'[],'.repeat(130_000)}[]]}`),
    'a text without an end': utf8(`{"records":"${'x'.repeat(400_000)}`),
    'a number beyond all numbers': utf8(`{"records":[${'9'.repeat(400_000)}]}`)
  }

  for (const [name, body] of Object.entries(bombs)) {
    it(`${name}: is refused by code, and its sender is noted`, async () => {
      const bob = await network.startNode(++number, { bootstrap: [address] })
      await whenConnected(bob.peers, ada.member)
      const attacker = await openMember()
      const channel = await attacker.open(requestProtocol)
      await channel.write(concatBytes(...questionOf(topic, body)))
      await channel.end()
      await assert.rejects(readStatus(channel, 'ada'), ({ details }) => {
        assert.match(details.peerCode, /^(BASE_NOT_CANONICAL|NETWORK_BAD_MESSAGE)$/)
        return true
      })
      const noted = told.filter(({ event }) => event === 'request refused')
      assert.equal(noted.at(-1)?.fields['from'], attacker.member)
      await bob.peers.request(ada.member, 'echo', utf8('still there?'), asking)
    })
  }
})
