/**
 * The words of secure aggregation: pairwise-masked sums with recovery from drop-outs.
 *
 * The protocol is SecAgg+ (Bonawitz et al. 2017, CCS; Bell et al. 2020, CCS) with these choices:
 * pair keys are agreed by X25519 and ML-KEM-768 together, so that masked vectors kept for
 * verification stay closed to a later quantum computer; everything that a member would have to
 * reveal after dropping derives from one 32-byte seed, encapsulation randomness included, so that
 * a revealed seed can be checked against what the member had published; and every seed is bound to
 * the round and to the model that came in, so that masks made for two models do not cancel.
 *
 * Nothing here signs, sends or waits. `binding` stands for all that a round is: chain, contract,
 * study, round, epoch, attempt and incoming model, hashed by the caller.
 */
import type { Bytes32, Hex, MemberId } from '@commonhold/base'

/** Public halves of one hybrid key. */
export type HybridPublicKey = {
  /** 32 bytes. */
  readonly x25519: Hex
  /** 1,184 bytes. */
  readonly mlKem768: Hex
}

/** What a member publishes, signed, before a round's masks are made. Used once. */
export type KeyAdvert = {
  /** Seals shares to their holders. Its secret is never shared. */
  readonly seal: HybridPublicKey
  /** Agrees pair masks. Its secret is shared, and revealed only if the member drops. */
  readonly mask: HybridPublicKey
  /** SHA-256 over the self-mask seed and the binding. */
  readonly selfCommitment: Bytes32
}

/** A member's three secrets of one attempt, 32 random bytes each. */
export type RoundSecrets = {
  readonly sealSeed: Uint8Array
  readonly maskSeed: Uint8Array
  readonly selfSeed: Uint8Array
}

/**
 * One holder's part of a member's two shared secrets, sealed to that holder, and the half of a
 * mask key that the member encapsulated to it. Neither part is a secret; each goes to its receiver,
 * held to the digest that its dealer signed.
 */
export type ShareParcel = {
  readonly to: MemberId
  /** ML-KEM-768, for the pair's mask: 1,088 bytes. */
  readonly maskCiphertext: Uint8Array<ArrayBuffer>
  /** ML-KEM-768, then under AES-256-GCM the two shares with their salts: 1,232 bytes. */
  readonly sealedShares: Uint8Array<ArrayBuffer>
}

/** What a dealer signs of one parcel. */
export type ParcelDigests = {
  /** SHA-256 of the parcel's parts. */
  readonly maskCiphertext: Bytes32
  readonly sealedShares: Bytes32
  /** SHA-256 over share and salt, so that a holder can prove or be held to what it got. */
  readonly selfShare: Bytes32
  readonly maskShare: Bytes32
}

/**
 * All that a member signs of its parcels: the fields of `ParcelDigests`, each a list with one entry
 * for each neighbour, in the order of the neighbours' ids.
 */
export type ParcelList = {
  readonly maskCiphertexts: readonly Bytes32[]
  readonly sealedShares: readonly Bytes32[]
  readonly selfShares: readonly Bytes32[]
  readonly maskShares: readonly Bytes32[]
}

/** A share that its holder tells after the survivors are settled. */
export type RevealedShare = {
  /** Whose secret it is a share of. */
  readonly of: MemberId
  /** The self seed of a survivor, or the mask seed of one who dropped: never both of one member. */
  readonly secret: 'self' | 'mask'
  readonly share: Hex
  readonly salt: Hex
}

/** Who exchanges masks with whom, and how many shares open a secret. */
export type MaskGraph = {
  /** Sorted. Everyone who published keys. */
  readonly members: readonly MemberId[]
  readonly neighbours: ReadonlyMap<MemberId, readonly MemberId[]>
  /** Shares that open a secret: above two thirds of the neighbours and the member itself. */
  readonly threshold: number
}

/** Who is to blame when masks do not come off, as evidence that others can check. */
export type MaskBlame = {
  readonly member: MemberId
  readonly reason:
    | 'bad-key'
    | 'parcel-does-not-open'
    | 'share-differs-from-commitment'
    | 'seed-differs-from-commitment'
    | 'missing-parcel'
  readonly detail: string
}
