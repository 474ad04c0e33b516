/** `commonhold model list`: finished models. */
import type { ModelSummary } from '@commonhold/sdk'
import { formatMetric } from '@commonhold/sdk/format'
import type { CliCommand } from '../cli-command.ts'
import type { Column } from '../output/table.ts'

/** Lists models. */
export const modelListCommand: CliCommand = {
  name: 'model list',
  summary: 'Finished models',
  examples: ['model list', 'model list --json'],
  register(_command, act) {
    act(async ({ client, out }) => {
      const models = await (await client()).listModels()
      out.show({ models }, () =>
        models.length === 0 ? 'no models yet: a study makes one' : out.table(columns, models)
      )
    })
  }
}

const columns: readonly Column<ModelSummary>[] = [
  { title: 'model', align: 'right', cell: ({ asset }) => String(asset) },
  { title: 'study', align: 'right', cell: ({ study }) => String(study) },
  { title: 'title', cell: ({ title }) => title },
  { title: 'kind', cell: ({ kind }) => kind },
  { title: 'target', cell: ({ target }) => target },
  { title: 'AUC', align: 'right', cell: ({ metrics }) => formatMetric(metrics?.auc) },
  {
    title: 'loss',
    align: 'right',
    cell: ({ metrics }) => formatMetric(metrics?.logLoss ?? metrics?.meanSquaredError)
  }
]
