/** Every page by its address. The first pattern that matches is drawn. */
import type { ReactNode } from 'react'
import type { RouteParameters } from '../router/route-pattern.ts'
import { DataPage } from './data/data-page.tsx'
import { DatasetPage } from './data/dataset-page.tsx'
import { HomePage } from './home/home-page.tsx'
import { AssetPage } from './ledger/asset-page.tsx'
import { LedgerPage } from './ledger/ledger-page.tsx'
import { RoundPage } from './ledger/round-page.tsx'
import { StudyRecordPage } from './ledger/study-record-page.tsx'
import { MissingPage } from './missing-page.tsx'
import { ModelPage } from './models/model-page.tsx'
import { ModelsPage } from './models/models-page.tsx'
import { PeersPage } from './peers/peers-page.tsx'
import { ProposePage } from './studies/propose-page.tsx'
import { StudiesPage } from './studies/studies-page.tsx'
import { StudyPage } from './study/study-page.tsx'

/** A page's address and how it is drawn. */
export type Route = {
  readonly pattern: string
  readonly draw: (parameters: RouteParameters) => ReactNode
}

/** The pages. */
export const routes: readonly Route[] = [
  { pattern: '/', draw: () => <HomePage /> },
  { pattern: '/studies', draw: () => <StudiesPage /> },
  { pattern: '/studies/new', draw: () => <ProposePage /> },
  { pattern: '/studies/:study', draw: ({ study }) => <StudyPage study={study} /> },
  { pattern: '/ledger', draw: () => <LedgerPage /> },
  { pattern: '/ledger/studies/:study', draw: ({ study }) => <StudyRecordPage study={study} /> },
  {
    pattern: '/ledger/studies/:study/rounds/:round',
    draw: ({ study, round }) => <RoundPage study={study} round={round} />
  },
  { pattern: '/ledger/assets/:asset', draw: ({ asset }) => <AssetPage asset={asset} /> },
  { pattern: '/data', draw: () => <DataPage /> },
  { pattern: '/data/:dataset', draw: ({ dataset }) => <DatasetPage dataset={dataset} /> },
  { pattern: '/models', draw: () => <ModelsPage /> },
  { pattern: '/models/:asset', draw: ({ asset }) => <ModelPage asset={asset} /> },
  { pattern: '/peers', draw: () => <PeersPage /> }
]

/** What is drawn where no pattern matches. */
export const missingPage: ReactNode = <MissingPage />
