/** `commonhold down`: stops the home's node and waits until it is gone. */
import { CommonholdError } from '@commonhold/base'
import { wholeNumber } from '../arguments.ts'
import type { CliCommand, CliContext, CliOptions } from '../cli-command.ts'

const waitSecondsDefault = 60
const pollMs = 100

/** Stops a node. */
export const downCommand: CliCommand = {
  name: 'down',
  summary: 'Stop the running node, gracefully',
  examples: ['down', 'down --home ~/hospital-b --wait-seconds 120'],
  register(command, act) {
    command.option(
      '--wait-seconds <seconds>',
      'how long to wait for it',
      wholeNumber,
      waitSecondsDefault
    )
    act(run)
  }
}

async function run(context: CliContext, _args: readonly string[], options: CliOptions) {
  const { deps, home, out } = context
  const { homeOwner } = await import('@commonhold/node/home/home-lock')
  const { requireHome } = await import('@commonhold/node/home/home-paths')
  const paths = await requireHome(home)
  const client = await context.client()
  await client.shutdown()
  out.progress('stopping …')
  const untilMs = deps.clock.monotonicMs() + 1000 * (options['waitSeconds'] as number)
  while ((await homeOwner(paths)) !== undefined) {
    if (deps.clock.monotonicMs() > untilMs) throw stillRunning(home, (await homeOwner(paths))?.pid)
    await deps.clock.sleep(pollMs, deps.signal)
  }
  out.show({ home, running: false }, () => 'stopped')
}

function stillRunning(home: string, pid: number | undefined): CommonholdError {
  const process = pid === undefined ? '' : ` (process ${pid})`
  return new CommonholdError({
    code: 'CLI_STILL_RUNNING',
    fault: 'self',
    message: `The node on ${home} has not stopped yet${process}.`,
    hint: 'Wait longer with --wait-seconds. Ending its process loses nothing that it acknowledged.',
    retryable: true
  })
}
