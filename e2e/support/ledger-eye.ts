/** The ledger as a stranger reads it: from the first node's address alone. */
import { openLedgerReader } from '@commonhold/contracts'
import { realClock } from '@commonhold/platform'
import { openingOf, rankAggregators, type StudyRecord } from '@commonhold/protocol'
import { parseInvite } from '@commonhold/sdk'
import type { TestNode } from './test-network.ts'

/** What a stranger sees. */
export type LedgerEye = {
  study(study: number): Promise<StudyRecord>
  /** Whose turn it is to aggregate the round that is open: the node, first in rank. */
  aggregator(study: number): Promise<{ readonly round: number; readonly node: TestNode }>
}

/** Reads the ledger of a network that runs. */
export async function openLedgerEye(nodes: readonly TestNode[]): Promise<LedgerEye> {
  const statuses = await Promise.all(nodes.map(({ client }) => client.status()))
  const nodeOf = new Map(statuses.map(({ member }, index) => [member, nodes[index]!]))
  const { rpcUrl, contracts } = parseInvite(statuses[0]!.address)
  const ledger = await openLedgerReader({ rpcUrl, studies: contracts.studies, clock: realClock })
  const study = async (id: number): Promise<StudyRecord> =>
    (await ledger.studyOf(id as StudyRecord['study']))!
  return {
    study,
    async aggregator(id) {
      const record = await study(id)
      const [first] = rankAggregators(openingOf(ledger.domain, record), record.members)
      return { round: record.round, node: nodeOf.get(first!)! }
    }
  }
}
