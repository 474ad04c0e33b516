/** `commonhold peers`: other members' nodes, and which of them are reachable. */
import type { PeerView } from '@commonhold/sdk'
import { formatBytes, formatDuration, formatTime } from '@commonhold/sdk/format'
import type { CliCommand } from '../cli-command.ts'
import type { Column } from '../output/table.ts'

/** Lists peers. */
export const peersCommand: CliCommand = {
  name: 'peers',
  summary: 'Nodes of other members',
  examples: ['peers', 'peers --json'],
  register(_command, act) {
    act(async ({ client, out }) => {
      const peers = await (await client()).peers()
      out.show({ peers }, () => (peers.length === 0 ? 'no peers yet' : out.table(columns, peers)))
    })
  }
}

const columns: readonly Column<PeerView>[] = [
  { title: 'member', cell: ({ member }) => member },
  { title: 'name', cell: ({ name }) => name ?? '-' },
  { title: 'connected', cell: ({ connected, link }) => (connected ? (link ?? 'yes') : 'no') },
  {
    title: 'round trip',
    align: 'right',
    cell: ({ roundTripMs }) => formatDuration(roundTripMs)
  },
  { title: 'sent', align: 'right', cell: ({ sentBytes }) => formatBytes(sentBytes) },
  { title: 'received', align: 'right', cell: ({ receivedBytes }) => formatBytes(receivedBytes) },
  {
    title: 'last heard',
    cell: ({ lastSeenAt }) => (lastSeenAt === undefined ? '-' : formatTime(lastSeenAt))
  }
]
