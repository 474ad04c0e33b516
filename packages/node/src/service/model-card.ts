/** A model's card in Markdown: what it is, how good, from whom, and what it is not for. */
import type { Predictor } from '@commonhold/learning/model/predictor'
import type { ModelSummary, ModelView } from '@commonhold/sdk/api/models'

/** Written for people who did not take part. */
export function modelCard(
  summary: ModelSummary,
  { card, classes }: Predictor,
  lineage: ModelView['lineage']
): string {
  const { plan, rows, parameterCount } = card
  const named = classes.length > 0 ? ` (${classes.join(', ')})` : ''
  const lines = [
    `# ${summary.title}`,
    '',
    `Predicts \`${plan.task.target}\`${named} from ${plan.features.length} columns. ` +
      `A ${plan.model.kind} model with ${parameterCount} parameters, ` +
      `trained in ${plan.training.rounds} rounds ` +
      `on ${rows} rows that never left their owners.`,
    '',
    '## Measured on the members’ own validation rows',
    '',
    ...metricLines(summary.metrics),
    '',
    '## Made from',
    '',
    ...lineage.map(
      ({ asset, name, owner, shareBps }) =>
        `- dataset ${asset} of ${name ?? owner}: ${(shareBps / 100).toFixed(2)} % of its revenue`
    ),
    '',
    '## Not for',
    '',
    'Decisions about a person without somebody who answers for them. Its rows may not be like ' +
      'yours: measure it on your own before you rely on it. No noise was added in training, so ' +
      'it can tell something of the rows that it was trained on.'
  ]
  return `${lines.join('\n')}\n`
}

const metricNames = {
  auc: 'area under the ROC curve',
  accuracy: 'accuracy',
  balancedAccuracy: 'balanced accuracy',
  logLoss: 'log loss',
  meanSquaredError: 'mean squared error',
  r2: 'R²'
} as const

function metricLines(metrics: ModelSummary['metrics']): string[] {
  if (metrics === undefined) return ['None: the study has no evaluation round.']
  const names = Object.keys(metricNames) as (keyof typeof metricNames)[]
  return [
    `- rows: ${metrics.rows}`,
    ...names.flatMap((name) => {
      const value = metrics[name]
      return value === undefined ? [] : [`- ${metricNames[name]}: ${value.toPrecision(4)}`]
    })
  ]
}
