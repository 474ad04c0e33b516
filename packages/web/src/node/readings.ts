/**
 * Everything that pages read from the node, each with the key under which it is kept. A page asks
 * with `useReading(readings.studies)`; what an event makes stale is told in `stale-readings.ts`.
 */
import type { StudyId } from '@commonhold/base'
import type { CommonholdClient, ModelName } from '@commonhold/sdk'

/** Something to read. */
export type Reading<Value> = {
  /** Begins with the kind of thing; a longer key is stale when a shorter one that begins it is. */
  readonly key: readonly (string | number)[]
  readonly read: (client: CommonholdClient) => Promise<Value>
  /** Read again after this long, for what no event tells. */
  readonly everyMs?: number
}

const statusEveryMs = 5_000

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
  }
}

function reading<Value>(
  key: Reading<Value>['key'],
  read: Reading<Value>['read'],
  everyMs?: number
): Reading<Value> {
  return { key, read, ...(everyMs === undefined ? {} : { everyMs }) }
}
