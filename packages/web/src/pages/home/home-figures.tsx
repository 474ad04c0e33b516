/** The node in numbers. */
import type { NodeStatus } from '@commonhold/sdk'
import { formatBytes } from '@commonhold/sdk/format'
import { count } from '../../model/figures.ts'
import { FiguresLine } from '../../parts/figures-line.tsx'

/** The line. */
export function HomeFigures({ status }: { readonly status: NodeStatus }) {
  const { activeStudies, datasets, peers, sent, ledger } = status
  const connected = peers.filter((peer) => peer.connected).length
  return (
    <FiguresLine
      figures={[
        { label: 'Studies under way', value: activeStudies, note: 'with you in them' },
        { label: 'Datasets', value: datasets, note: 'none of their rows leaves this node' },
        {
          label: 'Nodes reachable',
          value: connected,
          unit: `of ${peers.length}`,
          note: connected === peers.length ? 'all that are known' : 'of those that are known'
        },
        {
          label: 'Sent to others',
          value: formatBytes(sent.bytes),
          note: `${count(sent.payloads)} payloads, ${count(sent.plaintext)} unmasked`
        },
        {
          label: 'Ledger’s block',
          value: count(ledger.block),
          note: ledger.reachable ? `chain ${ledger.chainId}` : 'not reachable'
        }
      ]}
    />
  )
}
