/**
 * A node, wired: parts are opened from the inside out, each given what it needs, and stopped in
 * the opposite order. What the parts do is in their own files; here is only who knows whom.
 */
import { asCommonholdError } from '@commonhold/base'
import { nodeCrypto, nodeDisk, openFileLog, realClock, secureRandom } from '@commonhold/platform'
import type { RunningNode, StartNodeOptions } from './config/start-options.ts'
import { openApiToken, removeApiAddress, writeApiAddress } from './home/api-access.ts'
import { openHomeLock } from './home/home-lock.ts'
import { type HomePaths, requireHome } from './home/home-paths.ts'
import { openDashboard } from './http/dashboard.ts'
import { createHttpApp } from './http/http-app.ts'
import { type HttpServer, startHttpServer } from './http/http-server.ts'
import type { NodeService } from './http/node-service.ts'
import { openKeyStore } from './keys/key-store.ts'
import { createDatasetService } from './service/dataset-service.ts'
import { joinLedger } from './service/join-ledger.ts'
import { hearNews } from './service/ledger-news.ts'
import { createLedgerService } from './service/ledger-service.ts'
import { createModelService } from './service/model-service.ts'
import type { NodeContext, NodeWorld } from './service/node-context.ts'
import { openContext } from './service/open-context.ts'
import { createRoundService } from './service/round-service.ts'
import { addressOf, createStatusService } from './service/status-service.ts'
import { Stopper } from './service/stopper.ts'
import { createStudyService } from './service/study-service.ts'
import { nameOf } from './service/study-view.ts'
import { createVerifyService } from './service/verify-service.ts'
import { nodeVersion } from './version.ts'

const logBytesMax = 16 * 1024 ** 2
const logFilesMax = 4
const collectEveryMs = 10 * 60_000
const collectGraceMs = 60 * 60_000

/**
 * Starts the node in a home that `commonhold init` has made.
 * @throws {CommonholdError} `NODE_HOME_IN_USE`, `NODE_WRONG_PASSPHRASE` and what its parts throw
 */
export async function startNode(options: StartNodeOptions): Promise<RunningNode> {
  const paths = await requireHome(options.home)
  const stopper = new Stopper()
  try {
    return await assemble(paths, options, stopper)
  } catch (cause) {
    await stopper.stop()
    throw cause
  }
}

async function assemble(
  paths: HomePaths,
  options: StartNodeOptions,
  stopper: Stopper
): Promise<RunningNode> {
  const world = await openWorld(paths, options, stopper)
  const context = await openContext(world, stopper)
  await joinLedger(context)
  await startPeers(context, stopper)
  runStudies(context, stopper)
  const { service, server } = await serve(context, options, stopper)
  return {
    service,
    address: addressOf(context),
    httpUrl: server.url,
    stop: () => stopper.stop(),
    stopped: stopper.stopped
  }
}

/** The machine and the member: what everything else is made of. */
async function openWorld(
  paths: HomePaths,
  { config, passphrase }: StartNodeOptions,
  stopper: Stopper
): Promise<NodeWorld> {
  const lock = await openHomeLock(paths, { pid: process.pid, startedAtMs: realClock.nowMs() })
  stopper.add('lock', () => lock.close())
  const log = openFileLog({
    path: paths.log,
    level: config['log.level'],
    clock: realClock,
    bytesMax: logBytesMax,
    filesMax: logFilesMax
  })
  stopper.add('log', async () => log.close())
  const world = { clock: realClock, crypto: nodeCrypto, random: secureRandom }
  const machine = { ...world, disk: nodeDisk, log }
  const keys = await openKeyStore(paths, machine, { passphrase })
  return { paths, config, keys, ...machine }
}

async function startPeers(context: NodeContext, stopper: Stopper): Promise<void> {
  const { peers, ports, traffic } = context
  // Who comes is asked for its name at once, so that lists have names when people look at them;
  // and again when the ledger has news, which may be that this one is a member.
  const learnNames = (): void => {
    for (const member of peers.connected()) nameOf(context, member)
  }
  const running = new AbortController()
  peers.onPeerChange(learnNames)
  peers.onPeerChange(traffic.saw)
  context.view.onChange(learnNames, running.signal)
  stopper.add('names', async () => running.abort())
  await peers.start()
  hearNews(peers, context.view.follow)
  stopper.add('peers', () => peers.stop())
  await ports.remember(peers.addresses())
}

/** Follows the studies, and now and then drops contents that nobody needs any more. */
function runStudies({ manager, store, clock, log }: NodeContext, stopper: Stopper): void {
  const running = new AbortController()
  const { signal } = running
  const studies = manager.run(signal)
  const collecting = (async () => {
    while (!signal.aborted) {
      await clock.sleep(collectEveryMs, signal).catch(() => {})
      if (signal.aborted) return
      await store.collectGarbage({ graceMs: collectGraceMs }).then(
        (freedBytes) => log.info('store.collected', { freedBytes }),
        (cause) => log.warn('store.not-collected', { message: asCommonholdError(cause).message })
      )
    }
  })()
  stopper.add('studies', async () => {
    running.abort()
    await studies
    await collecting
  })
}

async function serve(
  context: NodeContext,
  options: Pick<StartNodeOptions, 'dashboard'>,
  stopper: Stopper
): Promise<{ readonly service: NodeService; readonly server: HttpServer }> {
  const { config, paths, clock, log, random, peers, hub } = context
  let httpUrl = ''
  const service: NodeService = {
    ...createStatusService(context, {
      version: nodeVersion,
      httpUrl: () => httpUrl,
      startedAtMs: clock.monotonicMs(),
      shutdown: () => void stopper.stop()
    }),
    ...createDatasetService(context),
    ...createStudyService(context),
    ...createModelService(context),
    ...createVerifyService(context),
    ...createLedgerService(context),
    ...createRoundService(context),
    events: (request) => hub.hear(request)
  }
  const app = createHttpApp({
    service,
    token: await openApiToken(paths, random),
    clock,
    log,
    version: nodeVersion,
    hosts: config['http.hosts'],
    ...(options.dashboard === undefined
      ? {}
      : { dashboard: await openDashboard(options.dashboard) }),
    artefacts: peers.artefactHandler
  })
  const { 'http.host': host, 'http.port': port } = config
  const server = await startHttpServer({ app, clock, host, port })
  httpUrl = server.url
  stopper.add('http', async () => {
    await removeApiAddress(paths)
    await server.stop()
  })
  peers.announceHttp(httpUrl)
  await writeApiAddress(paths, { url: httpUrl, pid: process.pid })
  log.info('node.ready', { member: peers.self, httpUrl })
  return { service, server }
}
