/** A libp2p peer id and an Ed25519 key on the ledger are the same 32 bytes in two spellings. */
import { type Bytes32, fromHex, parseBytes32, toHex } from '@commonhold/base'
import { publicKeyFromRaw } from '@libp2p/crypto/keys'
import type { PeerId } from '@libp2p/interface'
import { peerIdFromPublicKey } from '@libp2p/peer-id'

/** The Ed25519 key within a peer id; undefined for peer ids of other kinds of keys. */
export function nodeKeyOfPeer(peer: PeerId): Bytes32 | undefined {
  return peer.type === 'Ed25519' ? parseBytes32(toHex(peer.publicKey.raw)) : undefined
}

/** The peer id of the node with this Ed25519 public key. */
export function peerOfNodeKey(nodeKey: Bytes32): PeerId {
  return peerIdFromPublicKey(publicKeyFromRaw(fromHex(nodeKey)))
}
