/**
 * Masking and unmasking alone, at counts of members that the round's protocol does not take: the
 * code of `learning`, whose own bound is a thousand. Everybody's keys, parcels and shares are made
 * for real; documents are not signed, sent or kept, and nothing is recomputed by more than one.
 */
import { assert, bytesOf, type MemberId, utf8 } from '@commonhold/base'
import { parseRevealedShares, revealShares } from '@commonhold/learning/masking/reveal'
import { addInto } from '@commonhold/learning/masking/ring'
import { dealParcels } from '@commonhold/learning/masking/share-parcels'
import {
  dealRound,
  drawMembers,
  drawWords,
  heldBy,
  type MaskRound,
  maskFor,
  openFor,
  overWire,
  unmaskFor
} from '@commonhold/learning/masking/testing/mask-round'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import { now } from './counted-peers.ts'
import { vectorWords } from './measure-round.ts'

/** What masking costs; times are of the processor. */
export type MaskingCost = {
  readonly members: number
  /** Neighbours of each member. */
  readonly degree: number
  /** One member: dealing its parcels, opening those dealt to it, masking its vector. */
  readonly dealMs: number
  readonly openMs: number
  readonly maskMs: number
  /** Who takes the masks off: every secret joined from its shares and checked; then the sum. */
  readonly seedsMs: number
  readonly unmaskMs: number
  /** One member's parcels in JSON, and everybody's. */
  readonly parcelBytes: number
  readonly allParcelBytes: number
  /** Whether the sum was exactly that of the survivors' vectors. */
  readonly isExact: boolean
}

/** One member in twenty drops after dealing. @param members 20 to 1,000 */
export async function measureMasking(members: number): Promise<MaskingCost> {
  const random = createSeededRandom(`growth of masking ${members}`)
  const ids = drawMembers(random, members)
  const round = dealRound(`growth ${members}`, ids)
  const self = ids[0]!
  const parcels = utf8(JSON.stringify(round.parcelSets.get(self))).length
  const dealMs = await timed(() => {
    dealParcels({ ...round, crypto: nodeCrypto, random, self, secrets: round.secrets.get(self)! })
  })
  const openMs = await timed(() => void heldBy(round, self))
  const maskMs = await timed(() => maskFor(round, self, drawWords(random, vectorWords), 1))
  const survivors = ids.filter((_, index) => index % 20 !== 19)
  const expected = new Uint32Array(vectorWords)
  const masked = new Map<MemberId, Uint32Array>()
  for (const member of survivors) {
    const vector = drawWords(random, vectorWords)
    addInto(expected, vector, 1)
    masked.set(member, await maskFor(round, member, vector, 1))
  }
  const { told, seedsMs, opened } = await openAll(round, ids, survivors)
  const before = now().processorMs
  const sum = await unmaskFor(round, masked, opened, 1)
  const unmaskMs = now().processorMs - before
  return {
    members,
    degree: round.graph.neighbours.get(self)!.length,
    dealMs,
    openMs,
    maskMs,
    seedsMs,
    unmaskMs,
    parcelBytes: parcels,
    allParcelBytes: parcels * members,
    isExact:
      told === survivors.length &&
      Buffer.compare(bytesOf(Uint32Array.from(sum)), bytesOf(expected)) === 0
  }
}

async function openAll(round: MaskRound, participants: MemberId[], survivors: MemberId[]) {
  const reveals = new Map(
    survivors.map((self) => {
      const told = revealShares({ held: heldBy(round, self), survivors, participants, self })
      return [self, parseRevealedShares(overWire(told))]
    })
  )
  const before = now().processorMs
  const opened = openFor(round, survivors, reveals)
  const seedsMs = now().processorMs - before
  assert(opened.ok, 'honest shares open every seed')
  return { told: reveals.size, seedsMs, opened }
}

async function timed(work: () => unknown): Promise<number> {
  const before = now().processorMs
  await work()
  return now().processorMs - before
}
