/** The nodes of other members: which are reachable, how, and what passes between. */
import type { PeerView } from '@commonhold/sdk'
import { formatBytes, formatDuration } from '@commonhold/sdk/format'
import { count, noValue } from '../../model/figures.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { Badge } from '../../parts/badge.tsx'
import { Command } from '../../parts/command.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FiguresLine } from '../../parts/figures-line.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { MemberName } from '../../parts/member-name.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { FiguresSkeleton, TableSkeleton } from '../../parts/skeleton.tsx'
import { Time } from '../../parts/time.tsx'
import css from './peers.module.css'

/** `/peers` */
export function PeersPage() {
  const peers = useReading(readings.peers)
  return (
    <Page
      title="Peers"
      intro="The other members’ nodes. What passes between them is encrypted, and an update never
        leaves a node without its masks."
    >
      <Traffic peers={peers.value} />
      <Loaded
        of={peers}
        skeleton={
          <Section title="Other nodes" flush>
            <TableSkeleton rows={3} />
          </Section>
        }
      >
        {(list) => <PeerList peers={list} />}
      </Loaded>
      <Invitation />
    </Page>
  )
}

function Traffic({ peers }: { readonly peers: readonly PeerView[] | undefined }) {
  const status = useReading(readings.status)
  return (
    <Loaded of={status} skeleton={<FiguresSkeleton />}>
      {({ sent }) => (
        <FiguresLine
          figures={[
            {
              label: 'Connected',
              value: peers === undefined ? '–' : peers.filter(({ connected }) => connected).length,
              unit: peers === undefined ? '' : `of ${peers.length} known`
            },
            {
              label: 'Sent',
              value: formatBytes(sent.bytes),
              note: `${count(sent.payloads)} payloads since the start`
            },
            {
              label: 'With an unmasked update',
              value: count(sent.plaintext),
              note: sent.plaintext === 0 ? 'as it must be' : 'a defect: stop the node'
            }
          ]}
        />
      )}
    </Loaded>
  )
}

function PeerList({ peers }: { readonly peers: readonly PeerView[] }) {
  if (peers.length === 0) {
    return (
      <Section title="Other nodes">
        <EmptyState icon="peers" title="No other node yet">
          Give your address below to another organisation; its node finds yours and the ledger by
          it.
        </EmptyState>
      </Section>
    )
  }
  const order = (peer: PeerView): number => (peer.connected ? 0 : 1)
  return (
    <Section title="Other nodes" flush>
      <DataTable
        label="Other nodes"
        columns={columns}
        rows={peers.toSorted((left, right) => order(left) - order(right))}
        rowKey={({ member }) => member}
      />
    </Section>
  )
}

const columns: readonly TableColumn<PeerView>[] = [
  {
    title: 'Member',
    grow: true,
    cell: ({ member, name }) => <MemberName member={member} name={name} />
  },
  {
    title: 'State',
    cell: ({ connected }) =>
      connected ? <Badge tone="good">connected</Badge> : <Badge tone="neutral">away</Badge>
  },
  {
    title: 'Way',
    hideNarrow: true,
    cell: ({ link, address }) => (
      <span title={address}>{link === 'relayed' ? 'through another member' : (link ?? '–')}</span>
    )
  },
  {
    title: 'Round trip',
    align: 'right',
    cell: ({ roundTripMs }) => (roundTripMs === undefined ? noValue : formatDuration(roundTripMs))
  },
  {
    title: 'Sent',
    align: 'right',
    hideNarrow: true,
    cell: ({ sentBytes }) => formatBytes(sentBytes)
  },
  {
    title: 'Received',
    align: 'right',
    hideNarrow: true,
    cell: ({ receivedBytes }) => formatBytes(receivedBytes)
  },
  {
    title: 'Last heard',
    cell: ({ lastSeenAt }) => (lastSeenAt === undefined ? '–' : <Time atSeconds={lastSeenAt} />)
  }
]

function Invitation() {
  const status = useReading(readings.status)
  return (
    <Section title="Invite another member">
      <div className={css['invitation']}>
        <p>
          Another organisation makes a node that joins this ledger with one command. The address
          holds where your node and the ledger are, and no secret.
        </p>
        {status.value !== undefined && (
          <Command text={`commonhold init --join ${status.value.address}`} />
        )}
      </div>
    </Section>
  )
}
