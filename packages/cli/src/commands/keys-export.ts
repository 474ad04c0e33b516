/** `commonhold keys export`: a backup of both keys, sealed with a passphrase of its own. */
import type { CliCommand, CliContext, CliOptions } from '../cli-command.ts'
import { loadKeyStoreDeps } from '../key-store-deps.ts'
import { choosePassphrase, findPassphrase } from '../passphrase.ts'

/** Writes a backup of the keys. */
export const keysExportCommand: CliCommand = {
  name: 'keys export',
  summary: 'Write a backup of the keys, sealed with a passphrase of its own',
  examples: [
    'keys export backup.json',
    'keys export backup.json --backup-passphrase-file backup-passphrase.txt --json'
  ],
  register(command, act) {
    command
      .argument('<file>', 'where to; an existing file is never replaced')
      .option('--passphrase-file <file>', 'the passphrase that opens the keys now')
      .option('--backup-passphrase-file <file>', 'the passphrase of the backup')
    act(run)
  }
}

async function run(context: CliContext, [file]: readonly string[], options: CliOptions) {
  const { home, out, pathOf } = context
  const deps = await loadKeyStoreDeps(context.deps)
  const { requireHome } = await import('@commonhold/node/home/home-paths')
  const { exportKeys, keyProtectionOf, openKeyStore } = await import(
    '@commonhold/node/keys/key-store'
  )
  const paths = await requireHome(home)
  const isSealed = (await keyProtectionOf(paths)) === 'passphrase'
  const passphrase = isSealed
    ? await findPassphrase(context, options, 'COMMONHOLD_PASSPHRASE')
    : undefined
  const keys = await openKeyStore(paths, deps, { passphrase })
  const backupOptions = { passphraseFile: options['backupPassphraseFile'] }
  const chosen = await choosePassphrase(context, backupOptions, 'COMMONHOLD_BACKUP_PASSPHRASE')
  const path = pathOf(file!)
  await exportKeys(keys, path, deps, chosen)
  out.show({ path, member: keys.member }, () => `wrote a backup of ${keys.member} to ${path}`)
}
