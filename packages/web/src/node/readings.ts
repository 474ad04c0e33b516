/**
 * Everything that pages read from the node, each with the key under which it is kept. A page asks
 * with `useReading(readings.studies)`; what an event makes stale is told in `stale-readings.ts`.
 */
import type { AssetId, StudyId } from '@commonhold/base'
import type {
  AssetsQuery,
  AssetView,
  CommonholdClient,
  LedgerRound,
  ModelName
} from '@commonhold/sdk'
import type { PagedReading } from './use-pages.ts'

/** Something to read. */
export type Reading<Value> = {
  /** Begins with the kind of thing; a longer key is stale when a shorter one that begins it is. */
  readonly key: readonly (string | number)[]
  readonly read: (client: CommonholdClient) => Promise<Value>
  /** Read again after this long, for what no event tells. */
  readonly everyMs?: number
}

const statusEveryMs = 5_000
const pageEntries = 50

/** What the pages read. */
export const readings = {
  status: reading(['status'], (client) => client.status(), statusEveryMs),
  members: reading(['members'], (client) => client.members()),
  peers: reading(['peers'], (client) => client.peers(), statusEveryMs),
  datasets: reading(['datasets'], (client) => client.listDatasets()),
  studies: reading(['studies'], (client) => client.listStudies()),
  study: (study: StudyId) => reading(['study', study], (client) => client.showStudy(study)),
  models: reading(['models'], (client) => client.listModels()),
  model: (name: ModelName) => {
    const key = 'asset' in name ? ['model', name.asset] : ['model', 'study', name.study]
    return reading(key, (client) => client.showModel(name))
  },
  evaluation: (asset: AssetId) =>
    reading(['evaluation', asset], (client) => client.evaluateModel({ asset })),
  dataset: (dataset: string) =>
    reading(['datasets', dataset], (client) => client.showDataset(dataset)),
  datasetProfile: (dataset: string) =>
    reading(['datasets', dataset, 'profile'], (client) => client.profileDataset(dataset)),
  datasetPreview: (dataset: string) =>
    reading(['datasets', dataset, 'preview'], (client) => client.previewDataset(dataset)),
  ledger: reading(['ledger'], (client) => client.ledger(), statusEveryMs),
  asset: (asset: AssetId) => reading(['assets', 'one', asset], (client) => client.showAsset(asset)),
  round: (study: StudyId, round: number) =>
    reading(['round', study, round], (client) => client.showRound(study, round))
}

/** Lists that are read page by page. */
export const pagedReadings = {
  rounds: {
    key: ['ledger', 'rounds'],
    async read(client, before) {
      const query = { limit: pageEntries, ...(before === undefined ? {} : { before }) }
      const { rounds, next } = await client.listRounds(query)
      return { entries: rounds, next }
    }
  } as PagedReading<LedgerRound, string>,
  assets: (kind: AssetsQuery['kind']): PagedReading<AssetView, number> => ({
    key: ['assets', kind ?? 'all'],
    async read(client, before) {
      const { assets, next } = await client.listAssets({
        limit: pageEntries,
        ...(kind === undefined ? {} : { kind }),
        ...(before === undefined ? {} : { before })
      })
      return { entries: assets, next }
    }
  })
}

function reading<Value>(
  key: Reading<Value>['key'],
  read: Reading<Value>['read'],
  everyMs?: number
): Reading<Value> {
  return { key, read, ...(everyMs === undefined ? {} : { everyMs }) }
}
