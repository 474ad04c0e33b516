/** Who takes part, and the key by which each member's node signs. */
import type { MemberView } from '@commonhold/sdk'
import { countOf } from '../../model/figures.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { MemberName } from '../../parts/member-name.tsx'
import { Section } from '../../parts/page.tsx'
import { TableSkeleton } from '../../parts/skeleton.tsx'
import { Time } from '../../parts/time.tsx'

/** The members. */
export function LedgerMembers() {
  const members = useReading(readings.members)
  return (
    <Section
      title="Members"
      {...(members.value === undefined ? {} : { note: countOf(members.value.length, 'member') })}
      flush
    >
      <Loaded of={members} skeleton={<TableSkeleton rows={4} />}>
        {(list) => (
          <DataTable
            label="Members"
            columns={columns}
            rows={list}
            rowKey={({ member }) => member}
          />
        )}
      </Loaded>
    </Section>
  )
}

const columns: readonly TableColumn<MemberView>[] = [
  {
    title: 'Member',
    grow: true,
    cell: ({ member, name, self }) => <MemberName member={member} name={name} isSelf={self} />
  },
  { title: 'Account', cell: ({ member }) => <Identifier id={member} label="account" /> },
  {
    title: 'State',
    hideNarrow: true,
    cell: ({ active }) =>
      active ? <Badge tone="good">active</Badge> : <Badge tone="neutral">left</Badge>
  },
  { title: 'Joined', hideNarrow: true, cell: ({ joinedAt }) => <Time atSeconds={joinedAt} /> },
  {
    title: 'Node key',
    hideNarrow: true,
    cell: ({ nodeKey }) => <Identifier id={nodeKey} label="node key" />
  }
]
