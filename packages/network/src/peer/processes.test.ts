import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { cidOfDigest, fromUtf8 } from '@commonhold/base'
import { nodeHashing } from '../testing/node-hashing.ts'
import {
  createTestNetwork,
  testMember,
  testNodeKey,
  whenConnected
} from '../testing/test-network.ts'

const script = fileURLToPath(new URL('../testing/child-node.ts', import.meta.url))
const asking = { timeoutMs: 10_000, responseBytesMax: 100 }

describe('nodes in processes of their own', () => {
  const network = createTestNetwork()
  const children: ChildProcess[] = []
  after(async () => {
    for (const child of children) child.kill('SIGKILL')
    await network.stop()
  })

  async function startChild(index: number, bootstrap: string): Promise<ChildProcess> {
    const options = { stdio: ['ignore', 'pipe', 'inherit'] as ('ignore' | 'pipe' | 'inherit')[] }
    const child = spawn(process.execPath, [script, String(index), '3', bootstrap], options)
    children.push(child)
    await once(child.stdout!, 'data')
    return child
  }

  it('find each other, and go on after one was killed and came back', async () => {
    for (const index of [1, 2, 3]) {
      network.ledger.set(testMember(index), network.publicKeyOf(testNodeKey(index)))
    }
    const ada = await network.startNode(1)
    const [address] = ada.peers.addresses()
    const bob = testMember(2)
    const pid = async () =>
      Number(fromUtf8(await ada.peers.request(bob, 'pid', new Uint8Array(), asking)))
    const [first] = await Promise.all([startChild(2, address!), startChild(3, address!)])
    await whenConnected(ada.peers, bob)
    await whenConnected(ada.peers, testMember(3))
    assert.equal(await pid(), first.pid)

    const gone = new Promise<void>((resolve) => {
      ada.peers.onPeerChange((member, isConnected) => {
        if (member === bob && !isConnected) resolve()
      })
    })
    first.kill('SIGKILL')
    await gone
    const second = await startChild(2, address!)
    await whenConnected(ada.peers, bob)
    assert.equal(await pid(), second.pid)

    const cid = cidOfDigest(nodeHashing.sha256(new Uint8Array(1_000_000).fill(5)))
    const from = [bob, testMember(3)]
    const fetching = { from, store: ada.store, bytesMax: 1e6, timeoutMs: 10_000 }
    assert.equal((await ada.peers.fetch(cid, fetching)).sizeBytes, 1_000_000)
  })
})
