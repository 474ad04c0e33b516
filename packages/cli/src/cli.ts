/**
 * The command line as a function from words to an exit code: 0 done, 1 our own fault, 2 the
 * caller's, 3 another node's, 4 the ledger's.
 */
import { AssertionError, asCommonholdError, CommonholdError, type Fault } from '@commonhold/base'
import { Command, CommanderError } from 'commander'
import { type CliCommand, type CliOptions, createContext } from './cli-command.ts'
import type { CliDeps } from './cli-deps.ts'
import { allCommands } from './commands/all-commands.ts'
import { createOutput, type Output } from './output/output.ts'

const exitCodes: Readonly<Record<Fault, number>> = { self: 1, caller: 2, peer: 3, chain: 4 }

const groupSummaries: Readonly<Record<string, string>> = {
  data: 'Tables of this node that studies may learn from',
  study: 'Trainings that members agree to',
  model: 'What came of studies',
  keys: "The keys of this node's member",
  config: 'Settings of this node'
}

/** Runs one command. `argv` is without the program's own name. Never throws. */
export async function runCli(argv: readonly string[], deps: CliDeps): Promise<number> {
  // Before the words are parsed, whoever asked for JSON gets even a refusal of the words as JSON.
  let out = outputFor(deps, { json: argv.includes('--json'), color: !argv.includes('--no-color') })
  const program = createProgram(deps, (options) => {
    out = outputFor(deps, options)
    return out
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return 0
  } catch (cause) {
    if (cause instanceof CommanderError && cause.exitCode === 0) return 0
    const error = cause instanceof CommanderError ? usageError(cause) : asCommonholdError(cause)
    out.error(error)
    if (cause instanceof AssertionError) deps.stderr.write(`${cause.stack}\n`)
    return exitCodes[error.fault]
  }
}

function createProgram(deps: CliDeps, outputOf: (options: CliOptions) => Output): Command {
  const program = new Command('commonhold')
    .description('Train models together with others, without moving data, so that all can check it')
    .version(deps.version, '-V, --version', 'print the version')
    .addHelpText(
      'after',
      '\nBegin with:\n  commonhold init\n  commonhold up\n' +
        '  commonhold data add patients.csv --target diagnosis'
    )
  prepare(program, deps)
  for (const command of allCommands) addCommand(program, command, deps, outputOf)
  return program
}

function addCommand(
  program: Command,
  { name, summary, examples, register }: CliCommand,
  deps: CliDeps,
  outputOf: (options: CliOptions) => Output
): void {
  const words = name.split(' ')
  const parent = words.length === 1 ? program : groupOf(program, words[0]!, deps)
  const command = parent
    .command(words.at(-1)!)
    .description(summary)
    .option('--home <folder>', "the node's folder (default: COMMONHOLD_HOME or ~/.commonhold)")
    .option('--json', 'print JSON')
    .option('--no-color', 'print no colours')
    .option('--no-input', 'ask nothing')
    .addHelpText(
      'after',
      `\nExamples:\n${examples.map((line) => `  commonhold ${line}`).join('\n')}`
    )
  prepare(command, deps)
  register(command, (run) => {
    command.action(async () => {
      const options: CliOptions = command.opts()
      await run(createContext(deps, outputOf(options), options), command.args, options)
    })
  })
}

function groupOf(program: Command, name: string, deps: CliDeps): Command {
  const known = program.commands.find((command) => command.name() === name)
  if (known !== undefined) return known
  const group = program.command(name).description(groupSummaries[name] ?? name)
  prepare(group, deps)
  return group
}

function prepare(command: Command, deps: CliDeps): void {
  command
    .exitOverride()
    .helpOption('-h, --help', 'explain the command')
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => deps.stdout.write(text),
      // Refusals are told by `runCli`; what is left is the help that a missing command shows.
      writeErr: (text) => (text.startsWith('error:') ? undefined : deps.stderr.write(text)),
      getOutHelpWidth: () => 100
    })
}

function outputFor(deps: CliDeps, options: CliOptions): Output {
  const noColor = deps.env['NO_COLOR']
  return createOutput({
    stdout: deps.stdout,
    stderr: deps.stderr,
    isJson: options['json'] === true,
    color: options['color'] !== false && (noColor === undefined || noColor === '')
  })
}

function usageError(cause: CommanderError): CommonholdError {
  const isHelp = cause.code === 'commander.help'
  return new CommonholdError({
    code: 'CLI_BAD_USAGE',
    fault: 'caller',
    message: isHelp
      ? 'A command is missing.'
      : cause.message.replace(/^error: /, '').split('\n')[0]!,
    hint: 'See what there is with --help after the command.',
    cause
  })
}
