/** `commonhold init`: makes a home with keys and settings, on a new or on another's ledger. */
import type { Config } from '@commonhold/node/config/config'
import type { CliCommand, CliContext, CliOptions } from '../cli-command.ts'
import { loadKeyStoreDeps } from '../key-store-deps.ts'
import { formatFields } from '../output/table.ts'
import { choosePassphrase, passphraseFrom } from '../passphrase.ts'
import { addSettingOptions, settingFlags } from '../setting-options.ts'

/** Makes a node's home. */
export const initCommand: CliCommand = {
  name: 'init',
  summary: 'Make a node: its folder, its keys and its settings',
  examples: [
    'init',
    'init --name "Hospital B" --home ~/hospital-b --join commonhold://eyJ2ZXJz…',
    'init --encrypt',
    'init --restore backup.json --passphrase-file backup-passphrase.txt'
  ],
  register(command, act) {
    command
      .option('--join <address>', 'the address that `commonhold up` printed at another node')
      .option('--encrypt', 'seal the keys with a passphrase instead of a machine key file')
      .option('--passphrase-file <file>', 'seal the keys with the passphrase in this file')
      .option('--restore <file>', 'take the keys from a backup, which the passphrase opens')
    addSettingOptions(command)
    act(run)
  }
}

async function run(context: CliContext, _args: readonly string[], options: CliOptions) {
  const { home, homeFlag, out } = context
  const deps = await loadKeyStoreDeps(context.deps)
  const { machineName } = context.deps
  const { createHome } = await import('@commonhold/node/home/home-paths')
  const { nestConfig, parseConfig } = await import('@commonhold/node/config/config')
  const { writeConfigFile } = await import('@commonhold/node/config/config-file')
  const { createKeyStore, readBackup } = await import('@commonhold/node/keys/key-store')
  const joined = typeof options['join'] === 'string' ? await settingsOfInvite(options['join']) : {}
  const flags = settingFlags(options)
  const { config, origins } = parseConfig({ flags, env: {}, file: nestConfig(joined) })
  const chosen = Object.entries(config).filter(
    ([key]) => origins[key as keyof Config] === 'flag' || key in joined
  )
  const values: Partial<Config> = { name: machineName, ...Object.fromEntries(chosen) }
  const wanted = options['encrypt'] === true || options['passphraseFile'] !== undefined
  const passphrase = wanted ? await choosePassphrase(context, options) : undefined
  const restore = options['restore']
  const restored =
    typeof restore === 'string'
      ? await readBackup(
          context.pathOf(restore),
          deps,
          await passphraseFrom(context, options, 'COMMONHOLD_BACKUP_PASSPHRASE')
        )
      : undefined
  const paths = await createHome(home)
  const keys = await createKeyStore(paths, deps, {
    passphrase,
    ...(restored === undefined ? {} : { keys: restored })
  })
  await writeConfigFile(paths, values)
  const protection = passphrase === undefined ? 'machine-key' : 'passphrase'
  const rpcUrl = values['ledger.rpcUrl']
  out.show({ home, member: keys.member, protection, ledger: rpcUrl ?? 'embedded' }, () =>
    [
      formatFields([
        ['home', home],
        ['member', keys.member],
        ['name', values.name],
        ['ledger', rpcUrl ?? 'embedded: a local test chain, started with the node'],
        [
          'keys',
          protection === 'passphrase'
            ? 'sealed with your passphrase; a lost one cannot be recovered'
            : `opened by ${paths.machineKey}: whoever can read this folder can act as you`
        ]
      ]),
      '',
      `Next: commonhold up${homeFlag}`
    ].join('\n')
  )
}

async function settingsOfInvite(text: string): Promise<Partial<Config>> {
  const { parseInvite } = await import('@commonhold/sdk/invite')
  const invite = parseInvite(text)
  return {
    'ledger.rpcUrl': invite.rpcUrl,
    'ledger.chainId': invite.chainId,
    'ledger.contracts.members': invite.contracts.members,
    'ledger.contracts.assets': invite.contracts.assets,
    'ledger.contracts.studies': invite.contracts.studies,
    'peers.dial': invite.peers
  }
}
