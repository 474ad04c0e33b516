/** `commonhold members`: who takes part on the ledger. */
import type { MemberView } from '@commonhold/sdk'
import { formatTime } from '@commonhold/sdk/format'
import type { CliCommand } from '../cli-command.ts'
import type { Column } from '../output/table.ts'

/** Lists members. */
export const membersCommand: CliCommand = {
  name: 'members',
  summary: 'Members of the ledger',
  examples: ['members', 'members --json'],
  register(_command, act) {
    act(async ({ client, out }) => {
      const members = await (await client()).members()
      out.show({ members }, () => out.table(columns, members))
    })
  }
}

const columns: readonly Column<MemberView>[] = [
  { title: 'member', cell: ({ member }) => member },
  { title: 'name', cell: ({ name, self }) => `${name ?? '-'}${self ? ' (you)' : ''}` },
  { title: 'joined', cell: ({ joinedAt }) => formatTime(joinedAt) },
  { title: 'active', cell: ({ active }) => (active ? 'yes' : 'no') }
]
