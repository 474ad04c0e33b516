/** `commonhold model evaluate`: a model's metrics, and how sure one can be of them. */
import type { MeasuredShareView, ModelEvaluation } from '@commonhold/sdk'
import { formatMetric, formatShare } from '@commonhold/sdk/format'
import { modelOf } from '../arguments.ts'
import type { CliCommand } from '../cli-command.ts'
import type { Output } from '../output/output.ts'
import { formatFields } from '../output/table.ts'

/** Evaluates a model. */
export const modelEvaluateCommand: CliCommand = {
  name: 'model evaluate',
  summary: "A model's metrics with 95 % intervals, recomputed from public files",
  examples: ['model evaluate 3', 'model evaluate study-1 --json'],
  register(command, act) {
    command.argument('<model>', 'its asset number, or study-N')
    act(async ({ client, out }, [id]) => {
      const evaluation = await (await client()).evaluateModel(modelOf(id))
      out.show(evaluation, () => describe(out, evaluation))
    })
  }
}

function describe(out: Output, { metrics, report, measuredOn, round }: ModelEvaluation): string {
  if (metrics === undefined) return 'No row was kept aside, so nothing was measured.'
  const shares = report ?? {}
  const { accuracy, balancedAccuracy, auc, sensitivity, specificity } = shares as Partial<
    NonNullable<typeof report>
  >
  const percent = (share: typeof accuracy) => (share === undefined ? undefined : formatShare(share))
  const parts = [
    formatFields([
      ['rows', String(metrics.rows)],
      ['accuracy', percent(accuracy)],
      ['balanced accuracy', percent(balancedAccuracy)],
      ['AUC', auc === undefined ? undefined : areaOf(auc)],
      ['sensitivity', percent(sensitivity)],
      ['specificity', percent(specificity)],
      ['log loss', metrics.logLoss === undefined ? undefined : formatMetric(metrics.logLoss)],
      [
        'mean squared error',
        metrics.meanSquaredError === undefined ? undefined : formatMetric(metrics.meanSquaredError)
      ],
      ['R²', metrics.r2 === undefined ? undefined : formatMetric(metrics.r2)]
    ])
  ]
  if (report?.calibration !== undefined) {
    parts.push(
      out.table(
        [
          {
            title: 'said',
            align: 'right',
            cell: ({ meanProbability }) => percentOf(meanProbability)
          },
          { title: 'came true', align: 'right', cell: ({ positives }) => formatShare(positives) },
          { title: 'rows', align: 'right', cell: ({ rows }) => String(rows) }
        ],
        report.calibration.bins
      )
    )
  }
  return [...parts, `${measuredOn} Recomputed from round ${round}.`].join('\n\n')
}

function areaOf({ value, low, high }: MeasuredShareView): string {
  return `${formatMetric(value)} (${formatMetric(low)} to ${formatMetric(high)})`
}

function percentOf(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
