/** One model: how good it is and how sure that is, where it came from, and trying it. */
import type { AssetId } from '@commonhold/base'
import type { ModelView } from '@commonhold/sdk'
import { formatBytes, safe } from '@commonhold/sdk/format'
import { count, countOf } from '../../model/figures.ts'
import { modelKindWords } from '../../model/model-words.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { Badge } from '../../parts/badge.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { DetailsList } from '../../parts/details-list.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Member } from '../../parts/member.tsx'
import { Columns, Page, Section } from '../../parts/page.tsx'
import { PlainMarkdown } from '../../parts/plain-markdown.tsx'
import { FiguresSkeleton, Skeleton } from '../../parts/skeleton.tsx'
import { numberOf } from '../../router/route-pattern.ts'
import { Link } from '../../router/router.tsx'
import { MissingPage } from '../missing-page.tsx'
import { DownloadButton } from './download-button.tsx'
import { ModelEvaluationSections } from './model-evaluation.tsx'
import { ModelLineage } from './model-lineage.tsx'
import css from './models.module.css'
import { PredictSection } from './predict-section.tsx'

/** `/models/:asset` */
export function ModelPage(properties: { readonly asset: string | undefined }) {
  const asset = numberOf(properties.asset)
  return asset === undefined ? (
    <MissingPage what="model" />
  ) : (
    <KnownModel asset={asset as AssetId} />
  )
}

function KnownModel({ asset }: { readonly asset: AssetId }) {
  const read = useReading(readings.model({ asset }))
  const { value } = read
  return (
    <Page
      title={value === undefined ? `Model ${asset}` : safe(value.title)}
      above={{ title: 'Models', href: '/models' }}
      badge={value !== undefined && <Badge tone="neutral">{modelKindWords(value.kind)}</Badge>}
      {...(value === undefined ? {} : { intro: introOf(value) })}
      actions={
        value !== undefined && (
          <>
            <ButtonLink icon="shield" href={`/ledger/studies/${value.study}?verify=now`}>
              Verify
            </ButtonLink>
            <DownloadButton asset={asset} />
          </>
        )
      }
    >
      <Loaded of={read} skeleton={<ModelSkeleton />}>
        {(model) => <ModelBody model={model} />}
      </Loaded>
    </Page>
  )
}

function introOf({ target, inputs, classes, trainingRows, lineage }: ModelView): string {
  const positive = classes.at(-1)
  const what =
    classes.length === 2 && positive !== undefined
      ? `whether ${safe(target)} is ${safe(positive.name)}`
      : safe(target)
  return (
    `Predicts ${what} from ${countOf(inputs.length, 'column')}. Trained on ` +
    `${countOf(trainingRows, 'row')} of ${countOf(lineage.length, 'dataset')} that never met.`
  )
}

function ModelSkeleton() {
  return (
    <>
      <FiguresSkeleton />
      <Section title="Predict">
        <Skeleton height="16rem" />
      </Section>
    </>
  )
}

function ModelBody({ model }: { readonly model: ModelView }) {
  return (
    <>
      <ModelEvaluationSections model={model} />
      <PredictSection model={model} />
      <ModelLineage model={model} />
      <Columns>
        <Provenance model={model} />
        <Section title="Model card">
          <PlainMarkdown text={model.card} />
        </Section>
      </Columns>
    </>
  )
}

function Provenance({ model }: { readonly model: ModelView }) {
  const { asset, owner, study, terms, file, sizeBytes, parameters, trainingRounds } = model
  return (
    <Section title="Where it is from">
      <DetailsList
        details={[
          [
            'Asset',
            <Link key="asset" href={`/ledger/assets/${asset}`} className={css['link']}>
              asset {asset}
            </Link>
          ],
          ['Registered by', <Member key="owner" member={owner} />],
          [
            'Study',
            <Link key="study" href={`/studies/${study}`} className={css['link']}>
              study {study}
            </Link>
          ],
          ['Trained', countOf(trainingRounds, 'round')],
          ['Parameters', count(parameters)],
          ['File', `safetensors, ${formatBytes(sizeBytes)}`],
          ['Content id', <Identifier key="file" id={file} label="the file’s content id" whole />],
          ['Terms', <Identifier key="terms" id={terms} label="the terms’ digest" whole />]
        ]}
      />
    </Section>
  )
}
