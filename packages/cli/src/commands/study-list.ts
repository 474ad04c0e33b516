/** `commonhold study list`: the ledger's studies. */
import type { StudySummary } from '@commonhold/sdk'
import type { CliCommand } from '../cli-command.ts'
import type { Column } from '../output/table.ts'

/** Lists studies. */
export const studyListCommand: CliCommand = {
  name: 'study list',
  summary: 'Studies on the ledger, and what they wait for from you',
  examples: ['study list', 'study list --json'],
  register(_command, act) {
    act(async ({ client, out }) => {
      const studies = await (await client()).listStudies()
      out.show({ studies }, () =>
        studies.length === 0
          ? 'no studies yet: propose one with `commonhold study propose`'
          : out.table(columns, studies)
      )
    })
  }
}

const columns: readonly Column<StudySummary>[] = [
  { title: 'study', align: 'right', cell: ({ study }) => String(study) },
  { title: 'title', cell: ({ title }) => title },
  { title: 'state', cell: ({ state }) => state },
  {
    title: 'round',
    align: 'right',
    cell: ({ round, rounds }) => `${Math.min(round, rounds)}/${rounds}`
  },
  {
    title: 'members',
    align: 'right',
    cell: ({ memberCount, maxMembers }) => `${memberCount}/${maxMembers}`
  },
  { title: 'joined', cell: ({ joined }) => (joined ? 'yes' : 'no') },
  { title: 'needs you', cell: ({ needs }) => needs?.text ?? '-' }
]
