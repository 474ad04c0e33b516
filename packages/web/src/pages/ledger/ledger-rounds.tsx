/** Every final round of every study, the newest first. */
import type { LedgerRound } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { count } from '../../model/figures.ts'
import { pagedReadings } from '../../node/readings.ts'
import { usePages } from '../../node/use-pages.ts'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { Section } from '../../parts/page.tsx'
import { TableSkeleton } from '../../parts/skeleton.tsx'
import { Link } from '../../router/router.tsx'
import css from './ledger.module.css'

/** The rounds. */
export function LedgerRounds() {
  const rounds = usePages(pagedReadings.rounds)
  return (
    <Loaded
      of={rounds}
      skeleton={
        <Section title="Final rounds" flush>
          <TableSkeleton rows={8} />
        </Section>
      }
    >
      {(list) =>
        list.length === 0 ? (
          <Section title="Final rounds">
            <EmptyState icon="ledger" title="No final round yet">
              A round is final when more than two thirds of its survivors have signed its result.
            </EmptyState>
          </Section>
        ) : (
          <Section title="Final rounds" note="newest first" flush>
            <DataTable
              label="Final rounds"
              columns={columns}
              rows={list}
              rowKey={({ study, round }) => `${study}-${round}`}
              href={hrefOf}
            />
            <MoreButton of={rounds}>Older rounds</MoreButton>
          </Section>
        )
      }
    </Loaded>
  )
}

const hrefOf = ({ study, round }: LedgerRound) => `/ledger/studies/${study}/rounds/${round}`

const columns: readonly TableColumn<LedgerRound>[] = [
  { title: 'Block', align: 'right', cell: ({ block }) => count(block) },
  {
    title: 'Round',
    cell: (round) => (
      <Link href={hrefOf(round)} className={css['link']}>
        {round.round} of {round.rounds}
      </Link>
    )
  },
  {
    title: 'Study',
    grow: true,
    cell: ({ study, title }) => (
      <Link href={`/ledger/studies/${study}`} className={css['link']}>
        {safe(title)}
      </Link>
    )
  },
  { title: 'Computes', hideNarrow: true, cell: ({ kind }) => kind ?? '–' },
  {
    title: 'Survivors',
    align: 'right',
    hideNarrow: true,
    cell: ({ survivorCount, memberCount }) => `${survivorCount} of ${memberCount}`
  },
  {
    title: 'Signatures',
    align: 'right',
    hideNarrow: true,
    cell: ({ signerCount, survivorCount }) => `${signerCount} of ${survivorCount}`
  },
  {
    title: 'Transaction',
    hideNarrow: true,
    cell: ({ transaction }) => <Identifier id={transaction} label="transaction" />
  }
]
