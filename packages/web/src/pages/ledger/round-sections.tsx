/** The tables of one round: its members and their signatures, its files, its signed documents. */
import type { RoundRecordView } from '@commonhold/sdk'
import { formatBytes } from '@commonhold/sdk/format'
import { useState } from 'react'
import { countOf } from '../../model/figures.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Member } from '../../parts/member.tsx'
import { Section } from '../../parts/page.tsx'
import { Link } from '../../router/router.tsx'
import css from './ledger.module.css'

type Seat = RoundRecordView['seats'][number]
type Content = RoundRecordView['contents'][number]
type SignedDocument = NonNullable<RoundRecordView['told']>['documents'][number]

/** Who took part, who survived, who signed. */
export function RoundSeats({ record }: { readonly record: RoundRecordView }) {
  return (
    <Section title="Members" note="each one’s account signs the result" flush>
      <DataTable
        label="Members of the round"
        columns={seatColumns}
        rows={record.seats}
        rowKey={({ member }) => member}
      />
    </Section>
  )
}

const seatColumns: readonly TableColumn<Seat>[] = [
  { title: 'Member', grow: true, cell: ({ member }) => <Member member={member} /> },
  {
    title: 'In the sum',
    cell: ({ survived }) =>
      survived ? <Badge tone="good">survived</Badge> : <Badge tone="warn">dropped</Badge>
  },
  { title: 'Result', cell: (seat) => <SignatureState seat={seat} /> },
  {
    title: 'Signature',
    hideNarrow: true,
    cell: ({ signature }) =>
      signature === undefined ? '–' : <Identifier id={signature} label="signature" />
  },
  {
    title: 'Dataset',
    align: 'right',
    hideNarrow: true,
    cell: ({ dataset }) => (
      <Link href={`/ledger/assets/${dataset}`} className={css['link']}>
        asset {dataset}
      </Link>
    )
  },
  {
    title: 'Node key',
    hideNarrow: true,
    cell: ({ nodeKey }) => <Identifier id={nodeKey} label="node key" />
  }
]

function SignatureState({ seat }: { readonly seat: Seat }) {
  const { signature, signatureHolds } = seat
  if (signature === undefined) return <Badge tone="neutral">not signed</Badge>
  return signatureHolds === true ? (
    <Badge tone="good" icon="check">
      signature holds
    </Badge>
  ) : (
    <Badge tone="bad" icon="cross">
      signature is another’s
    </Badge>
  )
}

const contentWords: Readonly<Record<Content['what'], string>> = {
  terms: 'the study’s terms',
  transcript: 'the transcript',
  previous: 'the model that came in',
  vector: 'masked vector',
  artefact: 'what the round made'
}

/** The files that a recomputation reads, by content id. */
export function RoundContents({ record }: { readonly record: RoundRecordView }) {
  const { contents } = record
  return (
    <Section title="Files" note={`${contents.length}, by the digest of their bytes`} flush>
      <DataTable
        label="Files of the round"
        columns={contentColumns}
        rows={contents}
        rowKey={({ cid, what, member }) => `${what}-${member ?? ''}-${cid}`}
      />
    </Section>
  )
}

const contentColumns: readonly TableColumn<Content>[] = [
  {
    title: 'File',
    grow: true,
    cell: ({ what, member }) => (
      <span className={css['of']}>
        {contentWords[what]}
        {member !== undefined && (
          <>
            {' of '}
            <Member member={member} />
          </>
        )}
      </span>
    )
  },
  {
    title: 'Size',
    align: 'right',
    cell: ({ sizeBytes }) => (sizeBytes === undefined ? '–' : formatBytes(sizeBytes))
  },
  { title: 'Content id', cell: ({ cid }) => <Identifier id={cid} label="content id" /> }
]

const purposeWords: Readonly<Record<SignedDocument['purpose'], string>> = {
  keys: 'its keys for this attempt',
  shares: 'shares of its secrets, sealed',
  masked: 'which masked vector is its',
  survivors: 'who is in the sum',
  unmask: 'the shares that it released'
}

/** What was signed on the way, by members' node keys. */
export function RoundDocuments(properties: { readonly documents: readonly SignedDocument[] }) {
  const { documents } = properties
  const [isShown, setIsShown] = useState(false)
  return (
    <Section
      title="Signed on the way"
      note={`${countOf(documents.length, 'document')} in the transcript`}
      actions={
        <Button size="small" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? 'Hide' : 'Show'}
        </Button>
      }
      flush={isShown}
    >
      {isShown ? (
        <DataTable
          label="Signed documents"
          columns={documentColumns}
          rows={documents}
          rowKey={({ purpose, member }) => `${purpose}-${member}`}
        />
      ) : (
        <p className={css['quiet']}>
          Keys, sealed shares, masked vectors, survivors and released shares: each signed by its
          author’s node key for this round alone. Verifying the study checks all of them.
        </p>
      )}
    </Section>
  )
}

const documentColumns: readonly TableColumn<SignedDocument>[] = [
  { title: 'Member', cell: ({ member }) => <Member member={member} /> },
  { title: 'Says', grow: true, cell: ({ purpose }) => purposeWords[purpose] },
  {
    title: 'Digest',
    hideNarrow: true,
    cell: ({ digest }) => <Identifier id={digest} label="digest" />
  },
  {
    title: 'Signature',
    cell: ({ signature }) => <Identifier id={signature} label="signature" />
  }
]
