/** Rounds for the tests of one file, closed when it ends. */
import { after } from 'node:test'
import { openRoundNetwork, type RoundNetwork, type RoundNetworkOptions } from './round-network.ts'

const opened: RoundNetwork[] = []
after(() => Promise.all(opened.map((network) => network.close())))

/** Opens a round at every member; of four, where nothing else is said. */
export async function openTestRound(
  options: Partial<RoundNetworkOptions> = {}
): Promise<RoundNetwork> {
  const network = await openRoundNetwork({ members: 4, ...options })
  opened.push(network)
  return network
}
