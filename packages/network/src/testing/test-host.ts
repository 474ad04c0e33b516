/** A bare libp2p host on loopback, for tests of what lies below members and topics. */
import { after } from 'node:test'
import { createHost } from '../peer/libp2p-host.ts'
import { testNodeKey } from './test-network.ts'

/** Started, with the key of test member `index`, and stopped after the tests of the file. */
export async function openTestHost(index: number) {
  const host = await createHost({
    nodeKey: testNodeKey(index),
    listen: ['/ip4/127.0.0.1/tcp/0'],
    announce: [],
    isRelay: false,
    usesRelays: false,
    connectionsMax: 10,
    gate: async () => {}
  })
  await host.start()
  after(() => host.stop())
  return host
}
