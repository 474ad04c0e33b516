/** `commonhold up`: runs the node in the foreground, until it is told to stop. */

import { asCommonholdError } from '@commonhold/base'
import { formatMember } from '@commonhold/sdk/format'
import type { CliCommand, CliContext, CliOptions } from '../cli-command.ts'
import { formatFields } from '../output/table.ts'
import { findPassphrase } from '../passphrase.ts'
import { addSettingOptions, settingFlags } from '../setting-options.ts'

/** Runs a node. */
export const upCommand: CliCommand = {
  name: 'up',
  summary: 'Run the node, in the foreground',
  examples: ['up', 'up --home ~/hospital-b --http-port 7071', 'up --passphrase-file secret.txt'],
  register(command, act) {
    command.option('--passphrase-file <file>', 'open the keys with the passphrase in this file')
    addSettingOptions(command)
    act(run)
  }
}

async function run(context: CliContext, _args: readonly string[], options: CliOptions) {
  const { deps, home, out } = context
  const { requireHome } = await import('@commonhold/node/home/home-paths')
  const { parseConfig } = await import('@commonhold/node/config/config')
  const { readConfigFile } = await import('@commonhold/node/config/config-file')
  const { keyProtectionOf } = await import('@commonhold/node/keys/key-store')
  const paths = await requireHome(home)
  const { config } = parseConfig({
    flags: settingFlags(options),
    env: deps.env,
    file: await readConfigFile(paths)
  })
  const isSealed = (await keyProtectionOf(paths)) === 'passphrase'
  const passphrase = isSealed
    ? await findPassphrase(context, options, 'COMMONHOLD_PASSPHRASE')
    : undefined
  const dashboard = await dashboardOf(context)
  out.progress('starting …')
  const startNode = await deps.loadStartNode()
  const node = await startNode({
    home,
    config,
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(dashboard === undefined ? {} : { dashboard })
  })
  const stop = (): void => {
    out.progress('stopping: rounds that have begun are left in order …')
    // What goes wrong while stopping comes out of `stopped`.
    node.stop().catch(() => undefined)
  }
  if (deps.signal.aborted) stop()
  deps.signal.addEventListener('abort', stop, { once: true })
  const status = await node.service.status()
  const { dashboardAddress } = await import('@commonhold/sdk/client/dashboard-address')
  const { readHomeAddress } = await import('@commonhold/sdk/client/home-address')
  const address = dashboardAddress(await readHomeAddress(home))
  out.showNext(status, () =>
    [
      formatFields([
        ['member', formatMember(status.member, status.name)],
        [
          'ledger',
          `${status.ledger.kind}, chain ${status.ledger.chainId}, ${status.ledger.rpcUrl}`
        ],
        ['warning', status.ledger.warning],
        ['api', node.httpUrl],
        ['dashboard', dashboard === undefined ? undefined : address]
      ]),
      '',
      'Others join with this address:',
      node.address,
      '',
      'ready. Stop with Ctrl-C or `commonhold down`.'
    ].join('\n')
  )
  await node.stopped
  deps.signal.removeEventListener('abort', stop)
  out.progress('stopped')
}

/** A node without a dashboard is better than none, and says at its address what is missing. */
async function dashboardOf({ deps, out }: CliContext): Promise<string | undefined> {
  try {
    return await deps.buildDashboard((line) => out.progress(line))
  } catch (cause) {
    const { message, code } = asCommonholdError(cause)
    out.progress(`the node starts without its dashboard: ${message} (${code})`)
    return undefined
  }
}
