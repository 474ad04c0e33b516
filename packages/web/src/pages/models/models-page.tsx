/** Finished models, whoever made them. */
import type { ModelSummary } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { count, countOf, decimal, percent } from '../../model/figures.ts'
import { modelKindWords } from '../../model/model-words.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { TableSkeleton } from '../../parts/skeleton.tsx'
import { Link } from '../../router/router.tsx'
import css from './models.module.css'

/** `/models` */
export function ModelsPage() {
  const models = useReading(readings.models)
  return (
    <Page
      title="Models"
      intro="Each was made by a study, is registered on the ledger, and names the datasets that it
        was made from."
    >
      <Loaded
        of={models}
        skeleton={
          <Section title="Finished models" flush>
            <TableSkeleton rows={3} />
          </Section>
        }
      >
        {(list) => (list.length === 0 ? <NoModels /> : <Models models={list} />)}
      </Loaded>
    </Page>
  )
}

function Models({ models }: { readonly models: readonly ModelSummary[] }) {
  return (
    <Section title="Finished models" note={countOf(models.length, 'model')} flush>
      <DataTable
        label="Finished models"
        columns={columns}
        rows={models.toSorted((left, right) => right.asset - left.asset)}
        rowKey={({ asset }) => asset}
        href={hrefOf}
      />
    </Section>
  )
}

const hrefOf = ({ asset }: ModelSummary) => `/models/${asset}`

const columns: readonly TableColumn<ModelSummary>[] = [
  {
    title: 'Model',
    grow: true,
    cell: (model) => (
      <Link href={hrefOf(model)} className={css['link']}>
        {safe(model.title)}
      </Link>
    )
  },
  { title: 'Predicts', cell: ({ target }) => <code>{safe(target)}</code> },
  { title: 'Kind', hideNarrow: true, cell: ({ kind }) => modelKindWords(kind) },
  { title: 'AUC', align: 'right', cell: ({ metrics }) => decimal(metrics?.auc) },
  {
    title: 'Accuracy',
    align: 'right',
    hideNarrow: true,
    cell: ({ metrics }) => percent(metrics?.accuracy)
  },
  {
    title: 'Loss',
    align: 'right',
    hideNarrow: true,
    cell: ({ metrics }) => decimal(metrics?.logLoss ?? metrics?.meanSquaredError)
  },
  {
    title: 'Measured on',
    align: 'right',
    hideNarrow: true,
    cell: ({ metrics }) => (metrics === undefined ? '–' : `${count(metrics.rows)} rows`)
  },
  {
    title: 'Study',
    align: 'right',
    hideNarrow: true,
    cell: ({ study }) => (
      <Link href={`/studies/${study}`} className={css['link']}>
        {study}
      </Link>
    )
  },
  { title: 'Asset', align: 'right', hideNarrow: true, cell: ({ asset }) => asset }
]

function NoModels() {
  return (
    <Section title="Finished models">
      <EmptyState
        icon="models"
        title="No model yet"
        actions={
          <ButtonLink kind="primary" href="/studies">
            See the studies
          </ButtonLink>
        }
      >
        A study becomes a model when its last round is final.
      </EmptyState>
    </Section>
  )
}
