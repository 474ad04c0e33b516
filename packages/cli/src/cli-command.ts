/** What a command is, and what it is given when it runs. */
import { resolve } from 'node:path'
import { CommonholdError } from '@commonhold/base'
import type { CommonholdClient } from '@commonhold/sdk'
import { homeFolderOf } from '@commonhold/sdk/home-files'
import type { Command } from 'commander'
import type { CliDeps } from './cli-deps.ts'
import type { Output } from './output/output.ts'

/** One command: its words, its options, and what it does. */
export type CliCommand = {
  /** With its group: `study join`. */
  readonly name: string
  /** One line, without a full stop. */
  readonly summary: string
  /** At least two, without the leading `commonhold`. */
  readonly examples: readonly string[]
  /** Adds arguments and options, and sets what is done. */
  register(command: Command, act: Act): void
}

/** Turns what a command does into an action of the parser. */
export type Act = (
  run: (context: CliContext, args: readonly string[], options: CliOptions) => Promise<void>
) => void

/** Options as the parser gives them, in camel case. */
export type CliOptions = Readonly<Record<string, unknown>>

/** What a running command may use. */
export type CliContext = {
  readonly deps: CliDeps
  readonly out: Output
  readonly home: string
  /** What another command needs behind it to mean the same home; empty for the usual one. */
  readonly homeFlag: string
  /** A client of the home's running node. */
  client(): Promise<CommonholdClient>
  /** The absolute form of a path that a person typed. */
  pathOf(path: string): string
  /** Text that a person types; undefined where nobody may be asked. */
  ask(question: string, options?: { readonly hidden?: boolean }): Promise<string | undefined>
  /** @throws {CommonholdError} `CLI_NOT_CONFIRMED` unless a person agrees or `--yes` was given */
  confirm(question: string): Promise<void>
}

/** The context of one run. */
export function createContext(deps: CliDeps, out: Output, options: CliOptions): CliContext {
  const flag = options['home'] as string | undefined
  const home = homeFolderOf({
    flag: flag === undefined ? undefined : resolve(deps.workingFolder, flag),
    env: deps.env
  })
  const mayAsk = options['input'] !== false && !out.isJson
  const ask: CliContext['ask'] = async (question, details) =>
    mayAsk ? deps.ask(question, details) : undefined
  return {
    deps,
    out,
    home,
    homeFlag:
      flag === undefined ? '' : ` --home ${/^[\w@%+=:,./~-]+$/.test(flag) ? flag : `'${flag}'`}`,
    client: () => deps.connect(home),
    pathOf: (path) => resolve(deps.workingFolder, path),
    ask,
    async confirm(question) {
      if (options['yes'] === true) return
      const answer = await ask(`${question} [y/N] `)
      if (answer !== undefined && /^y(es)?$/i.test(answer.trim())) return
      throw new CommonholdError({
        code: 'CLI_NOT_CONFIRMED',
        fault: 'caller',
        message: answer === undefined ? 'Nobody could be asked to confirm.' : 'Nothing was done.',
        hint: 'Answer y, or give --yes to agree beforehand.'
      })
    }
  }
}
