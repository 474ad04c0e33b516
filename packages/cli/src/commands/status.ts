/** `commonhold status`: how the running node is. */
import type { NodeStatus } from '@commonhold/sdk'
import { formatBytes, formatDuration, formatMember } from '@commonhold/sdk/format'
import type { CliCommand } from '../cli-command.ts'
import { formatFields } from '../output/table.ts'

/** Shows a node's state. */
export const statusCommand: CliCommand = {
  name: 'status',
  summary: 'How the running node is: ledger, peers, address',
  examples: ['status', 'status --json', 'status --home ~/hospital-b'],
  register(_command, act) {
    act(async ({ client, out }) => {
      const status = await (await client()).status()
      out.show(status, () => fieldsOf(status))
    })
  }
}

function fieldsOf(status: NodeStatus): string {
  const { ledger, peers } = status
  const connected = peers.filter((peer) => peer.connected)
  return formatFields([
    ['member', formatMember(status.member, status.name)],
    ['version', status.version],
    ['process', `${status.pid}, up ${formatDuration(status.uptimeMs)}`],
    ['home', status.home],
    [
      'ledger',
      `${ledger.kind}, chain ${ledger.chainId}, block ${ledger.block}` +
        (ledger.reachable ? '' : ', not reachable now')
    ],
    ['warning', ledger.warning],
    ['peers', `${connected.length} connected of ${peers.length}`],
    [
      'sent',
      `${formatBytes(status.sent.bytes)} in ${status.sent.payloads} payloads, ` +
        `${status.sent.plaintext} of them with unmasked values`
    ],
    ['datasets', String(status.datasets)],
    ['studies', `${status.activeStudies} active`],
    ['api', status.httpUrl],
    ['address', status.address]
  ])
}
