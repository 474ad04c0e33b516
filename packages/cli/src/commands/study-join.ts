/**
 * `commonhold study join`: agrees to a study's terms. What is agreed to is the digest of the terms
 * that were shown, so that nothing else can be put in their place between reading and joining.
 */
import { CommonholdError, parseBytes32 } from '@commonhold/base'
import type { StudyView } from '@commonhold/sdk'
import { studyOf } from '../arguments.ts'
import type { CliCommand, CliContext, CliOptions } from '../cli-command.ts'
import { describeTerms } from '../output/study-text.ts'

/** Joins a study. */
export const studyJoinCommand: CliCommand = {
  name: 'study join',
  summary: "Read a study's terms, agree to them, and join with a dataset",
  examples: [
    'study join 1',
    'study join 1 --dataset patients --yes',
    'study join 1 --dataset patients --accept-terms 0x2f…'
  ],
  register(command, act) {
    command
      .argument('<study>', 'its number')
      .option('--dataset <dataset>', 'the dataset to join with (default: the one that fits)')
      .option('--accept-terms <digest>', 'agree to the terms with this digest, and no others')
      .option('--yes', 'agree to the terms as they are')
    act(run)
  }
}

async function run(context: CliContext, [id]: readonly string[], options: CliOptions) {
  const { client, confirm, homeFlag, out } = context
  const node = await client()
  const study = await node.showStudy(studyOf(id))
  const dataset = (options['dataset'] as string | undefined) ?? fittingDataset(study)
  const accepted = options['acceptTerms'] as string | undefined
  const acceptTerms = accepted === undefined ? study.termsDigest : parseBytes32(accepted)
  if (accepted === undefined) {
    if (study.terms === undefined) throw unreadTerms(study)
    if (!out.isJson) out.progress(`the terms of study ${study.study}:`)
    for (const line of describeTerms(study.terms).split('\n')) out.progress(line)
    await confirm(`Agree, and join with ${dataset}?`)
  }
  out.progress('joining …')
  const change = await node.joinStudy(study.study, { dataset, acceptTerms })
  out.show(change, () =>
    [
      `joined study ${change.study} with ${dataset} (block ${change.block})`,
      `Next: commonhold study watch ${change.study}${homeFlag}`
    ].join('\n')
  )
}

function fittingDataset(study: StudyView): string {
  const fitting = study.fits.filter(({ fits }) => fits)
  if (fitting.length === 1) return fitting[0]!.dataset
  if (study.state !== 'proposed') {
    throw new CommonholdError({
      code: 'CLI_BAD_USAGE',
      fault: 'caller',
      message: `Study ${study.study} is ${study.state}: members join a study before it starts.`,
      hint: 'Take part in the next one, or propose one yourself: commonhold study propose.'
    })
  }
  const problems = study.fits.flatMap(({ dataset, problems: found }) =>
    found.map((problem) => `${dataset}: ${problem}`)
  )
  throw new CommonholdError({
    code: 'CLI_BAD_USAGE',
    fault: 'caller',
    message:
      `${fitting.length} of your datasets fit study ${study.study}. ${problems.join(' ')}`.trim(),
    hint:
      fitting.length === 0
        ? 'Add one that fits with `commonhold data add`, or name one with --dataset.'
        : `Give --dataset with one of: ${fitting.map(({ dataset }) => dataset).join(', ')}.`
  })
}

function unreadTerms(study: StudyView): CommonholdError {
  return new CommonholdError({
    code: 'CLI_TERMS_NOT_READ',
    fault: 'caller',
    message: `The terms of study ${study.study} have not reached this node yet.`,
    hint: "Try again when the proposer's node is connected: `commonhold peers` shows it.",
    retryable: true
  })
}
