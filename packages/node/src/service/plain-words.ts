/** A study's terms as one would tell them to the person who has to agree. */
import type { LearningPlan } from '@commonhold/learning/federation/learning-plan'
import type { Terms } from '@commonhold/protocol'

/** One sentence each, in the order of importance. */
export function plainWords(terms: Terms, plan: LearningPlan): readonly string[] {
  const { cohort, timing, transcripts, invited } = terms
  const { task, features, model, training } = plan
  return [
    `It learns to predict "${task.target}" (${taskWords(task)}) ` +
      `from ${count(features.length, 'column')}: ${columnWords(features)}.`,
    `The model is ${modelWords(model)}, trained in ${count(training.rounds, 'round')}.`,
    'Your rows never leave your node: only masked sums do, and they are opened only together.',
    ...(model.privateIntercept === true
      ? ['Each member keeps an intercept of its own, for its case mix; it never leaves its node.']
      : []),
    training.method === 'newton'
      ? 'Opened are means, deviations, category counts, and sums of gradients and curvatures.'
      : 'Opened are means, deviations, category counts, and the mean of the members’ updates.',
    `A sum is opened of at least ${count(cohort.min, 'member')}; at most ${cohort.max} take part.`,
    invited.length === 0
      ? 'Any member may join.'
      : `Only ${count(invited.length, 'invited member')} may join.`,
    transcripts.readers === 'everyone'
      ? 'Anyone may read what it takes to recompute the study; it shows no single member’s update.'
      : transcripts.auditors.length === 0
        ? 'Only members of the study may read what it takes to recompute it.'
        : `Its members and ${count(transcripts.auditors.length, 'auditor')} may read ` +
          'what it takes to recompute it.',
    'The model’s revenue is shared among the datasets by the rounds that each survived.',
    'No noise is added: the sums themselves, and the model, can tell something of the rows.',
    `A round that is not finished after ${timing.roundSeconds} seconds may be skipped by anyone.`
  ]
}

function taskWords(task: LearningPlan['task']): string {
  if (task.kind === 'regression') return 'a number'
  if (task.kind === 'multiclass') return 'one of several classes'
  return task.positive === undefined ? 'one of two classes' : `whether it is "${task.positive}"`
}

/** At most six names, each at most 40 characters: an owner asks first what a study reads. */
function columnWords(features: LearningPlan['features']): string {
  const shownMax = features.length <= 6 ? 6 : 5
  const names = features.slice(0, shownMax).map(({ name }) => name.slice(0, 40))
  const rest = features.length - names.length
  return rest === 0 ? names.join(', ') : `${names.join(', ')} and ${rest} more`
}

function modelWords(model: LearningPlan['model']): string {
  if (model.kind === 'mlp') return `a perceptron with hidden layers of ${model.hidden.join(', ')}`
  return model.kind === 'linear' ? 'a linear regression' : 'a logistic regression'
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
