/** `commonhold model predict`: the target of a CSV file's rows, which go to the own node only. */
import { fromUtf8, utf8 } from '@commonhold/base'
import { predictionsCsv } from '@commonhold/sdk/predictions-csv'
import { modelOf } from '../arguments.ts'
import type { CliCommand, CliContext, CliOptions } from '../cli-command.ts'

const inputBytesMax = 16 * 1024 * 1024
const shownMax = 20

/** Predicts with a model. */
export const modelPredictCommand: CliCommand = {
  name: 'model predict',
  summary: "Predict the target of a CSV file's rows, on this machine",
  examples: [
    'model predict 3 new-patients.csv',
    'model predict study-1 new-patients.csv --out predictions.csv',
    'model predict 3 new-patients.csv --json',
    'model predict 3 patients-from-elsewhere.csv --shared'
  ],
  register(command, act) {
    command
      .argument('<model>', 'its asset number, or study-N')
      .argument('<file>', "a CSV file with the model's inputs")
      .option('--out <file>', 'write all predictions to this CSV file')
      .option('--shared', "with the shared intercept, not this node's own")
    act(run)
  }
}

async function run(context: CliContext, [id, file]: readonly string[], options: CliOptions) {
  const { client, deps, out, pathOf } = context
  const bytes = await deps.readFile(pathOf(file!), { bytesMax: inputBytesMax })
  const request = { csv: fromUtf8(bytes), ...(options['shared'] === true ? { shared: true } : {}) }
  const predictions = await (await client()).predict(modelOf(id), request)
  const target = options['out']
  if (typeof target === 'string')
    await deps.writeFile(pathOf(target), utf8(predictionsCsv(predictions)))
  out.show(predictions, () => {
    const shown = predictions.predictions.slice(0, shownMax)
    const table = out.table(
      [
        { title: 'row', align: 'right', cell: ({ row }) => String(row) },
        { title: predictions.target, cell: ({ value }) => String(value) },
        {
          title: 'probability',
          align: 'right',
          cell: ({ value, probabilities }) => probabilities?.[String(value)]?.toFixed(4) ?? '-'
        }
      ],
      shown
    )
    const rest = predictions.predictions.length - shown.length
    const parts = [table]
    if (predictions.intercept === 'own') parts.push("with this node's own intercept")
    if (rest > 0) parts.push(`… and ${rest} more rows`)
    if (typeof target === 'string') parts.push(`all rows are written to ${target}`)
    else if (rest > 0) parts.push('--out writes all of them to a file')
    return parts.join('\n')
  })
}
