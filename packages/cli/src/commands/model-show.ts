/** `commonhold model show`: a model's card, metrics and lineage. */
import type { ModelView } from '@commonhold/sdk'
import { formatBps, formatBytes, formatMember, formatMetric, safe } from '@commonhold/sdk/format'
import { modelOf } from '../arguments.ts'
import type { CliCommand } from '../cli-command.ts'
import { formatFields } from '../output/table.ts'

/** Shows a model. */
export const modelShowCommand: CliCommand = {
  name: 'model show',
  summary: 'One model: card, metrics, and whose data it was made from',
  examples: ['model show 3', 'model show study-1 --json'],
  register(command, act) {
    command.argument('<model>', 'its asset number, or study-N')
    act(async ({ client, out }, [id]) => {
      const model = await (await client()).showModel(modelOf(id))
      out.show(model, () => {
        const fields = formatFields([
          ['model', `${model.asset}: ${model.title}`],
          ['kind', model.kind],
          ['target', model.target],
          ['inputs', model.inputs.map(({ name }) => name).join(', ')],
          ['owner', formatMember(model.owner, nameOf(model))],
          ['AUC', formatMetric(model.metrics?.auc)],
          ['loss', formatMetric(model.metrics?.logLoss ?? model.metrics?.meanSquaredError)],
          ['file', `${model.file} (${formatBytes(model.sizeBytes)})`]
        ])
        const lineage = out.table(
          [
            { title: 'made from', align: 'right', cell: ({ asset }) => `dataset ${asset}` },
            { title: 'of', cell: ({ owner, name }) => formatMember(owner, name) },
            { title: 'share', align: 'right', cell: ({ shareBps }) => formatBps(shareBps) }
          ],
          model.lineage
        )
        return [fields, lineage, model.card.split('\n').map(safe).join('\n').trim()].join('\n\n')
      })
    })
  }
}

/** The owner's name, where it gave data too. */
function nameOf({ owner, lineage }: ModelView): string | undefined {
  return lineage.find((parent) => parent.owner === owner)?.name
}
