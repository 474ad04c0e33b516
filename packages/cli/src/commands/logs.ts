/** `commonhold logs`: what the home's node wrote to its log. */
import { homePaths } from '@commonhold/node/home/home-paths'
import { followLog, readLogTail } from '@commonhold/node/logs/log-file'
import { safe } from '@commonhold/sdk/format'
import { wholeNumber } from '../arguments.ts'
import type { CliCommand, CliContext, CliOptions } from '../cli-command.ts'

const linesDefault = 50

/** Shows the node's log. */
export const logsCommand: CliCommand = {
  name: 'logs',
  summary: 'What the node has logged; also when it does not run',
  examples: ['logs', 'logs --lines 200', 'logs --follow --json'],
  register(command, act) {
    command
      .option('--lines <count>', 'how many of the last lines', wholeNumber, linesDefault)
      .option('-f, --follow', 'go on with new ones as they come')
    act(run)
  }
}

async function run({ deps, home, out }: CliContext, _args: readonly string[], options: CliOptions) {
  const { log } = homePaths(home)
  const tail = await readLogTail(log, options['lines'] as number)
  const show = (line: string): void =>
    out.showNext(jsonOf(line) ?? { text: line }, () => textOf(line))
  tail.lines.forEach(show)
  if (options['follow'] !== true) return
  const { clock, signal } = deps
  for await (const line of followLog(log, { fromByte: tail.endByte, clock, signal })) show(line)
}

function jsonOf(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** `time level event name=value …`, as far as the line has them. */
function textOf(line: string): string {
  const document = jsonOf(line)
  if (document === undefined) return safe(line)
  const { at, level, event, fields: inner, ...rest } = document
  const fields = Object.entries({ ...rest, ...(inner as object | undefined) }).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`
  )
  const time = typeof at === 'number' ? new Date(at).toISOString() : at
  return safe([time, String(level ?? '').padEnd(5), event, ...fields].filter(Boolean).join(' '))
}
