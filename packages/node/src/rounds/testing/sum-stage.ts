/**
 * A stage whose artefact is the sum itself, so that a test reads off whose vectors are in it. A
 * vector of 64 words keeps a whole round at some tens of milliseconds.
 */
import { bytesOf } from '@commonhold/base'
import type { Stage } from '@commonhold/learning/federation/stage'

const length = 64

/** The vector of the member with this index: different from every other's in each word. */
export function plainVector(index: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length }, (_, at) => (index + 1) * 0x01000193 + (at + 1) * 0x00010007)
}

/** The exact sum of these members' vectors. */
export function sumOf(indexes: readonly number[]): Uint8Array<ArrayBuffer> {
  const sum = new Uint32Array(length)
  for (const index of indexes) {
    for (const [at, word] of plainVector(index).entries()) sum[at] = sum[at]! + word
  }
  return bytesOf(sum)
}

/** The stage; members' own vectors come from the harness, not from tables. */
export const sumStage: Stage = {
  kind: 'statistics',
  shape: { length, wordsPerElement: 1 },
  async contribute({ state, random }) {
    const vector = new Uint32Array(random.bytes(4 * length).buffer)
    return { vector, state }
  },
  async combine(sum) {
    return { artefact: bytesOf(Uint32Array.from(sum)), summary: { kind: 'statistics' } }
  }
}
