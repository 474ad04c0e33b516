/**
 * A node in a simulated world: the production code of studies, rounds, ledger following, content
 * store and documents, over simulated ports. Wired as `open-context.ts` wires a real one; left out
 * are HTTP, libp2p and the process itself. What outlives a kill is its disk.
 */
import {
  type Cid,
  type Crypto,
  type Log,
  parseAssetId,
  type Random,
  Secret,
  silentLog
} from '@commonhold/base'
import { type LedgerIndex, openIndex } from '@commonhold/indexing'
import { readCsv } from '@commonhold/learning/dataset/csv'
import { type DiskBlobStore, openDiskBlobStore } from '@commonhold/network'
import type { DatasetRegistry } from '@commonhold/node/data/dataset-registry'
import { openAccessBook } from '@commonhold/node/service/access-book'
import {
  createDocumentLibrary,
  type DocumentLibrary
} from '@commonhold/node/service/document-library'
import { hearNews, publishNews, tellingLedger } from '@commonhold/node/service/ledger-news'
import { createNodeView } from '@commonhold/node/service/node-view'
import { createStudyManager, type StudyManager } from '@commonhold/node/service/study-manager'
import type { StudyDeps } from '@commonhold/node/studies/study-deps'
import type { StudyEvent } from '@commonhold/node/studies/study-events'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import type { Ledger, RoundOpening } from '@commonhold/protocol'
import type { ContractCall } from '../world/chain-state.ts'
import type { Chance } from '../world/chance.ts'
import type { Faults } from '../world/faults.ts'
import type { Life } from '../world/life.ts'
import type { SimulatedChain } from '../world/simulated-chain.ts'
import { createSimulatedClock } from '../world/simulated-clock.ts'
import type { DiskHooks, SimulatedDisk } from '../world/simulated-disk.ts'
import { openSimulatedLedger } from '../world/simulated-ledger.ts'
import type { SimulatedNetwork } from '../world/simulated-network.ts'
import { openSimulatedPeers } from '../world/simulated-peers.ts'
import type { SimulatedTime } from '../world/simulated-time.ts'
import type { NodePlan } from './node-plan.ts'

/** The world as a node is given it. */
export type NodeSurroundings = {
  readonly seed: number
  readonly time: SimulatedTime
  readonly chance: Chance
  readonly faults: Faults
  readonly network: SimulatedNetwork
  readonly chain: SimulatedChain
  readonly disk: SimulatedDisk
  readonly diskHooks: DiskHooks
  readonly clockOffMs: number
  readonly log: (event: string, fields: Readonly<Record<string, unknown>>) => void
  readonly onPlainVector: (vector: Uint32Array<ArrayBuffer>, opening: RoundOpening) => void
  readonly onStudyEvent: (event: StudyEvent) => void
  readonly atCall: (when: 'before' | 'after', call: ContractCall) => void
}

/** A node while its process lives. */
export type OpenNode = {
  readonly life: Life
  readonly plan: NodePlan
  readonly clock: StudyDeps['clock']
  readonly index: LedgerIndex
  readonly ledger: Ledger
  readonly documents: DocumentLibrary
  readonly store: DiskBlobStore
  readonly manager: StudyManager
  readonly peers: StudyDeps['peers'] & Pick<ReturnType<typeof openSimulatedPeers>, 'request'>
}

const storeBytesMax = 2 ** 28
const followMs = 1000

/** Where a node keeps things on its disk. */
export const nodeFolders = { blobs: '/home/blobs', state: '/home/state' } as const

/** Opens what the disk holds, and begins. Waits for nothing that the network could withhold. */
export async function openSimulatedNode(
  plan: NodePlan,
  life: Life,
  world: NodeSurroundings
): Promise<OpenNode> {
  const { time, network, chain, faults, chance } = world
  const clock = createSimulatedClock(time, life, world.clockOffMs)
  const log = logOf(world.log)
  const disk = world.disk.attach(life, world.diskHooks)
  const random = createSeededRandom(`${world.seed}/${life.name}`)
  const crypto = seededCrypto(random)
  const { signResult } = plan.account
  const { ledger, reader } = openSimulatedLedger({
    ...{ chain, time, chance, faults, life, self: plan.member },
    signResult: (result) => signResult(chain.domain, result),
    atCall: world.atCall
  })
  await disk.makeFolder(nodeFolders.state, 'private')
  const limits = { bytesMax: storeBytesMax }
  const store = await openDiskBlobStore({ folder: nodeFolders.blobs, disk, crypto, clock, limits })
  const index = openIndex({ file: ':memory:', chain: reader, clock, log, pollMs: followMs })
  const view = createNodeView(index)
  const access = await openAccessBook({
    file: `${nodeFolders.state}/access.txt`,
    disk,
    isActive: view.isActive,
    async readersOf(study) {
      const record = view.studyOf(study)
      if (record === undefined) return undefined
      return { record, terms: documents.knownTerms(record.proposal.terms)?.terms }
    }
  })
  const mayRead = (cid: Cid, member: NodePlan['member']) => access.mayRead(cid, member)
  const self = plan.member
  const peers = openSimulatedPeers({ network, self, life, clock, log, store, mayRead })
  const documents: DocumentLibrary = createDocumentLibrary({ store, access, peers })
  const telling = tellingLedger(ledger, () => {
    publishNews(peers)
    view.follow().catch(() => {})
  })
  const study: StudyDeps = {
    ...{ crypto, random, disk, clock, log, store, peers, view, ledger: telling },
    nodeKey: new Secret(plan.nodeKey),
    folder: nodeFolders.state,
    cohortMin: plan.cohortMin,
    emit: (event) => !life.isOver() && world.onStudyEvent(event),
    onPlainVector: world.onPlainVector
  }
  const datasets = datasetsOf(plan, index)
  const manager = createStudyManager({
    ...{ study, peers, datasets, documents, access },
    studies: view.studies
  })
  hearNews(peers, view.follow)
  index.start()
  return { life, plan, clock, index, ledger: telling, documents, store, manager, peers }
}

/** The one table that a simulated node has. */
function datasetsOf(plan: NodePlan, index: LedgerIndex): DatasetRegistry {
  const { commitment, member, table, name } = plan
  const held = () =>
    index.assets().find((asset) => asset.commitment === commitment && asset.owner === member)
  const registry = {
    show: () => ({ dataset: name }),
    ofAsset: (asset: number) =>
      held()?.asset === asset ? { dataset: name, asset: parseAssetId(asset) } : undefined,
    read: async (_: string, kinds?: Parameters<DatasetRegistry['read']>[1]) =>
      readCsv(table, { file: name, ...(kinds === undefined ? {} : { kinds }) }),
    fileOf: async () => ({ path: name, name, sizeBytes: table.length })
  }
  return registry as unknown as DatasetRegistry
}

function logOf(tell: NodeSurroundings['log']): Log {
  const log: Log = {
    ...silentLog,
    info: (event, fields = {}) => tell(event, fields),
    warn: (event, fields = {}) => tell(event, fields),
    error: (event, fields = {}) => tell(event, fields),
    with: () => log
  }
  return log
}

/** The machine's crypto; what it would draw by itself comes from the seed. */
function seededCrypto(random: Random): Crypto {
  const { mlKem768 } = nodeCrypto
  const encapsulateFresh: typeof mlKem768.encapsulateFresh = (publicKey) =>
    mlKem768.encapsulate(publicKey, random.bytes(32))
  return { ...nodeCrypto, mlKem768: { ...mlKem768, encapsulateFresh } }
}
