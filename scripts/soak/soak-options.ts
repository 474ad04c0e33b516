/** What a run under load is asked for. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { badSoakOption } from './soak-error.ts'

/** The text of `--help`. */
export const soakHelp = `Usage: npm run soak -- [options]

Runs nodes as processes on this machine, with studies one after the other, and tells what grew.
Linux only: it reads /proc. The exit code is 0 where nothing grew that should not.

  --nodes <count>     node processes, 3 to 30 (default 10)
  --studies <count>   studies that run at the same time, all nodes in each, 1 to 10 (default 3)
  --minutes <count>   how long, 1 to 10,000 (default 30)
  --warm-up <count>   minutes at the beginning that do not count (default a fifth)
  --rounds <count>    training rounds of a study, 1 to 100 (default 8)
  --rows <count>      rows of each node, 60 to 100,000 (default 300)
  --folder <path>     where the homes are made and kept (default: a temporary one, removed)
  --json              print one JSON object, with every sample, as the last line
  --help              this text

Ctrl-C ends it early with the table of what was sampled until then.
`

/** A run as it was asked for. */
export type SoakOptions = {
  readonly nodes: number
  readonly studies: number
  readonly minutes: number
  readonly warmUpMinutes: number
  readonly rounds: number
  readonly rows: number
  readonly folder: string
  /** Whether the folder was named by the caller, and so is not removed. */
  readonly keepsFolder: boolean
  readonly isJson: boolean
}

/** Undefined: the caller wants the help. @throws {CommonholdError} `SOAK_BAD_OPTION` */
export function parseSoakOptions(args: readonly string[]): SoakOptions | undefined {
  const values = valuesIn(args)
  if (values.help) return undefined
  const minutes = wholeNumber('minutes', values.minutes, 1, 10_000)
  const warmUp = values['warm-up']
  const warmUpMinutes = warmUp === undefined ? minutes / 5 : Number(warmUp)
  if (!(warmUpMinutes >= 0 && warmUpMinutes < minutes)) {
    throw badSoakOption(`--warm-up is "${warmUp}", and not from 0 to less than ${minutes}`)
  }
  const options = {
    nodes: wholeNumber('nodes', values.nodes, 3, 30),
    studies: wholeNumber('studies', values.studies, 1, 10),
    rounds: wholeNumber('rounds', values.rounds, 1, 100),
    rows: wholeNumber('rows', values.rows, 60, 100_000)
  }
  const { folder } = values
  return {
    ...options,
    minutes,
    warmUpMinutes,
    folder:
      folder === undefined ? mkdtempSync(join(tmpdir(), 'commonhold-soak-')) : resolve(folder),
    keepsFolder: folder !== undefined,
    isJson: values.json
  }
}

function valuesIn(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        nodes: { type: 'string', default: '10' },
        studies: { type: 'string', default: '3' },
        minutes: { type: 'string', default: '30' },
        'warm-up': { type: 'string' },
        rounds: { type: 'string', default: '8' },
        rows: { type: 'string', default: '300' },
        folder: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false }
      }
    }).values
  } catch (cause) {
    throw badSoakOption((cause as Error).message)
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value
  throw badSoakOption(`--${name} is "${text}", and no whole number from ${least} to ${most}`)
}
