/**
 * A machine for tests of the command line: a home folder, a fake node behind the real HTTP app, and
 * streams that are remembered. No process is started.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, CommonholdError, silentLog } from '@commonhold/base'
import type { StartNode } from '@commonhold/node/config/start-options'
import { openApiToken, writeApiAddress } from '@commonhold/node/home/api-access'
import { createHome, type HomePaths } from '@commonhold/node/home/home-paths'
import { fakeNodeService, type RecordedCall } from '@commonhold/node/http/fake-node-service'
import { createHttpApp } from '@commonhold/node/http/http-app'
import { type HttpServer, startHttpServer } from '@commonhold/node/http/http-server'
import type { NodeService } from '@commonhold/node/http/node-service'
import { nodeCrypto, realClock, secureRandom } from '@commonhold/platform'
import { connect } from '@commonhold/sdk'
import { runCli } from '../cli.ts'
import type { CliDeps, VerifyStudyOffline } from '../cli-deps.ts'
import { writeNamedFile } from '../write-file.ts'

/** What one command left behind. */
export type CliResult = {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** A machine to run commands on. */
export type CliWorld = {
  readonly paths: HomePaths
  readonly calls: readonly RecordedCall[]
  readonly server: HttpServer
  run(line: readonly string[], changes?: Partial<CliDeps>): Promise<CliResult>
}

/** What a test may choose. */
export type CliWorldOptions = {
  readonly service?: Partial<NodeService>
  /** What a person types, one an asking; absent: nobody is there. */
  readonly answers?: readonly string[]
  readonly isTerminal?: boolean
  readonly env?: Readonly<Record<string, string>>
  readonly startNode?: StartNode
  /** The folder of a built dashboard; absent: building it fails. */
  readonly dashboard?: string
  readonly verifyStudyOffline?: VerifyStudyOffline
}

/** A machine whose node runs. `after` is told how to clean up. */
export async function createCliWorld(
  context: { after(clean: () => Promise<void>): void },
  options: CliWorldOptions = {}
): Promise<CliWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-cli-'))
  const paths = await createHome(join(folder, 'home'))
  const token = await openApiToken(paths, secureRandom)
  const { service, calls } = fakeNodeService(options.service)
  const app = createHttpApp({ service, token, clock: realClock, log: silentLog, version: '0.1.0' })
  const server = await startHttpServer({ app, clock: realClock, host: '127.0.0.1', port: 0 })
  await writeApiAddress(paths, { url: server.url, pid: process.pid })
  context.after(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    paths,
    calls,
    server,
    async run(line, changes = {}) {
      const written = { stdout: '', stderr: '' }
      const deps = { ...depsOf(folder, paths, written, options), ...changes }
      const exitCode = await runCli(line, deps)
      return { exitCode, ...written }
    }
  }
}

function depsOf(
  folder: string,
  paths: HomePaths,
  written: { stdout: string; stderr: string },
  options: CliWorldOptions
): CliDeps {
  const answers = [...(options.answers ?? [])]
  const sink = (name: 'stdout' | 'stderr') => ({
    isTerminal: options.isTerminal === true,
    write(text: string) {
      written[name] += text
    }
  })
  return {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    env: { COMMONHOLD_HOME: paths.root, ...options.env },
    workingFolder: folder,
    machineName: 'test-machine',
    version: '0.1.0',
    clock: hurriedClock,
    random: secureRandom,
    scryptLogCost: 10,
    signal: new AbortController().signal,
    ask: async (question) => {
      const answer = answers.shift()
      if (answer !== undefined) written.stderr += `${question}\n`
      return answer
    },
    connect: (home) => connect({ home }),
    readFile: async (path) => new Uint8Array(await readFile(path)),
    writeFile: writeNamedFile,
    loadCrypto: async () => nodeCrypto,
    loadStartNode: async () => options.startNode ?? absent('startNode'),
    buildDashboard: async () => options.dashboard ?? absent('dashboard'),
    loadVerifyStudyOffline: async () => options.verifyStudyOffline ?? absent('verifyStudyOffline')
  }
}

/** Real time, with waits that are over at once. */
const hurriedClock: Clock = {
  ...realClock,
  sleep: (delayMs, signal) => realClock.sleep(Math.min(delayMs, 5), signal)
}

function absent(what: string): never {
  throw new CommonholdError({
    code: 'BASE_UNEXPECTED',
    fault: 'self',
    message: `This test gave no ${what}.`,
    hint: 'Give one.'
  })
}
