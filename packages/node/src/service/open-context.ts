/** Opens what a node's services share: ledger, index, store, peers, datasets and studies. */
import { join } from 'node:path'
import { Secret, toHex } from '@commonhold/base'
import { openChainReader, openLedger } from '@commonhold/contracts'
import { type LedgerIndex, openIndex } from '@commonhold/indexing'
import { openDiskBlobStore, openPeers } from '@commonhold/network'
import type { Ledger } from '@commonhold/protocol'
import { openDatasetRegistry } from '../data/dataset-registry.ts'
import { createPeerTraffic } from '../peer-traffic.ts'
import { createPlainTextTap } from '../plain-text-tap.ts'
import { openAccessBook } from './access-book.ts'
import { createDocumentLibrary } from './document-library.ts'
import { createEventHub } from './event-hub.ts'
import { publishNews, tellingLedger } from './ledger-news.ts'
import type { NodeContext, NodeParts, NodeWorld } from './node-context.ts'
import { type NodeLedger, openNodeLedger } from './node-ledger.ts'
import { createNodeView } from './node-view.ts'
import { openPorts } from './ports-file.ts'
import type { Stopper } from './stopper.ts'
import { createStudyManager } from './study-manager.ts'
import { tellLedgerChanges, tellStudyEvent } from './tell-events.ts'
import { untilReachable } from './until-reachable.ts'

const storeBytesMax = 64 * 1024 ** 3

/** The index is followed at news, and without them only so much less often than a receipt. */
const looksPerFollow = 10

/** @throws {CommonholdError} what the parts throw */
export async function openContext(world: NodeWorld, stopper: Stopper): Promise<NodeContext> {
  const { paths, clock } = world
  const nodeLedger = await openNodeLedger(world)
  stopper.add('ledger', () => nodeLedger.stop())
  const { ledger, index } = await followLedger(world, nodeLedger, stopper)
  const view = createNodeView(index)
  const limits = { bytesMax: storeBytesMax }
  const store = await openDiskBlobStore({ folder: paths.blobs, limits, ...world })
  stopper.add('store', () => store.close())
  const hub = createEventHub(clock, Math.floor(clock.nowMs()).toString(36))
  const telling = new AbortController()
  tellLedgerChanges(hub, index, telling.signal)
  stopper.add('events', async () => telling.abort())
  const tap = createPlainTextTap()
  const traffic = createPeerTraffic(clock)
  const ports = await openPorts(join(paths.state, 'ports.json'))
  const parts: NodeParts = { ...world, nodeLedger, ledger, view, store, hub, tap, traffic, ports }
  return await openServices(parts, index)
}

/** The ledger as this member writes it, and as its node follows it. */
async function followLedger(
  world: NodeWorld,
  { rpcUrl, chainId, contracts, fromBlock }: NodeLedger,
  stopper: Stopper
): Promise<{ readonly ledger: Ledger; readonly index: LedgerIndex }> {
  const { config, keys, paths, clock, log } = world
  const { 'ledger.pollMs': pollMs, 'ledger.confirmations': confirmations } = config
  const where = { rpcUrl, chainId, contracts, fromBlock, clock }
  const privateKey = new Secret(toHex(keys.ledgerKey.reveal()))
  const ledger = openLedger({ ...where, privateKey, pollMs, confirmations, log })
  const file = join(paths.state, 'index.sqlite')
  const chain = openChainReader(where)
  const index = openIndex({ file, chain, pollMs: looksPerFollow * pollMs, clock, log })
  stopper.add('index', () => index.stop())
  await untilReachable(() => index.follow(), world)
  index.start()
  return { ledger, index }
}

async function openServices(parts: NodeParts, index: LedgerIndex): Promise<NodeContext> {
  const { paths, config, keys, ledger, view, store, tap, traffic, hub, ports } = parts
  let context: NodeContext
  const access = await openAccessBook({
    file: join(paths.state, 'access.txt'),
    isActive: view.isActive,
    async readersOf(study) {
      const record = view.studyOf(study)
      if (record === undefined) return undefined
      return { record, terms: context.documents.knownTerms(record.proposal.terms)?.terms }
    }
  })
  const peers = await openPeers({
    ...parts,
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
    serve: access,
    tap(bytes, direction, member) {
      tap.look(bytes, direction)
      traffic.count(bytes.length, direction, member)
    },
    relay: { server: config['peers.listen'].length > 0 }
  })
  const tellingOthers = tellingLedger(ledger, () => {
    publishNews(peers)
    view.follow().catch(() => {})
  })
  const documents = createDocumentLibrary({ store, access, peers })
  const datasets = await openDatasetRegistry({
    ...parts,
    ledger: tellingOthers,
    folder: paths.data,
    findAsset: (commitment) =>
      index.assets().find((asset) => asset.commitment === commitment && asset.owner === keys.member)
        ?.asset
  })
  const manager = createStudyManager({
    peers,
    studies: view.studies,
    datasets,
    documents,
    access,
    study: {
      ...parts,
      ledger: tellingOthers,
      peers,
      nodeKey: keys.nodeKey,
      folder: paths.state,
      cohortMin: config['policy.minCohort'],
      emit: (event) => tellStudyEvent(hub, context, event),
      onPlainVector(vector, _opening, metrics) {
        tap.watch(vector)
        if (metrics !== undefined) tap.watchFigures(metrics)
      }
    }
  })
  context = { ...parts, ledger: tellingOthers, peers, documents, access, datasets, manager }
  return context
}
