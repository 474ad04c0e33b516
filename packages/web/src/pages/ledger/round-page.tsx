/** One final round down to its signatures and content ids. */
import type { StudyId } from '@commonhold/base'
import type { RoundRecordView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { count } from '../../model/figures.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { DetailsList } from '../../parts/details-list.tsx'
import { FiguresLine } from '../../parts/figures-line.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Member } from '../../parts/member.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { FiguresSkeleton, Skeleton } from '../../parts/skeleton.tsx'
import { numberOf } from '../../router/route-pattern.ts'
import { MissingPage } from '../missing-page.tsx'
import { RoundContents, RoundDocuments, RoundSeats } from './round-sections.tsx'

/** `/ledger/studies/:study/rounds/:round` */
export function RoundPage(properties: {
  readonly study: string | undefined
  readonly round: string | undefined
}) {
  const study = numberOf(properties.study)
  const round = numberOf(properties.round)
  if (study === undefined || round === undefined) return <MissingPage what="round" />
  return <KnownRound study={study as StudyId} round={round} />
}

function KnownRound({ study, round }: { readonly study: StudyId; readonly round: number }) {
  const read = useReading(readings.round(study, round))
  const { value } = read
  return (
    <Page
      title={`Round ${round}`}
      above={{
        title: value === undefined ? `Study ${study}` : safe(value.title),
        href: `/ledger/studies/${study}`
      }}
      actions={<Neighbours study={study} round={round} rounds={value?.rounds} />}
    >
      <Loaded of={read} skeleton={<RoundSkeleton />}>
        {(record) => <RoundBody record={record} />}
      </Loaded>
    </Page>
  )
}

function Neighbours(properties: {
  readonly study: StudyId
  readonly round: number
  readonly rounds: number | undefined
}) {
  const { study, round, rounds = 0 } = properties
  const hrefOf = (each: number) => `/ledger/studies/${study}/rounds/${each}`
  return (
    <>
      {round > 1 && <ButtonLink href={hrefOf(round - 1)}>Round {round - 1}</ButtonLink>}
      {round < rounds && <ButtonLink href={hrefOf(round + 1)}>Round {round + 1}</ButtonLink>}
    </>
  )
}

function RoundSkeleton() {
  return (
    <>
      <FiguresSkeleton />
      <Section title="Members">
        <Skeleton height="12rem" />
      </Section>
    </>
  )
}

function RoundBody({ record }: { readonly record: RoundRecordView }) {
  const { kind, told, untold, epoch, survivorCount, memberCount, signerCount, block } = record
  return (
    <>
      <FiguresLine
        figures={[
          { label: 'Computes', value: kind ?? '–' },
          { label: 'Survivors', value: survivorCount, unit: `of ${memberCount}` },
          {
            label: 'Signatures',
            value: signerCount,
            unit: `of ${survivorCount}`,
            note: 'more than two thirds are needed'
          },
          { label: 'Block', value: count(block) },
          {
            label: 'Attempt',
            value: told === undefined ? '–' : told.attempt + 1,
            note: epoch === 0 ? 'never skipped' : `opened again ${epoch} times`
          }
        ]}
      />
      {untold !== undefined && (
        <Notice tone="neutral" title="The transcript cannot be read here">
          {safe(untold)} What the ledger itself says is below.
        </Notice>
      )}
      <RoundSeats record={record} />
      <OnLedger record={record} />
      <RoundContents record={record} />
      {told !== undefined && <RoundDocuments documents={told.documents} />}
    </>
  )
}

function OnLedger({ record }: { readonly record: RoundRecordView }) {
  const { transaction, blockHash, contract, chainId, previousModel, model, transcript } = record
  return (
    <Section title="On the ledger">
      <DetailsList
        details={[
          [
            'Transaction',
            <Identifier key="transaction" id={transaction} label="transaction" whole />
          ],
          ['Block hash', <Identifier key="block" id={blockHash} label="block hash" whole />],
          [
            'Contract',
            <Identifier key="contract" id={contract} label={`contract on chain ${chainId}`} whole />
          ],
          ['Chain', String(chainId)],
          [
            'Aggregator',
            record.told === undefined ? undefined : (
              <Member key="aggregator" member={record.told.aggregator} />
            )
          ],
          [
            'Came in',
            <Identifier key="previous" id={previousModel} label="incoming model’s digest" whole />
          ],
          ['Came out', <Identifier key="model" id={model} label="model’s content id" whole />],
          [
            'Transcript',
            <Identifier key="transcript" id={transcript} label="transcript’s content id" whole />
          ]
        ]}
      />
    </Section>
  )
}
