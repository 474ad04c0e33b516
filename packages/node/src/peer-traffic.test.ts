import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMemberId } from '@commonhold/base'
import { createPeerTraffic } from './peer-traffic.ts'

const member = parseMemberId(`0x${'a'.repeat(40)}`)

test('bytes are counted by member and direction, and hearing is remembered', () => {
  let nowMs = 1000
  const traffic = createPeerTraffic({ nowMs: () => nowMs })
  assert.deepEqual(traffic.of(member), { sentBytes: 0, receivedBytes: 0, lastSeenMs: undefined })
  traffic.count(10, 'out', member)
  assert.equal(traffic.of(member).lastSeenMs, undefined, 'sending is not hearing')
  traffic.count(3, 'in', member)
  traffic.count(4, 'in', member)
  nowMs = 2000
  traffic.count(99, 'in', undefined)
  assert.deepEqual(traffic.of(member), { sentBytes: 10, receivedBytes: 7, lastSeenMs: 1000 })
  traffic.saw(member)
  assert.equal(traffic.of(member).lastSeenMs, 2000)
})

test('no more members are counted than a ledger of that size has', () => {
  const traffic = createPeerTraffic({ nowMs: () => 1 })
  const accounts = Array.from({ length: 2001 }, (_, index) =>
    parseMemberId(`0x${index.toString(16).padStart(40, '0')}`)
  )
  for (const account of accounts) traffic.count(1, 'in', account)
  assert.equal(traffic.of(accounts[1999]!).receivedBytes, 1)
  assert.equal(traffic.of(accounts[2000]!).receivedBytes, 0)
  traffic.count(1, 'in', accounts[0])
  assert.equal(traffic.of(accounts[0]!).receivedBytes, 2)
})
