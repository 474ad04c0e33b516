/**
 * The command as a user runs it: a process with words, an exit code and what it printed. Nothing
 * of the project is called but through its command line, so a test here sees what a user sees.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url))

/** Longest that a command may take; the machine may be busy with other tests. */
const commandTimeoutMs = 120_000

/** How a command ended. */
export type CommandResult = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts the command in a process group of its own, so that all that it starts ends with it. */
export function spawnCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {}
): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...withoutSettings(process.env), ...env }
  })
}

/** Runs a command to its end, whatever that is. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {}
): Promise<CommandResult> {
  const child = spawnCommand(args, env)
  const late = AbortSignal.timeout(commandTimeoutMs)
  late.addEventListener('abort', () => child.kill('SIGKILL'))
  const [stdout, stderr] = [readAll(child.stdout!), readAll(child.stderr!)]
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  assert.ok(!late.aborted, `commonhold ${args.join(' ')} took over ${commandTimeoutMs} ms`)
  return { code, stdout: await stdout, stderr: await stderr }
}

/** Runs a command that has to succeed. */
export async function succeed(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(args)
  assert.equal(code, 0, `commonhold ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`)
  return stdout
}

/** A refusal as `--json` prints it. */
export type Refusal = {
  readonly code: string
  readonly message: string
  readonly hint: string
  readonly fault: string
  readonly exitCode: number | null
}

/** Runs a command that has to be refused, with one JSON document on standard output. */
export async function refuse(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {}
): Promise<Refusal> {
  const result = await runCommand([...args, '--json'], env)
  assert.notEqual(result.code, 0, `commonhold ${args.join(' ')} was not refused: ${result.stdout}`)
  const { error } = JSON.parse(result.stdout) as { error: Omit<Refusal, 'exitCode'> }
  return { ...error, exitCode: result.code }
}

/** All that a stream says, as text. */
async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const parts: string[] = []
  for await (const part of stream.setEncoding('utf8')) parts.push(part as string)
  return parts.join('')
}

/** The environment without settings of a node that whoever runs the tests may have. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('COMMONHOLD_'))
  return Object.fromEntries(kept)
}
