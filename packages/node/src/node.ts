/** A node, wired: every part is made here once, given what it needs, and stopped in turn. */
import { join } from 'node:path'
import { type Hex, parseBytes32, Secret, toHex } from '@commonhold/base'
import { openChainReader, openLedger } from '@commonhold/contracts'
import { openIndex } from '@commonhold/indexing'
import { openDiskBlobStore, openPeers } from '@commonhold/network'
import { nodeCrypto, openFileLog, realClock, secureRandom } from '@commonhold/platform'
import type { RunningNode, StartNodeOptions } from './config/start-options.ts'
import { openDatasetRegistry } from './data/dataset-registry.ts'
import { openApiToken, removeApiAddress, writeApiAddress } from './home/api-access.ts'
import { openHomeLock } from './home/home-lock.ts'
import { type HomePaths, requireHome } from './home/home-paths.ts'
import { createHttpApp } from './http/http-app.ts'
import { startHttpServer } from './http/http-server.ts'
import type { NodeService } from './http/node-service.ts'
import { openKeyStore } from './keys/key-store.ts'
import { createPlainTextTap } from './plain-text-tap.ts'
import { openAccessBook } from './service/access-book.ts'
import { createDatasetService } from './service/dataset-service.ts'
import { createDocumentLibrary } from './service/document-library.ts'
import { createEventHub } from './service/event-hub.ts'
import { joinLedger } from './service/join-ledger.ts'
import { createModelService } from './service/model-service.ts'
import type { NodeContext } from './service/node-context.ts'
import { openNodeLedger } from './service/node-ledger.ts'
import { createNodeView } from './service/node-view.ts'
import { openPorts } from './service/ports-file.ts'
import { addressOf, createStatusService } from './service/status-service.ts'
import { Stopper } from './service/stopper.ts'
import { createStudyManager } from './service/study-manager.ts'
import { createStudyService } from './service/study-service.ts'
import { tellLedgerChanges, tellStudyEvent } from './service/tell-events.ts'
import { untilReachable } from './service/until-reachable.ts'
import { createVerifyService } from './service/verify-service.ts'
import { nodeVersion } from './version.ts'

const storeBytesMax = 64 * 1024 ** 3
const pollMs = 100
const logBytesMax = 16 * 1024 ** 2
const logFilesMax = 4

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
  { config, passphrase }: StartNodeOptions,
  stopper: Stopper
): Promise<RunningNode> {
  const startedAtMs = realClock.monotonicMs()
  const run = Math.floor(realClock.nowMs()).toString(36)
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
  const world = { clock: realClock, crypto: nodeCrypto, random: secureRandom, log }
  const keys = await openKeyStore(paths, world, { passphrase })
  const nodeLedger = await openNodeLedger({ paths, config, keys, ...world })
  stopper.add('ledger', () => nodeLedger.stop())
  const { rpcUrl, chainId, contracts, fromBlock } = nodeLedger
  const privateKey: Secret<Hex> = new Secret(toHex(keys.ledgerKey.reveal()))
  const ledger = openLedger({ rpcUrl, chainId, contracts, fromBlock, privateKey, pollMs, ...world })
  const chain = openChainReader({ rpcUrl, chainId, contracts, fromBlock, clock: realClock })
  const index = openIndex({ file: join(paths.state, 'index.sqlite'), chain, pollMs, ...world })
  stopper.add('index', () => index.stop())
  await untilReachable(() => index.follow(), world)
  index.start()
  const view = createNodeView(index)
  const limits = { bytesMax: storeBytesMax }
  const store = await openDiskBlobStore({ folder: paths.blobs, limits, ...world })
  stopper.add('store', () => store.close())

  let context: NodeContext
  const access = await openAccessBook({
    file: join(paths.state, 'access.txt'),
    isActive: view.isActive,
    async readersOf(study) {
      const record = view.studyOf(study)
      if (record === undefined) return undefined
      return { record, terms: context.library.knownTerms(record.proposal.terms)?.terms }
    }
  })
  const tap = createPlainTextTap()
  const ports = await openPorts(join(paths.state, 'ports.json'))
  const peers = await openPeers({
    self: keys.member,
    nodeKey: keys.nodeKey,
    listen: ports.fixed(config['peers.listen']),
    announce: config['peers.announce'],
    bootstrap: config['peers.dial'],
    directory: {
      async nodeKeyOf(member) {
        const record = index.member(member) ?? (await ledger.memberOf(member))
        return record?.active === true ? record.nodeKey : undefined
      }
    },
    store,
    serve: access,
    tap: (bytes, direction) => tap.look(bytes, direction),
    relay: { server: config['peers.listen'].length > 0 },
    ...world
  })
  const hub = createEventHub(realClock, run)
  const library = createDocumentLibrary({ store, access, peers })
  const datasets = await openDatasetRegistry({
    folder: paths.data,
    ledger,
    findAsset: (commitment) =>
      index.assets().find((asset) => asset.commitment === commitment && asset.owner === keys.member)
        ?.asset,
    ...world
  })
  const manager = createStudyManager({
    peers,
    studies: view.studies,
    datasets,
    library,
    access,
    study: {
      store,
      peers,
      ledger,
      view,
      nodeKey: keys.nodeKey,
      folder: paths.state,
      cohortMin: config['policy.minCohort'],
      emit: (event) => tellStudyEvent(hub, context, event),
      onPlainVector: tap.watch,
      ...world
    }
  })
  context = {
    paths,
    config,
    keys,
    store,
    peers,
    ledger,
    nodeLedger,
    view,
    datasets,
    library,
    access,
    manager,
    hub,
    tap,
    ...world
  }
  await joinLedger(
    context,
    parseBytes32(toHex(nodeCrypto.ed25519.publicKey(keys.nodeKey.reveal())))
  )
  await peers.start()
  stopper.add('peers', () => peers.stop())
  await ports.remember(peers.addresses())
  const running = new AbortController()
  const studies = manager.run(running.signal)
  stopper.add('studies', async () => {
    running.abort()
    await studies
  })
  tellLedgerChanges(hub, index, running.signal)

  let httpUrl = ''
  const service: NodeService = {
    ...createStatusService(context, {
      version: nodeVersion,
      httpUrl: () => httpUrl,
      startedAtMs,
      shutdown: () => void stopper.stop()
    }),
    ...createDatasetService(context),
    ...createStudyService(context),
    ...createModelService(context),
    ...createVerifyService(context),
    events: (request) => hub.hear(request)
  }
  const app = createHttpApp({
    service,
    token: await openApiToken(paths, secureRandom),
    clock: realClock,
    log,
    version: nodeVersion,
    hosts: config['http.hosts'],
    artefacts: peers.artefactHandler
  })
  const server = await startHttpServer({
    app,
    clock: realClock,
    host: config['http.host'],
    port: config['http.port']
  })
  httpUrl = server.url
  peers.announceHttp(httpUrl)
  stopper.add('http', async () => {
    await removeApiAddress(paths)
    await server.stop()
  })
  await writeApiAddress(paths, { url: httpUrl, pid: process.pid })
  log.info('node.ready', { member: keys.member, httpUrl, rpcUrl })
  return {
    service,
    address: addressOf(context),
    httpUrl,
    stop: () => stopper.stop(),
    stopped: stopper.stopped
  }
}
