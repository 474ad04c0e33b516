/** Address records that would send members to somebody else’s node. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encodeCanonical, type Json, parseBytes32, silentLog, toHex } from '@commonhold/base'
import { nodeHashing } from '../testing/node-hashing.ts'
import { testMember, testNodeKey } from '../testing/test-network.ts'
import { createAddressBook } from './address-book.ts'
import { createAddressExchange } from './address-exchange.ts'
import { type AddressRecord, signAddressRecord } from './address-record.ts'

const publicKeyOf = (index: number) =>
  parseBytes32(toHex(nodeHashing.ed25519.publicKey(testNodeKey(index))))
const [ada, bob, eve] = [1, 2, 3]
const nowMs = 1_700_000_000_000

/** The record of the member with this number, signed by its key unless another is given. */
function recordOf(
  index: number,
  changes: Partial<AddressRecord> = {},
  signer = index
): AddressRecord {
  return signAddressRecord(nodeHashing, testNodeKey(signer), {
    member: testMember(index),
    nodeKey: publicKeyOf(index),
    addresses: ['/ip4/192.0.2.1/tcp/1'],
    httpUrl: '',
    sequence: nowMs,
    ...changes
  })
}

/** A node that has Bob's record, and hears what Eve tells it. */
async function setUp() {
  const known = [ada, bob, eve]
  const book = createAddressBook({
    nodeKeyOf: async (member) => {
      const index = known.find((each) => testMember(each) === member)
      return index === undefined ? undefined : publicKeyOf(index)
    }
  })
  const passedOn: unknown[] = []
  const exchange = createAddressExchange({
    crypto: nodeHashing,
    book,
    log: silentLog,
    nowMs: () => nowMs,
    connected: () => [testMember(ada)],
    send: async (_to, body) => void passedOn.push(body),
    onNews: () => {}
  })
  await book.learn(recordOf(bob))
  const tell = (records: readonly unknown[]) =>
    exchange.handler.answer({
      from: testMember(eve),
      body: encodeCanonical({ records } as Json),
      signal: new AbortController().signal
    })
  return { book, tell, passedOn }
}

describe('P8: an address record that is heard from a member', () => {
  it('changes nothing of another’s where that one did not sign it', async () => {
    const { book, tell, passedOn } = await setUp()
    const elsewhere = { addresses: ['/ip4/203.0.113.9/tcp/9'], sequence: nowMs + 1 }
    // In Bob's name under Eve's key: well signed, and not by the key that the ledger names.
    await tell([recordOf(bob, { ...elsewhere, nodeKey: publicKeyOf(eve) }, eve)])
    const forged = { ...recordOf(bob, elsewhere, eve), nodeKey: publicKeyOf(bob) }
    await assert.rejects(tell([forged]), { code: 'NETWORK_BAD_MESSAGE' })
    const altered = { ...recordOf(bob), addresses: elsewhere.addresses }
    await assert.rejects(tell([altered]), { code: 'NETWORK_BAD_MESSAGE' })
    assert.deepEqual(book.recordOf(testMember(bob)), recordOf(bob))
    assert.deepEqual(passedOn, [])
  })

  it('does not take a member back to where it was before', async () => {
    const { book, tell } = await setUp()
    await tell([recordOf(bob, { addresses: [], sequence: nowMs - 1000 })])
    assert.deepEqual(book.recordOf(testMember(bob)), recordOf(bob))
    await tell([recordOf(bob, { addresses: [], sequence: nowMs + 1000 })])
    assert.deepEqual(book.recordOf(testMember(bob))?.addresses, [])
  })

  it('does not hold for ever by a time far ahead', async () => {
    const { book, tell } = await setUp()
    const ahead = recordOf(eve, { sequence: nowMs + 2 * 3_600_000 })
    await assert.rejects(tell([ahead]), { code: 'NETWORK_BAD_MESSAGE' })
    assert.equal(book.recordOf(testMember(eve)), undefined)
  })

  it('of who is no member is not kept, and cannot fill the book', async () => {
    const { book, tell } = await setUp()
    await tell(Array.from({ length: 50 }, (_, index) => recordOf(index + 10)))
    assert.equal(book.records().length, 1)
    const many = Array.from({ length: 51 }, () => recordOf(eve))
    await assert.rejects(tell(many), { code: 'NETWORK_BAD_MESSAGE' })
  })

  it('names no address that is none, and no URL with a name, query or other scheme', async () => {
    const { tell } = await setUp()
    for (const address of ['x', 'http://x', '/ip4/999.1.1.1/tcp/1', '/x'.repeat(200)]) {
      const told = tell([recordOf(eve, { addresses: [address] })])
      await assert.rejects(told, { code: 'NETWORK_BAD_MESSAGE' }, address)
    }
    for (const httpUrl of ['file:///etc/passwd', 'http://a:b@c/', 'http://a/?q', 'ftp://a', 'x']) {
      const told = tell([recordOf(eve, { httpUrl })])
      await assert.rejects(told, { code: 'NETWORK_BAD_MESSAGE' }, httpUrl)
    }
  })
})
