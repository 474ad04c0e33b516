/** One hospital of the example: a node in a process of its own, spoken to over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asCommonholdError, CommonholdError } from '@commonhold/base'
import type { CommonholdClient, NodeStatus } from '@commonhold/sdk'
import { connect } from '@commonhold/sdk'

const command = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url))

/** A hospital whose node runs; where its process is killed, it is started again. */
export type Hospital = {
  readonly name: string
  readonly home: string
  /** Of the process that runs now. */
  readonly pid: number
  readonly client: CommonholdClient
  readonly status: NodeStatus
  /** How often it had to be started again. */
  readonly restarts: number
  stop(): Promise<void>
}

/** What a hospital is started with. */
export type HospitalOptions = {
  readonly name: string
  readonly home: string
  readonly signal: AbortSignal
  /** Hears when the process has died, and when it runs again. */
  readonly tell: (line: string) => void
}

/** Makes the home. `join`: the address of a node; without it the node runs its own ledger. */
export async function initHospital(options: {
  readonly name: string
  readonly home: string
  readonly join?: string
}): Promise<void> {
  const { name, home, join: address } = options
  const args = ['init', '--home', home, '--name', name]
  const child = spawnCommand([...args, ...(address === undefined ? [] : ['--join', address])])
  const text = await textOf(child)
  const code = await exitOf(child)
  if (code !== 0) throw failed(`${name} could not be made`, text)
}

/** Starts the node, waits until it is ready, and from then on starts it again when it dies. */
export async function startHospital(options: HospitalOptions): Promise<Hospital> {
  const { name, home, signal, tell } = options
  let running = await startProcess(name, home)
  let restarts = 0
  let isStopping = false
  const supervise = async (): Promise<void> => {
    while (!isStopping) {
      await running.exited
      if (isStopping || signal.aborted) return
      restarts++
      tell(`${name} died; starting it again`)
      running = await startAgain()
      tell(`${name} runs again, as process ${running.child.pid}`)
    }
  }
  const startAgain = async (tries = 1): Promise<RunningProcess> => {
    try {
      return await startProcess(name, home)
    } catch (cause) {
      if (tries >= startTriesMax || isStopping || signal.aborted) throw cause
      return await startAgain(tries + 1)
    }
  }
  const supervised = supervise().catch((cause) => {
    process.stderr.write(`${name}: ${asCommonholdError(cause).message}\n`)
  })
  return {
    name,
    home,
    get pid() {
      return running.child.pid!
    },
    get client() {
      return running.client
    },
    get status() {
      return running.status
    },
    get restarts() {
      return restarts
    },
    async stop() {
      isStopping = true
      running.child.kill('SIGTERM')
      await running.exited
      await supervised
    }
  }
}

type RunningProcess = Awaited<ReturnType<typeof startProcess>>

/** A ledger that is down as well takes a while to come back. */
const startTriesMax = 10

async function startProcess(name: string, home: string) {
  const child = spawnCommand(['up', '--home', home, '--json'])
  const log = join(home, 'logs', 'output.txt')
  await mkdir(dirname(log), { recursive: true })
  const complaints: string[] = []
  child.stderr!.setEncoding('utf8').on('data', (text: string) => complaints.push(text))
  child.stderr!.pipe(createWriteStream(log, { flags: 'a' }))
  const exited = exitOf(child)
  const ready = new Promise<string>((resolve) => child.stdout!.once('data', resolve))
  const said = await Promise.race([ready, exited.then(() => '')])
  if (!String(said).includes('"member"'))
    throw failed(`${name} did not start`, `${complaints.join('')}${said}`)
  child.stdout!.resume()
  try {
    const client = await connect({ home })
    return { child, exited, client, status: await client.status() }
  } catch (cause) {
    // Nobody else knows of this process yet.
    child.kill('SIGTERM')
    await exited
    throw cause
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
  // Not before its last words are read.
  return new Promise((resolve) => child.once('close', (code) => resolve(code)))
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
