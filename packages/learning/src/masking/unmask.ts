/**
 * Takes the masks off a sum, from published documents and revealed shares alone: so every
 * participant, and any auditor later, gets the same plain sum.
 *
 * Nothing is believed. A share must be the one its dealer committed to, and a seed must be the one
 * its owner advertised; what fails names who is to blame. A sum is corrected by verified seeds or
 * not at all.
 */
import {
  assert,
  CommonholdError,
  type Crypto,
  fromHex,
  type MemberId,
  toHex
} from '@commonhold/base'
import { deriveHybridSecretKey, hybridPublicKeyOf } from './hybrid-key.ts'
import { applyStreams, type MaskStream, selfMaskKey } from './keystream-sum.ts'
import { holdersOf, sortMembers } from './mask-graph.ts'
import { pairSign } from './mask-vector.ts'
import type { MaskBlame, RevealedShare } from './masking.ts'
import { encapsulateMask, openPairKeys, type PublishedKeys } from './pair-mask.ts'
import { digestsOf } from './parcel-list.ts'
import { commitToSelfSeed } from './round-keys.ts'
import { joinShares, type SecretShare } from './shamir.ts'
import { commitToShare } from './share-parcels.ts'

/** What opening seeds knows of a round: published documents and who was where. */
export type SeedsContext = Omit<PublishedKeys, 'maskCiphertexts'> & {
  readonly crypto: Crypto
  readonly binding: Uint8Array
  /** A subset of `participants`: those whose masked vectors are in the sum. */
  readonly survivors: readonly MemberId[]
  readonly participants: readonly MemberId[]
}

/** The seeds that come out of a round, 32 bytes each, by member. */
export type OpenedSeeds = {
  /** Of every survivor. */
  readonly selfSeeds: ReadonlyMap<MemberId, Uint8Array>
  /** Of every participant who dropped. */
  readonly maskSeeds: ReadonlyMap<MemberId, Uint8Array>
}

/** Seeds, with blame for whoever told wrong shares; or only blame, where a dealer cheated. */
export type SeedsOutcome =
  | (OpenedSeeds & { readonly ok: true; readonly blame: readonly MaskBlame[] })
  | { readonly ok: false; readonly blame: readonly MaskBlame[] }

/**
 * Opens the seed that each participant's masks come off with, and checks it.
 *
 * @param options.reveals by the holder who told them
 * @throws {CommonholdError} `LEARNING_TOO_FEW_SHARES` with `member`, `have`, `need` and `blame` in
 * its details, where good shares of a secret stay under the threshold
 */
export function openSeeds(
  options: SeedsContext & {
    readonly reveals: ReadonlyMap<MemberId, readonly RevealedShare[]>
  }
): SeedsOutcome {
  const survivors = new Set(options.survivors)
  assert(
    options.survivors.every((survivor) => options.participants.includes(survivor)),
    'survivors are participants'
  )
  const blame: MaskBlame[] = []
  const selfSeeds = new Map<MemberId, Uint8Array>()
  const maskSeeds = new Map<MemberId, Uint8Array>()
  const told = sortShares(options, blame)
  let cheated = false
  for (const member of sortMembers(options.participants)) {
    const secret = survivors.has(member) ? 'self' : 'mask'
    const shares = told.get(member) ?? []
    const need = options.graph.threshold
    if (shares.length < need) throw tooFewShares(member, shares.length, need, blame)
    const seed = joinShares(shares.slice(0, need))
    const fault =
      secret === 'self' ? selfFault(options, member, seed) : maskFault(options, member, seed)
    if (fault !== undefined) {
      blame.push({ member, reason: 'seed-differs-from-commitment', detail: fault })
      cheated = true
    } else if (secret === 'self') selfSeeds.set(member, seed)
    else maskSeeds.set(member, seed)
  }
  return cheated ? { ok: false, blame } : { ok: true, selfSeeds, maskSeeds, blame }
}

/**
 * Good shares by the member whose secret they open. A member's own share of its own secret has no
 * published commitment: it comes last, so it counts only where the others' do not suffice, and a
 * wrong one then shows in that member's own seed.
 */
function sortShares(
  options: Parameters<typeof openSeeds>[0],
  blame: MaskBlame[]
): Map<MemberId, SecretShare[]> {
  const told = new Map<MemberId, SecretShare[]>()
  const own = new Map<MemberId, SecretShare>()
  const secrets = secretsToOpen(options)
  const holders = new Map(options.participants.map((of) => [of, holdersOf(options.graph, of)]))
  for (const holder of sortMembers(options.reveals.keys())) {
    const seen = new Set<MemberId>()
    for (const share of options.reveals.get(holder)!) {
      const fault = seen.has(share.of) ? 'told twice' : shareFault(options, secrets, holder, share)
      seen.add(share.of)
      if (fault !== undefined) {
        const detail = `its ${share.secret} share of ${share.of}: ${fault}`
        blame.push({ member: holder, reason: 'share-differs-from-commitment', detail })
        continue
      }
      const at = holders.get(share.of)!.indexOf(holder) + 1
      const opened = { at, value: fromHex(share.share) }
      if (holder === share.of) {
        own.set(holder, opened)
        continue
      }
      const known = told.get(share.of) ?? []
      told.set(share.of, known)
      known.push(opened)
    }
  }
  for (const [member, share] of own) told.set(member, [...(told.get(member) ?? []), share])
  return told
}

/** Of each participant, which of its secrets may be opened. */
function secretsToOpen(options: SeedsContext): ReadonlyMap<MemberId, 'self' | 'mask'> {
  const survivors = new Set(options.survivors)
  return new Map(options.participants.map((of) => [of, survivors.has(of) ? 'self' : 'mask']))
}

function shareFault(
  options: SeedsContext,
  secrets: ReturnType<typeof secretsToOpen>,
  holder: MemberId,
  share: RevealedShare
): string | undefined {
  const { crypto, binding, graph, parcelLists } = options
  const expected = secrets.get(share.of)
  if (expected === undefined) return 'that member does not take part'
  if (share.secret !== expected) return `only its ${expected} secret may be opened`
  if (fromHex(share.share).length !== 32) return 'it has not 32 bytes'
  if (holder === share.of) return expected === 'self' ? undefined : 'it dropped'
  const dealt = digestsOf(graph, parcelLists, share.of, holder)
  if (dealt === undefined) return 'no parcel was dealt to this holder'
  const context = { crypto, binding, from: share.of, to: holder }
  const commitment = commitToShare(context, share.secret, share.share, share.salt)
  const published = expected === 'self' ? dealt.selfShare : dealt.maskShare
  return commitment === published ? undefined : 'it is not the one that was dealt'
}

function selfFault(options: SeedsContext, member: MemberId, seed: Uint8Array): string | undefined {
  const published = options.adverts.get(member)?.selfCommitment
  assert(published !== undefined, 'every participant published keys')
  if (commitToSelfSeed(options.crypto, seed, options.binding) === published) return undefined
  return 'its shares do not open the self seed that it committed to'
}

function maskFault(options: SeedsContext, from: MemberId, seed: Uint8Array): string | undefined {
  const { crypto, binding, graph, adverts, parcelLists } = options
  const published = adverts.get(from)?.mask
  assert(published !== undefined, 'every participant published keys')
  const key = deriveHybridSecretKey(crypto, { seed, binding, purpose: 'mask-pair' })
  const derived = hybridPublicKeyOf(crypto, key)
  if (derived.x25519 !== published.x25519 || derived.mlKem768 !== published.mlKem768) {
    return 'its shares do not open the mask key that it advertised'
  }
  for (const to of graph.neighbours.get(from) ?? []) {
    const toKey = adverts.get(to)?.mask
    if (toKey === undefined || !options.survivors.includes(to)) continue
    const dealt = digestsOf(graph, parcelLists, from, to)
    const again = encapsulateMask(crypto, { binding, maskSeed: seed, from, to, toKey })
    if (toHex(crypto.sha256(again.ciphertext)) !== dealt?.maskCiphertext) {
      return `its mask ciphertext to ${to} does not follow from its seed`
    }
  }
  return undefined
}

/**
 * Takes all masks off `sum`, in place: afterwards it is the sum of the survivors' plain vectors.
 *
 * @param options.sum the sum of the survivors' masked vectors, in whole elements
 * @param options.selfSeeds of every survivor, and `maskSeeds` of every dropped participant, as
 * `openSeeds` verified them
 * @param options.maskCiphertexts those that `ciphertextsToOpen` names
 * @throws {CommonholdError} `LEARNING_MISSING_PARCEL` where one of these is not there
 */
export async function maskCorrection(
  options: SeedsContext &
    PublishedKeys &
    OpenedSeeds & { readonly sum: Uint32Array; readonly wordsPerElement: number }
): Promise<void> {
  const { crypto, binding, graph, selfSeeds, maskSeeds, sum, wordsPerElement } = options
  const survivors = new Set(options.survivors)
  const streams: MaskStream[] = []
  for (const member of sortMembers(options.participants)) {
    if (survivors.has(member)) {
      const selfSeed = selfSeeds.get(member)
      assert(selfSeed !== undefined, 'every survivor has its self seed opened')
      streams.push({ key: selfMaskKey(crypto, selfSeed, binding), sign: 'subtract' })
      continue
    }
    const maskSeed = maskSeeds.get(member)
    assert(maskSeed !== undefined, 'everyone who dropped has its mask seed opened')
    const pairKey = openPairKeys(crypto, { ...options, maskSeed, self: member })
    for (const other of graph.neighbours.get(member) ?? []) {
      if (!survivors.has(other)) continue
      // What the survivor did with the pair's mask is undone by what the other would have done.
      streams.push({ key: pairKey(other), sign: pairSign(member, other) })
    }
  }
  await applyStreams(crypto, { vector: sum, wordsPerElement, streams })
}

function tooFewShares(
  member: MemberId,
  have: number,
  need: number,
  blame: readonly MaskBlame[]
): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_TOO_FEW_SHARES',
    fault: 'peer',
    message: `The secret of ${member} needs ${need} good shares and has ${have}.`,
    hint: 'Ask the holders who have not told theirs; without them the round cannot be unmasked.',
    retryable: true,
    details: { member, have, need, blame }
  })
}
