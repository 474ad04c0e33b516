/** The datasets that a model was made from, and each one's share of its revenue. */
import type { ModelView } from '@commonhold/sdk'
import { Badge } from '../../parts/badge.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Member } from '../../parts/member.tsx'
import { Section } from '../../parts/page.tsx'
import { ShareBar } from '../../parts/share-bar.tsx'
import { Link } from '../../router/router.tsx'
import css from './models.module.css'

/** The lineage. */
export function ModelLineage({ model }: { readonly model: ModelView }) {
  return (
    <Section title="Made from" note="and each owner’s share of its revenue" flush>
      <DataTable
        label="Made from"
        columns={columns}
        rows={model.lineage}
        rowKey={({ asset }) => asset}
      />
    </Section>
  )
}

const columns: readonly TableColumn<ModelView['lineage'][number]>[] = [
  { title: 'Member', grow: true, cell: ({ owner }) => <Member member={owner} /> },
  {
    title: 'Dataset',
    cell: ({ asset }) => (
      <Link href={`/ledger/assets/${asset}`} className={css['link']}>
        asset {asset}
      </Link>
    )
  },
  {
    title: 'State',
    hideNarrow: true,
    cell: ({ revoked }) =>
      revoked ? <Badge tone="warn">revoked since</Badge> : <Badge tone="good">valid</Badge>
  },
  {
    title: 'Rounds survived',
    align: 'right',
    hideNarrow: true,
    cell: ({ survived }) => survived
  },
  {
    title: 'Share',
    align: 'right',
    cell: ({ shareBps }) => <ShareBar share={shareBps / 10_000} />
  }
]
