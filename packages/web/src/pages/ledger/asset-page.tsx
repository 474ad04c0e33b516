/** One asset: who registered it, what it was made from, what came of it. */
import type { AssetId } from '@commonhold/base'
import type { AssetView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { DetailsList } from '../../parts/details-list.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Member } from '../../parts/member.tsx'
import { Columns, Page, Section } from '../../parts/page.tsx'
import { ShareBar } from '../../parts/share-bar.tsx'
import { FiguresSkeleton } from '../../parts/skeleton.tsx'
import { Time } from '../../parts/time.tsx'
import { numberOf } from '../../router/route-pattern.ts'
import { Link } from '../../router/router.tsx'
import { MissingPage } from '../missing-page.tsx'
import css from './ledger.module.css'
import { AssetState } from './ledger-assets.tsx'

/** `/ledger/assets/:asset` */
export function AssetPage(properties: { readonly asset: string | undefined }) {
  const asset = numberOf(properties.asset)
  return asset === undefined ? (
    <MissingPage what="asset" />
  ) : (
    <KnownAsset asset={asset as AssetId} />
  )
}

function KnownAsset({ asset }: { readonly asset: AssetId }) {
  const read = useReading(readings.asset(asset))
  const { value } = read
  return (
    <Page
      title={`Asset ${asset}`}
      above={{ title: 'Ledger', href: '/ledger?view=assets' }}
      badge={value !== undefined && <AssetState asset={value} />}
      actions={
        value?.kind === 'model' && (
          <ButtonLink href={`/models/${asset}`}>The model’s card</ButtonLink>
        )
      }
    >
      <Loaded of={read} skeleton={<FiguresSkeleton />}>
        {(found) => <AssetDetails asset={found} />}
      </Loaded>
    </Page>
  )
}

function AssetDetails({ asset }: { readonly asset: AssetView }) {
  const { kind, title, owner, registeredAt, commitment, terms, study, parents, children } = asset
  return (
    <Columns>
      <Section title="On the ledger">
        <DetailsList
          details={[
            ['What it is', title === undefined ? kind : `${kind}: ${safe(title)}`],
            ['Owner', <Member key="owner" member={owner} />],
            ['Registered', <Time key="registered" atSeconds={registeredAt} />],
            [
              'Commitment',
              <Identifier key="commitment" id={commitment} label="commitment" whole />
            ],
            [
              'Terms',
              terms === undefined ? undefined : (
                <Identifier key="terms" id={terms} label="terms’ digest" whole />
              )
            ],
            [
              'Made by',
              study === undefined ? undefined : (
                <Link key="study" href={`/ledger/studies/${study}`} className={css['link']}>
                  study {study}
                </Link>
              )
            ]
          ]}
        />
      </Section>
      <div className={css['stack']}>
        {parents.length > 0 && <Parents parents={parents} />}
        <Children kind={kind}>{children}</Children>
      </div>
    </Columns>
  )
}

function Parents({ parents }: Pick<AssetView, 'parents'>) {
  return (
    <Section title="Made from" note="and each one’s share of its revenue" flush>
      <DataTable
        label="Made from"
        columns={parentColumns}
        rows={parents}
        rowKey={({ asset }) => asset}
        href={({ asset }) => `/ledger/assets/${asset}`}
      />
    </Section>
  )
}

const parentColumns: readonly TableColumn<AssetView['parents'][number]>[] = [
  { title: 'Asset', grow: true, cell: ({ asset }) => <AssetLink asset={asset} /> },
  {
    title: 'Share',
    align: 'right',
    cell: ({ shareBps }) => <ShareBar share={shareBps / 10_000} />
  }
]

function Children(properties: {
  readonly kind: AssetView['kind']
  readonly children: readonly AssetId[]
}) {
  const { kind, children } = properties
  if (children.length === 0) {
    return (
      <Section title="Made from it">
        <EmptyState icon="models" title="Nothing yet">
          {kind === 'dataset'
            ? 'A model whose study its owner takes part in will name it here.'
            : 'An asset that is made from it will name it here.'}
        </EmptyState>
      </Section>
    )
  }
  return (
    <Section title="Made from it" flush>
      <DataTable
        label="Made from it"
        columns={[{ title: 'Asset', grow: true, cell: (asset) => <AssetLink asset={asset} /> }]}
        rows={children}
        rowKey={(asset) => asset}
        href={(asset) => `/ledger/assets/${asset}`}
      />
    </Section>
  )
}

function AssetLink({ asset }: { readonly asset: AssetId }) {
  return (
    <Link href={`/ledger/assets/${asset}`} className={css['link']}>
      Asset {asset}
    </Link>
  )
}
