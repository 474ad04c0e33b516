/** `commonhold keys show`: the public names of the home's keys, and how these are kept. */
import { homePaths } from '@commonhold/node/home/home-paths'
import type { CliCommand } from '../cli-command.ts'
import { formatFields } from '../output/table.ts'

/** Shows public keys. */
export const keysShowCommand: CliCommand = {
  name: 'keys show',
  summary: 'Who this node is, and how its keys are kept',
  examples: ['keys show', 'keys show --json'],
  register(_command, act) {
    act(async ({ home, out }) => {
      const { describeKeyStore } = await import('@commonhold/node/keys/key-store')
      const keys = await describeKeyStore(homePaths(home))
      out.show(keys, () =>
        formatFields([
          ['member', keys.member],
          ['node key', keys.nodePublicKey],
          ['opened by', keys.protection === 'passphrase' ? 'your passphrase' : 'a machine key file']
        ])
      )
    })
  }
}
