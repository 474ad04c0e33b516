/** Everything that was registered: datasets by their commitments, models by their files. */
import type { AssetView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { countOf } from '../../model/figures.ts'
import { pagedReadings } from '../../node/readings.ts'
import { usePages } from '../../node/use-pages.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Member } from '../../parts/member.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { Section } from '../../parts/page.tsx'
import { TableSkeleton } from '../../parts/skeleton.tsx'
import { Time } from '../../parts/time.tsx'
import { Link, usePlace } from '../../router/router.tsx'
import css from './ledger.module.css'

const kinds = [undefined, 'dataset', 'model'] as const

/** The assets; `?kind=` leaves one kind. */
export function LedgerAssets() {
  const { query } = usePlace()
  const kind = kinds.find((each) => each === query.get('kind'))
  const assets = usePages(pagedReadings.assets(kind))
  const actions = kinds.map((each) => (
    <Link
      key={each ?? 'all'}
      href={each === undefined ? '/ledger?view=assets' : `/ledger?view=assets&kind=${each}`}
      className={css['choice']}
      aria-current={each === kind ? 'true' : undefined}
    >
      {each === undefined ? 'All' : `${each}s`}
    </Link>
  ))
  return (
    <Section title="Assets" note="newest first" actions={actions} flush>
      <Loaded of={assets} skeleton={<TableSkeleton rows={6} />}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon="ledger" title="No such asset yet">
              A dataset becomes one when its owner adds it, a model when its study closes.
            </EmptyState>
          ) : (
            <>
              <DataTable
                label="Assets"
                columns={columns}
                rows={list}
                rowKey={({ asset }) => asset}
                href={hrefOf}
              />
              <MoreButton of={assets}>Older assets</MoreButton>
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

const hrefOf = ({ asset }: AssetView) => `/ledger/assets/${asset}`

const columns: readonly TableColumn<AssetView>[] = [
  { title: 'Asset', align: 'right', cell: ({ asset }) => asset },
  {
    title: 'What it is',
    grow: true,
    cell: (asset) => (
      <Link href={hrefOf(asset)} className={css['link']}>
        {asset.title === undefined ? asset.kind : `${asset.kind}: ${safe(asset.title)}`}
      </Link>
    )
  },
  { title: 'Owner', cell: ({ owner }) => <Member member={owner} /> },
  { title: 'State', hideNarrow: true, cell: (asset) => <AssetState asset={asset} /> },
  {
    title: 'Lineage',
    hideNarrow: true,
    cell: ({ parents, children }) =>
      parents.length > 0
        ? `made from ${parents.length}`
        : children.length > 0
          ? `in ${countOf(children.length, 'model')}`
          : '–'
  },
  {
    title: 'Registered',
    hideNarrow: true,
    cell: ({ registeredAt }) => <Time atSeconds={registeredAt} />
  },
  {
    title: 'Commitment',
    hideNarrow: true,
    cell: ({ commitment }) => <Identifier id={commitment} label="commitment" />
  }
]

/** Whether its owner stands by it. */
export function AssetState({ asset }: { readonly asset: Pick<AssetView, 'revoked'> }) {
  return asset.revoked ? <Badge tone="warn">revoked</Badge> : <Badge tone="good">valid</Badge>
}
