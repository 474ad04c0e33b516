/**
 * One node as a process of its own, for tests that kill one. Arguments: its number, the highest
 * number on the ledger, and addresses to begin with. Tells its address on standard output.
 */
import { createTestNetwork, testMember, testNodeKey } from './test-network.ts'

const [index = 0, last = 0] = process.argv.slice(2, 4).map(Number)
const network = createTestNetwork()
for (let number = 1; number <= last; number++) {
  network.ledger.set(testMember(number), network.publicKeyOf(testNodeKey(number)))
}
const { peers, store } = await network.startNode(index, { bootstrap: process.argv.slice(4) })
const limits = { requestBytesMax: 1000, requestsPerMinuteMax: 1000 }
peers.handle('pid', limits, async () => new TextEncoder().encode(String(process.pid)))
await store.put(new Uint8Array(1_000_000).fill(5))
process.stdout.write(`${peers.addresses()[0]}\n`)
