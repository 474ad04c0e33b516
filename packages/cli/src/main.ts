/** The process behind the command: its streams, its signals, and its one exit. */
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { CommonholdError } from '@commonhold/base'
import { nodeVersion } from '@commonhold/node/version'
import { realClock } from '@commonhold/platform/real-clock'
import { secureRandom } from '@commonhold/platform/secure-random'
import { runCli } from './cli.ts'
import type { CliDeps } from './cli-deps.ts'
import type { Sink } from './output/output.ts'
import { writeNamedFile } from './write-file.ts'

function sinkOf(stream: NodeJS.WriteStream): Sink {
  return {
    write: (text) => {
      stream.write(text)
    },
    isTerminal: stream.isTTY === true
  }
}

async function ask(
  question: string,
  options: { readonly hidden?: boolean } = {}
): Promise<string | undefined> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined
  process.stderr.write(question)
  // What is typed is echoed by the interface to its output: a hidden answer goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const output = options.hidden === true ? nowhere : process.stderr
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  try {
    return await new Promise<string | undefined>((resolve) => {
      lines.once('line', resolve)
      lines.once('close', () => resolve(undefined))
      lines.once('SIGINT', () => lines.close())
    })
  } finally {
    lines.close()
    if (options.hidden === true) process.stderr.write('\n')
  }
}

async function readWhole(
  path: string,
  { bytesMax }: { readonly bytesMax: number }
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFile(path).catch((cause: Error) => {
    throw cannotRead(path, cause.message, cause)
  })
  if (bytes.length <= bytesMax) return new Uint8Array(bytes)
  throw cannotRead(path, `it has ${bytes.length} bytes, over ${bytesMax}`)
}

function cannotRead(path: string, why: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'CLI_CANNOT_READ',
    fault: 'caller',
    message: `The file ${path} cannot be read: ${why}.`,
    hint: 'Check the path, and that you may read the file.',
    cause
  })
}

// Whoever reads may stop reading, as `head` does: then there is nobody left to tell anything.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code === 'EPIPE') process.exit(0)
  throw cause
})

const interrupted = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // A second signal means that waiting for a graceful end takes too long for whoever sent it.
    if (interrupted.signal.aborted) process.exit(130)
    interrupted.abort()
  })
}

const deps: CliDeps = {
  stdout: sinkOf(process.stdout),
  stderr: sinkOf(process.stderr),
  env: process.env,
  workingFolder: process.cwd(),
  machineName: hostname(),
  version: nodeVersion,
  clock: realClock,
  random: secureRandom,
  signal: interrupted.signal,
  ask,
  connect: async (home) => (await import('@commonhold/sdk/client/connect')).connect({ home }),
  readFile: readWhole,
  writeFile: writeNamedFile,
  loadCrypto: async () => (await import('@commonhold/platform/node-crypto')).nodeCrypto,
  loadStartNode: async () => (await import('@commonhold/node/node')).startNode,
  buildDashboard: async (say) =>
    (await import('@commonhold/web/build/ensure-dashboard')).ensureDashboard(say),
  loadVerifyStudyOffline: async () =>
    (await import('@commonhold/sdk/verify/verify-study-offline')).verifyStudyOffline
}

process.exitCode = await runCli(process.argv.slice(2), deps)
