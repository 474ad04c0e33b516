/**
 * Passphrases, from a file, the environment or a person, in this order. Never from an argument,
 * which every user of the machine can read in the list of processes.
 */
import { CommonholdError, fromUtf8 } from '@commonhold/base'
import type { CliContext, CliOptions } from './cli-command.ts'

const passphraseBytesMax = 4096

/** An existing passphrase, or undefined where none is given and nobody may be asked. */
export async function findPassphrase(
  context: CliContext,
  options: CliOptions,
  envName: string,
  question = 'Passphrase: '
): Promise<string | undefined> {
  const file = options['passphraseFile']
  if (typeof file === 'string') {
    const path = context.pathOf(file)
    const bytes = await context.deps.readFile(path, { bytesMax: passphraseBytesMax })
    return fromUtf8(bytes).replace(/\r?\n$/, '')
  }
  return context.deps.env[envName] ?? (await context.ask(question, { hidden: true }))
}

/**
 * An existing passphrase.
 * @throws {CommonholdError} `NODE_PASSPHRASE_NEEDED`
 */
export async function passphraseFrom(
  context: CliContext,
  options: CliOptions,
  envName = 'COMMONHOLD_PASSPHRASE'
): Promise<string> {
  const passphrase = await findPassphrase(context, options, envName)
  if (passphrase !== undefined && passphrase !== '') return passphrase
  throw needed(envName)
}

/**
 * A new passphrase; a person types it twice.
 * @throws {CommonholdError} `NODE_PASSPHRASE_NEEDED`, `CLI_PASSPHRASES_DIFFER`
 */
export async function choosePassphrase(
  context: CliContext,
  options: CliOptions,
  envName = 'COMMONHOLD_PASSPHRASE'
): Promise<string> {
  const isGiven = options['passphraseFile'] !== undefined || envName in context.deps.env
  const first = await findPassphrase(context, options, envName, 'New passphrase: ')
  if (first === undefined || first === '') throw needed(envName)
  if (isGiven) return first
  const second = await context.ask('The same again: ', { hidden: true })
  if (second === first) return first
  throw new CommonholdError({
    code: 'CLI_PASSPHRASES_DIFFER',
    fault: 'caller',
    message: 'The two passphrases differ.',
    hint: 'Run the command again and type the same one twice.'
  })
}

function needed(envName: string): CommonholdError {
  return new CommonholdError({
    code: 'NODE_PASSPHRASE_NEEDED',
    fault: 'caller',
    message: 'A passphrase is needed, and none was given.',
    hint: `Give --passphrase-file, set ${envName}, or run the command in a terminal.`
  })
}
