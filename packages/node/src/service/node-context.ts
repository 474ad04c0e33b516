/** Everything that a node's services share. Made once, in `open-context.ts`. */
import type { AssetId, Clock, Crypto, Disk, Log, MemberId, Random } from '@commonhold/base'
import type { IndexQueries } from '@commonhold/indexing'
import type { DiskBlobStore, NetworkPeers } from '@commonhold/network'
import type { Ledger, MemberRecord } from '@commonhold/protocol'
import type { Config } from '../config/config.ts'
import type { DatasetRegistry } from '../data/dataset-registry.ts'
import type { HomePaths } from '../home/home-paths.ts'
import type { MemberKeys } from '../keys/member-keys.ts'
import type { PeerTraffic } from '../peer-traffic.ts'
import type { PlainTextTap } from '../plain-text-tap.ts'
import type { LedgerView } from '../studies/study-deps.ts'
import type { AccessBook } from './access-book.ts'
import type { DocumentLibrary } from './document-library.ts'
import type { EventHub } from './event-hub.ts'
import type { NodeLedger } from './node-ledger.ts'
import type { Ports } from './ports-file.ts'
import type { StudyManager } from './study-manager.ts'

/** The ledger as this node has followed it: lists besides what studies need. */
export type NodeView = LedgerView &
  Pick<IndexQueries, 'latestAssets' | 'latestRounds' | 'counts'> & {
    members(): readonly MemberRecord[]
    isActive(member: MemberId): boolean
    studies(): readonly NonNullable<ReturnType<LedgerView['studyOf']>>[]
    assetOf(asset: number): Awaited<ReturnType<Ledger['assetOf']>>
    /** Assets that were made from this one. */
    childrenOf(asset: AssetId): readonly AssetId[]
    /** Height of the last block that was followed. */
    height(): number
  }

/** The machine and the member. */
export type NodeWorld = {
  readonly paths: HomePaths
  readonly config: Config
  readonly keys: MemberKeys
  readonly clock: Clock
  readonly crypto: Crypto
  readonly random: Random
  readonly disk: Disk
  readonly log: Log
}

/** What is opened before there are peers. */
export type NodeParts = NodeWorld & {
  readonly nodeLedger: NodeLedger
  readonly ledger: Ledger
  readonly view: NodeView
  readonly store: DiskBlobStore
  readonly hub: EventHub
  readonly tap: PlainTextTap
  readonly traffic: PeerTraffic
  readonly ports: Ports
}

/** What services are made of. */
export type NodeContext = NodeParts & {
  readonly peers: NetworkPeers
  readonly datasets: DatasetRegistry
  readonly documents: DocumentLibrary
  readonly access: AccessBook
  readonly manager: StudyManager
}
