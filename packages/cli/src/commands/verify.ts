/**
 * `commonhold verify`: recomputes a study. By the own node, or without any node from a ledger and
 * a place that holds the public files.
 */
import { CommonholdError, parseMemberId, type StudyId } from '@commonhold/base'
import type { VerificationCheck, VerificationReport } from '@commonhold/sdk'
import { formatBytes, formatDuration, formatMember } from '@commonhold/sdk/format'
import { studyOf } from '../arguments.ts'
import type { CliCommand, CliContext, CliOptions } from '../cli-command.ts'
import { type Column, formatFields } from '../output/table.ts'

/** Verifies a study. */
export const verifyCommand: CliCommand = {
  name: 'verify',
  summary: 'Recompute a study from its public files, and say who is to blame for what differs',
  examples: [
    'verify 1',
    'verify 1 --all',
    'verify 1 --json',
    'verify 1 --rpc-url http://127.0.0.1:8545 --studies 0x5fb… --artifacts ./public-files'
  ],
  register(command, act) {
    command
      .argument('<study>', 'its number')
      .option('--all', 'show each check of each round')
      .option('--rpc-url <url>', 'without a node: JSON-RPC of the ledger')
      .option('--studies <address>', 'without a node: the Studies contract')
      .option('--artifacts <place>', 'without a node: a folder, or the http address of a node')
    act(run)
  }
}

async function run(context: CliContext, [id]: readonly string[], options: CliOptions) {
  const { client, deps, out } = context
  const study = studyOf(id)
  out.progress('recomputing every round …')
  const offline = ['rpcUrl', 'studies', 'artifacts'].filter((key) => options[key] !== undefined)
  const report =
    offline.length === 0
      ? await (await client()).verifyStudy(study, deps.signal)
      : await verifyOffline(context, study, options)
  out.show(report, () => describeReport(context, report, options['all'] === true))
  if (!report.ok) throw failed(report)
}

async function verifyOffline(
  { deps, out }: CliContext,
  study: StudyId,
  options: CliOptions
): Promise<VerificationReport> {
  const { rpcUrl, studies, artifacts } = options
  const isComplete = [rpcUrl, studies, artifacts].every((value) => typeof value === 'string')
  if (!isComplete) {
    throw new CommonholdError({
      code: 'CLI_BAD_USAGE',
      fault: 'caller',
      message: 'Verifying without a node needs --rpc-url, --studies and --artifacts together.',
      hint: 'Give all three, or none to let your own node verify.'
    })
  }
  const verify = await deps.loadVerifyStudyOffline()
  return verify({
    study,
    rpcUrl: rpcUrl as string,
    studies: parseMemberId(studies as string),
    artifacts: artifacts as string,
    signal: deps.signal,
    onRound: (round, of) => out.progress(`round ${round} of ${of}`)
  })
}

/** A check, or several of one name that all passed. */
type Line = VerificationCheck & { readonly count: number }

const columns: readonly Column<Line>[] = [
  { title: '', cell: ({ ok }) => (ok ? 'ok' : 'FAILED') },
  {
    title: 'round',
    align: 'right',
    cell: ({ count, round }) => (count > 1 ? `${count} times` : String(round ?? '-'))
  },
  { title: 'check', lengthMax: 100, cell: ({ name }) => name },
  { title: 'detail', lengthMax: 200, cell: ({ count, detail }) => (count > 1 ? '-' : detail) },
  {
    title: 'implicates',
    cell: ({ implicates }) => (implicates === undefined ? '-' : formatMember(implicates))
  }
]

/** One line for what passed in every round, and one for each check that failed. */
function shortened(checks: readonly VerificationCheck[]): readonly Line[] {
  const passed = new Map<string, Line>()
  for (const check of checks.filter(({ ok }) => ok)) {
    passed.set(check.name, { ...check, count: 1 + (passed.get(check.name)?.count ?? 0) })
  }
  const failures = checks.filter(({ ok }) => !ok).map((check) => ({ ...check, count: 1 }))
  return [...passed.values(), ...failures]
}

function describeReport({ out }: CliContext, report: VerificationReport, isLong: boolean): string {
  const lines = isLong
    ? report.checks.map((check) => ({ ...check, count: 1 }))
    : shortened(report.checks)
  const figures = Object.entries(report.figures).map(([name, value]) => describeFigure(name, value))
  const verdict = report.ok
    ? report.figures['rounds'] === 0
      ? `study ${report.study} has no final round yet: only its terms were checked, and they hold`
      : `study ${report.study} holds: ${report.checks.length} checks, all passed`
    : isBlamed(report)
      ? `study ${report.study} does NOT hold`
      : `study ${report.study} is NOT shown to hold`
  const parts = [out.table(columns, lines)]
  if (figures.length > 0) parts.push(formatFields(figures))
  return [...parts, verdict].join('\n\n')
}

/** A figure in words, with its unit. */
function describeFigure(name: string, value: number | string): readonly [string, string] {
  if (typeof value === 'number' && name === 'readBytes') return ['read', formatBytes(value)]
  if (typeof value === 'number' && name === 'tookMs') return ['took', formatDuration(value)]
  if (name === 'recomputedRounds') return ['recomputed rounds', String(value)]
  return [name, String(value)]
}

/** Whether a failed check implicates somebody; a file that could not be had implicates nobody. */
function isBlamed(report: VerificationReport): boolean {
  return report.checks.some(({ ok, implicates }) => !ok && implicates !== undefined)
}

const hintWithBlame =
  'Do not use the model. The table names what failed, and whom it implicates. Where that is an ' +
  'altered copy of your own, your node has removed it: verify again, and it is fetched anew.'
const hintWithoutBlame =
  'Do not rely on the model yet. The table names what failed; files that could not be had may be ' +
  'missing there, or not be yours to read: a member or an auditor of the study can verify it.'

function failed(report: VerificationReport): CommonholdError {
  const broken = report.checks.filter(({ ok }) => !ok)
  const implicated = [...new Set(broken.flatMap(({ implicates }) => implicates ?? []))]
  return new CommonholdError({
    code: 'CLI_VERIFICATION_FAILED',
    fault: 'peer',
    message: `${broken.length} of ${report.checks.length} checks of study ${report.study} failed.`,
    hint: isBlamed(report) ? hintWithBlame : hintWithoutBlame,
    details: { study: report.study, failed: broken.length, implicated }
  })
}
