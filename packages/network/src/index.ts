export {
  type DiskBlobStore,
  type DiskBlobStoreOptions,
  openDiskBlobStore
} from './blob/disk-blob-store.ts'
export { createMemoryBlobStore } from './blob/memory-blob-store.ts'
export type { ArtefactHandler, ArtefactServing } from './http/artefact-handler.ts'
export type { Directory } from './peer/member-directory.ts'
export { type NetworkPeers, type OpenPeersOptions, openPeers } from './peer/open-peers.ts'
export { defaultPeerLimits, type PeerLimits } from './peer/peer-limits.ts'
export type { Tap } from './peer/tap.ts'
