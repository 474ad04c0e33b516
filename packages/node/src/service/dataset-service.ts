/** What the owner asks of the node's own tables. */
import { parseUnixSeconds } from '@commonhold/base'
import { describeDataset } from '@commonhold/learning/dataset/describe-dataset'
import type { ColumnView, DatasetView } from '@commonhold/sdk/api/datasets'
import type { HeldDataset } from '../data/dataset-registry.ts'
import type { NodeService } from '../http/node-service.ts'
import { previewDataset, profileDataset } from './dataset-details.ts'
import type { NodeContext } from './node-context.ts'

type DatasetService = Pick<
  NodeService,
  | 'addDataset'
  | 'listDatasets'
  | 'showDataset'
  | 'profileDataset'
  | 'previewDataset'
  | 'removeDataset'
>

/** Adds, lists, shows and removes tables. */
export function createDatasetService({ datasets }: Pick<NodeContext, 'datasets'>): DatasetService {
  const view = async (held: HeldDataset): Promise<DatasetView> => {
    const { rows, columns } = describeDataset(await datasets.read(held.dataset))
    return {
      dataset: held.dataset,
      name: held.name,
      asset: held.asset,
      rows,
      columns: columns.map(columnView),
      ...(held.target === undefined ? {} : { target: held.target }),
      addedAt: parseUnixSeconds(held.addedAt),
      commitment: held.commitment
    }
  }
  return {
    async addDataset({ path, name, target, again }) {
      const options = {
        path,
        ...(name === undefined ? {} : { name }),
        ...(target === undefined ? {} : { target }),
        ...(again === undefined ? {} : { again })
      }
      return await view(await datasets.add(options))
    },
    listDatasets: () => Promise.all(datasets.list().map(view)),
    showDataset: (dataset) => view(datasets.show(dataset)),
    async profileDataset(dataset) {
      return await profileDataset(dataset, await datasets.read(dataset))
    },
    async previewDataset(dataset) {
      return previewDataset(dataset, await datasets.read(dataset))
    },
    async removeDataset(dataset) {
      const { asset } = datasets.show(dataset)
      const { transaction } = await datasets.remove(dataset)
      return { dataset, asset, ...(transaction === undefined ? {} : { transaction }) }
    }
  }
}

function columnView(column: ReturnType<typeof describeDataset>['columns'][number]): ColumnView {
  const { name, missing } = column
  if (column.kind === 'categorical') {
    return {
      name,
      kind: 'category',
      missing,
      categories: (column.categories ?? []).map(({ name: word }) => word),
      categoryCount: column.different
    }
  }
  return {
    name,
    kind: 'number',
    missing,
    ...(column.min === undefined ? {} : { min: column.min }),
    ...(column.max === undefined ? {} : { max: column.max })
  }
}
