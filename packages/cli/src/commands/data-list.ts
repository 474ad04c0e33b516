/** `commonhold data list`: the node's tables. */
import type { DatasetView } from '@commonhold/sdk'
import { formatTime } from '@commonhold/sdk/format'
import type { CliCommand } from '../cli-command.ts'
import type { Column } from '../output/table.ts'

/** Lists datasets. */
export const dataListCommand: CliCommand = {
  name: 'data list',
  summary: 'The tables of this node',
  examples: ['data list', 'data list --json'],
  register(_command, act) {
    act(async ({ client, out }) => {
      const datasets = await (await client()).listDatasets()
      out.show({ datasets }, () =>
        datasets.length === 0
          ? 'no datasets yet: add one with `commonhold data add FILE`'
          : out.table(columns, datasets)
      )
    })
  }
}

const columns: readonly Column<DatasetView>[] = [
  { title: 'dataset', cell: ({ dataset }) => dataset },
  { title: 'asset', align: 'right', cell: ({ asset }) => String(asset) },
  { title: 'rows', align: 'right', cell: ({ rows }) => String(rows) },
  { title: 'columns', align: 'right', cell: (dataset) => String(dataset.columns.length) },
  { title: 'target', cell: ({ target }) => target ?? '-' },
  { title: 'added', cell: ({ addedAt }) => formatTime(addedAt) }
]
