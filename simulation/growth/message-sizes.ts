/**
 * How large a round's messages are at any count of members, from those of three measured rounds.
 *
 * All that a document holds has a fixed length in JSON, so in rounds where everyone is everyone's
 * neighbour a size is exactly c0 + c1·n + c2·n². Of the n² part one share counts parcels, which
 * above 73 members are only as many as the graph has edges, and in what is kept of a release the
 * other counts names in the survivors' signatures.
 */
import { assert, type MemberId, toHex } from '@commonhold/base'
import { maskGraph } from '@commonhold/learning/masking/mask-graph'

/** One round's sizes in bytes. */
export type MeasuredSizes = {
  readonly members: number
  readonly largestQuestionBytes: number
  readonly evidenceBytes: number
}

/** Sizes at any count. */
export type MessageSizes = {
  /** Of a parcel, in the question for masked vectors. */
  readonly parcelBytes: number
  /** The question for masked vectors: all members' parcels. */
  questionBytes(members: number): number
  /** What a member keeps of its release, and answers to who takes over. */
  evidenceBytes(members: number): number
}

/** @param measured three rounds of different sizes, each of at most fifty members */
export function messageSizes(measured: readonly MeasuredSizes[]): MessageSizes {
  assert(measured.length === 3, 'three points make a parabola')
  const question = parabola(measured.map((each) => [each.members, each.largestQuestionBytes]))
  const evidence = parabola(measured.map((each) => [each.members, each.evidenceBytes]))
  const parcelBytes = question[2]
  const namesBytes = evidence[2] - parcelBytes
  const sizeAt = (part: Parabola, squares: number, members: number): number => {
    const parcels = members * degreeAt(members) * parcelBytes
    return Math.round(
      part[0] + (part[1] + parcelBytes) * members + squares * members ** 2 + parcels
    )
  }
  return {
    parcelBytes,
    questionBytes: (members) => sizeAt(question, 0, members),
    evidenceBytes: (members) => sizeAt(evidence, namesBytes, members)
  }
}

/** Neighbours that each member has. @param members 2 to 1,000 */
export function degreeAt(members: number): number {
  const ids = Array.from({ length: members }, (_, index) => {
    return toHex(Uint8Array.from({ length: 20 }, (_, at) => (at < 2 ? index >> (8 * at) : 0)))
  }) as MemberId[]
  return maskGraph(ids, new Uint8Array(32)).neighbours.get(ids[0]!)!.length
}

/** The most members with which something still has at most so many bytes. */
export function mostMembersWithin(bytesMax: number, sizeAt: (members: number) => number): number {
  let members = 3
  while (members < 1000 && sizeAt(members + 1) <= bytesMax) members++
  return members
}

type Parabola = readonly [number, number, number]

/** c0 + c1·x + c2·x² through three points: Newton's divided differences. */
function parabola(points: readonly (readonly number[])[]): Parabola {
  const [[x0, y0], [x1, y1], [x2, y2]] = points as [number, number][] as [
    [number, number],
    [number, number],
    [number, number]
  ]
  const first = (y1 - y0) / (x1 - x0)
  const second = (y2 - y1) / (x2 - x1)
  const c2 = (second - first) / (x2 - x0)
  const c1 = first - c2 * (x0 + x1)
  return [y0 - c1 * x0 - c2 * x0 ** 2, c1, c2]
}
