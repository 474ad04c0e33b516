/** One hospital of the example: a node in a process of its own, spoken to over its HTTP interface. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommonholdError } from '@commonhold/base'
import type { CommonholdClient, NodeStatus } from '@commonhold/sdk'
import { connect } from '@commonhold/sdk'

const command = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url))

/** A hospital whose node runs. */
export type Hospital = {
  readonly name: string
  readonly home: string
  readonly process: ChildProcess
  readonly client: CommonholdClient
  readonly status: NodeStatus
  stop(): Promise<void>
}

/** What a hospital is started with. */
export type HospitalOptions = {
  readonly name: string
  readonly home: string
  /** The address of a node to join; without it the node runs a ledger of its own. */
  readonly join?: string
  readonly signal: AbortSignal
}

/** Makes the home, unless it is there. */
export async function initHospital({ name, home, join: address }: HospitalOptions): Promise<void> {
  const args = ['init', '--home', home, '--name', name]
  const child = spawnCommand([...args, ...(address === undefined ? [] : ['--join', address])])
  const text = await textOf(child)
  const code = await exitOf(child)
  if (code !== 0) throw failed(`${name} could not be made`, text)
}

/** Starts the node and waits until it is ready. */
export async function startHospital(options: HospitalOptions): Promise<Hospital> {
  const { name, home } = options
  const child = spawnCommand(['up', '--home', home, '--json'])
  const log = join(home, 'logs', 'output.txt')
  await mkdir(dirname(log), { recursive: true })
  const complaints: string[] = []
  child.stderr!.setEncoding('utf8').on('data', (text: string) => complaints.push(text))
  child.stderr!.pipe(createWriteStream(log))
  const exited = exitOf(child)
  const ready = new Promise<void>((resolve) => child.stdout!.once('data', () => resolve()))
  await Promise.race([ready, exited])
  if (child.exitCode !== null) throw failed(`${name} did not start`, complaints.join(''))
  child.stdout!.resume()
  const client = await connect({ home })
  return {
    name,
    home,
    process: child,
    client,
    status: await client.status(),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await exited
    }
  }
}

function spawnCommand(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C goes to this process, which stops its children in order.
    detached: true
  })
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}

async function textOf(child: ChildProcess): Promise<string> {
  const parts: string[] = []
  child.stdout!.resume()
  for await (const part of child.stderr!.setEncoding('utf8')) parts.push(part as string)
  return parts.join('')
}

function failed(what: string, text: string): CommonholdError {
  return new CommonholdError({
    code: 'EXAMPLES_HOSPITAL_FAILED',
    fault: 'self',
    message: `${what}: ${text.trim().slice(-600)}`,
    hint: 'Look into logs/ in the folder of that hospital.'
  })
}
