/** `commonhold study propose`: writes terms and puts their digest on the ledger. */
import { CommonholdError } from '@commonhold/base'
import type { CommonholdClient, ProposeStudyInput } from '@commonhold/sdk'
import { Option } from 'commander'
import { decimalNumber, list, memberList, numberList, wholeNumber } from '../arguments.ts'
import type { CliCommand, CliContext, CliOptions } from '../cli-command.ts'
import { describeLeftOut, describeTerms, startOf } from '../output/study-text.ts'

/** Proposes a study. */
export const studyProposeCommand: CliCommand = {
  name: 'study propose',
  summary: "Propose a study over several members' data",
  examples: [
    'study propose --title Diagnosis --dataset patients --dry-run',
    'study propose --title Diagnosis --dataset patients --rounds 20 --min-cohort 3',
    'study propose --title Loans --dataset loans --model mlp --hidden 16,8 --exclude name,street'
  ],
  register(command, act) {
    command
      .requiredOption('--title <text>', 'what the study is called')
      .option('--dataset <dataset>', 'your own dataset, whose columns become the schema')
      .option('--description <text>', 'what it is for')
      .option('--target <column>', "the column to learn (default: the dataset's)")
      .option('--positive <category>', 'the category of the target that counts as positive')
      .option('--features <columns>', 'columns to learn from, with commas', list)
      .option('--exclude <columns>', 'columns not to learn from, with commas', list)
      .addOption(
        new Option('--model <kind>', 'what is trained').choices([
          'auto',
          'logistic',
          'linear',
          'mlp'
        ])
      )
      .option('--hidden <widths>', 'widths of hidden layers, with commas', numberList)
      .option('--private-intercept', 'each member keeps an intercept of its own')
      .option('--rounds <count>', 'training rounds', wholeNumber)
      .option('--min-cohort <count>', 'fewest members whose sum may be opened', wholeNumber)
      .option('--max-members <count>', 'most members', wholeNumber)
      .option('--join-within-seconds <seconds>', 'how long members may join', wholeNumber)
      .option('--round-seconds <seconds>', 'after which a round may be skipped', wholeNumber)
      .option('--pass-on-seconds <seconds>', 'after which the next aggregator begins', wholeNumber)
      .option('--training-seconds <seconds>', 'how long a member may train in a round', wholeNumber)
      .option('--invite <members>', 'only these members may join, with commas', memberList)
      .addOption(
        new Option('--transcripts <readers>', 'who may read transcripts').choices([
          'members',
          'everyone'
        ])
      )
      .option('--auditors <members>', 'members who may read them besides, with commas', memberList)
      .option('--validation-fraction <share>', 'share of rows kept for validation', decimalNumber)
      .option('--seed <number>', 'seed that all members share', wholeNumber)
      .option('--dry-run', 'show the terms and write nothing')
    act(run)
  }
}

const requestKeys = [
  'title',
  'description',
  'target',
  'positive',
  'features',
  'exclude',
  'model',
  'hidden',
  'privateIntercept',
  'rounds',
  'minCohort',
  'maxMembers',
  'joinWithinSeconds',
  'roundSeconds',
  'passOnSeconds',
  'trainingSeconds',
  'invite',
  'transcripts',
  'auditors',
  'validationFraction',
  'seed',
  'dryRun'
] as const

async function run({ client, out }: CliContext, _args: readonly string[], options: CliOptions) {
  const node = await client()
  const dataset = (options['dataset'] as string | undefined) ?? (await onlyDataset(node))
  const given = requestKeys.flatMap((key) => (key in options ? [[key, options[key]]] : []))
  const request = { ...Object.fromEntries(given), dataset } as ProposeStudyInput
  out.progress('writing the terms …')
  const proposed = await node.proposeStudy(request)
  const { study, terms, leftOut } = proposed
  // Proposing is not joining: whoever proposes has a seat only by joining, like everybody.
  const shown = study === undefined || out.isJson ? undefined : await node.showStudy(study)
  out.show(proposed, () => {
    const next =
      shown === undefined
        ? ['A dry run: nothing was written.']
        : [
            `study ${shown.study} is proposed. It starts ${startOf(shown)}.`,
            `Next, here and at the others: commonhold study join ${shown.study}`
          ]
    return [describeTerms(terms), '', ...describeLeftOut(leftOut), ...next].join('\n')
  })
}

/** The node's dataset, where there is one only. */
async function onlyDataset(node: CommonholdClient): Promise<string> {
  const datasets = await node.listDatasets()
  if (datasets.length === 1) return datasets[0]!.dataset
  throw new CommonholdError({
    code: 'CLI_BAD_USAGE',
    fault: 'caller',
    message: `This node has ${datasets.length} datasets, and none was named.`,
    hint:
      datasets.length === 0
        ? 'Add one with `commonhold data add FILE`.'
        : `Give --dataset with one of: ${datasets.map((each) => each.dataset).join(', ')}.`
  })
}
