/**
 * Who exchanges masks with whom.
 *
 * Up to 50 members: everyone with everyone (Bonawitz et al. 2017). Above: each with `degree`
 * others, the nearest on a ring in an order that the seed shuffles (Bell et al. 2020, the Harary
 * graph), since a keystream over the whole vector per neighbour is what masking costs. Degrees are
 * those that keep privacy failures under 2^-40 and failed rounds under 2^-20 with a fifth of the
 * members corrupt and another fifth dropped; a size between two rows takes the larger one's.
 */
import { assert, CommonholdError, type MemberId } from '@commonhold/base'
import type { MaskGraph } from './masking.ts'

/** The most members one sum can have. */
export const maskMembersMax = 1000
/** The most neighbours one member can have. */
export const maskNeighboursMax = 98

const completeUpTo = 50
const degrees = [
  { membersMax: 100, degree: 72 },
  { membersMax: 200, degree: 74 },
  { membersMax: 500, degree: 86 },
  { membersMax: maskMembersMax, degree: maskNeighboursMax }
]

/**
 * The graph over everyone who published keys. The same for the same arguments, in any order.
 *
 * @param members different ones, 2 to 1,000
 * @param seed 32 public bytes that nobody could choose after seeing who takes part
 * @throws {CommonholdError} `LEARNING_BAD_COHORT` for fewer, more or repeated members
 */
export function maskGraph(members: readonly MemberId[], seed: Uint8Array): MaskGraph {
  assert(seed.length === 32, 'a graph seed has 32 bytes')
  const sorted = sortMembers(members)
  if (sorted.length < 2 || sorted.length > maskMembersMax) throw badCohort(sorted.length)
  if (new Set(sorted).size !== sorted.length) throw badCohort(sorted.length)
  const order = shuffle(sorted, seed)
  const degree = degreeFor(sorted.length)
  const neighbours = new Map<MemberId, readonly MemberId[]>()
  for (const [place, member] of order.entries()) {
    if (degree === sorted.length - 1) {
      neighbours.set(
        member,
        sorted.filter((other) => other !== member)
      )
      continue
    }
    const near: MemberId[] = []
    for (let step = 1; step <= degree / 2; step++) {
      near.push(order[(place + step) % order.length]!)
      near.push(order[(place - step + order.length) % order.length]!)
    }
    neighbours.set(member, sortMembers(near))
  }
  return { members: sorted, neighbours, threshold: Math.floor((2 * (degree + 1)) / 3) + 1 }
}

/** Those who hold shares of a member's secrets, in order: share i + 1 is the i-th holder's. */
export function holdersOf(graph: MaskGraph, member: MemberId): readonly MemberId[] {
  const neighbours = graph.neighbours.get(member)
  assert(neighbours !== undefined, 'the member is in the graph')
  return sortMembers([...neighbours, member])
}

/**
 * Whether these survivors together hold enough shares of every participant's secret to take the
 * masks off. Where they do not, nothing may be told: what was told could never be finished.
 */
export function canUnmask(
  graph: MaskGraph,
  participants: readonly MemberId[],
  survivors: readonly MemberId[]
): boolean {
  const present = new Set(survivors)
  return participants.every((member) => {
    const holders = holdersOf(graph, member).filter((holder) => present.has(holder))
    return holders.length >= graph.threshold
  })
}

/** In ascending order of their ids. */
export function sortMembers(members: Iterable<MemberId>): MemberId[] {
  return [...members].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0))
}

function degreeFor(count: number): number {
  if (count <= completeUpTo) return count - 1
  const row = degrees.find(({ membersMax }) => count <= membersMax)
  assert(row !== undefined, 'the count was bounded before')
  // An even degree, or everyone: half of the neighbours stand on each side of the ring.
  return Math.min(row.degree, count - 1)
}

/** Fisher and Yates's shuffle by xoshiro128++ (Blackman, Vigna 2021): public, so only unbiased. */
function shuffle(members: readonly MemberId[], seed: Uint8Array): MemberId[] {
  const next = openGenerator(seed)
  const order = [...members]
  for (let last = order.length - 1; last > 0; last--) {
    const limit = 2 ** 32 - (2 ** 32 % (last + 1))
    let draw = next()
    while (draw >= limit) draw = next()
    const pick = draw % (last + 1)
    const moved = order[last]!
    order[last] = order[pick]!
    order[pick] = moved
  }
  return order
}

function openGenerator(seed: Uint8Array): () => number {
  const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength)
  const word = (index: number) =>
    view.getUint32(4 * index, true) ^ view.getUint32(16 + 4 * index, true)
  // A state of all zeros would stay there: the constant keeps it away from the zero seed.
  let [a, b, c, d] = [word(0) ^ 0x9e3779b9, word(1), word(2), word(3)]
  return () => {
    const result = (rotate(a + d, 7) + a) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return result
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

function badCohort(count: number): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_BAD_COHORT',
    fault: 'caller',
    message: `Masks cannot be made among these ${count} members.`,
    hint: `Give 2 to ${maskMembersMax} members, each once.`,
    details: { count }
  })
}
