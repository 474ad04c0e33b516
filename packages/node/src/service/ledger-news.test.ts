import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Peers } from '@commonhold/base'
import type { Ledger } from '@commonhold/protocol'
import { hearNews, tellingLedger } from './ledger-news.ts'

describe('news of the ledger', () => {
  // Goal: whoever writes tells, once it is written; whoever reads, or fails to write, does not.
  test('are told after a change, not after a question or a refusal', async () => {
    let told = 0
    const ledger = {
      leave: async () => ({ blockNumber: 1 }),
      skip: async () => Promise.reject(new RangeError('refused')),
      studyCount: async () => 3
    } as unknown as Ledger
    const telling = tellingLedger(ledger, () => told++)
    assert.equal(await telling.studyCount(), 3)
    await assert.rejects(telling.skip(1 as never), RangeError)
    assert.equal(told, 0)
    assert.deepEqual(await telling.leave(), { blockNumber: 1 })
    assert.equal(told, 1)
  })

  // Goal: a flood of news costs one look at a time, and what came meanwhile is not missed.
  test('are looked at one after the other, and none is lost', async () => {
    let looks = 0
    let hear = (): void => {}
    const ends: (() => void)[] = []
    const peers = {
      subscribe: (_topic: string, _limits: unknown, on: () => void) => {
        hear = on
      }
    } as unknown as Peers
    hearNews(peers, () => {
      looks++
      return new Promise<void>((resolve) => ends.push(resolve))
    })
    for (let count = 0; count < 100; count++) hear()
    assert.equal(looks, 1)
    ends[0]!()
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(looks, 2)
    ends[1]!()
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(looks, 2)
    hear()
    assert.equal(looks, 3)
  })
})
