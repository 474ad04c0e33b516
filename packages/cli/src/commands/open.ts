/** `commonhold open`: the address of the running node's dashboard, with the token in it. */
import type { CliCommand, CliContext } from '../cli-command.ts'

/**
 * Prints the address. It starts no browser by itself: the address would stand in the list of
 * processes, where every user of the machine can read it, and the token with it.
 */
export const openCommand: CliCommand = {
  name: 'open',
  summary: 'Print the address of the dashboard, to be opened in a browser',
  examples: ['open', 'open --home ~/hospital-b'],
  register(_command, act) {
    act(run)
  }
}

async function run({ client, home, out }: CliContext) {
  const { dashboardAddress } = await import('@commonhold/sdk/client/dashboard-address')
  const { readHomeAddress } = await import('@commonhold/sdk/client/home-address')
  await (await client()).status()
  const address = dashboardAddress(await readHomeAddress(home))
  out.show({ address }, () => address)
}
