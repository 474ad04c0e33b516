/** The simulated network does what every network does, where nothing goes wrong. */
import { peersSuite } from '@commonhold/network/peer/peers.suite'
import { openWorldForSuite, suiteMember } from './testing/world-for-suite.ts'

peersSuite(
  'simulated',
  async () => {
    const world = openWorldForSuite()
    return { members: world.peers(), stop: world.stop }
  },
  suiteMember(99)
)
