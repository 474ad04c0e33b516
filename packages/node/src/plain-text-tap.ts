/**
 * A tap in the transport that looks for this node's own plain vectors among the bytes that it
 * sends: the test of P1 that a running network makes of itself. It sees every payload before
 * encryption, and counts those that hold four parameters of an unmasked update in a row.
 */
import { bytesOf } from '@commonhold/base'

/** Counts what should never be seen. */
export type PlainTextTap = {
  /** Remembers a vector that must not leave the node in the clear. */
  watch(vector: Uint32Array<ArrayBuffer>): void
  /** Looks at one payload. */
  look(bytes: Uint8Array, direction: 'out' | 'in'): void
  /** Payloads sent so far, their bytes, and how many held part of a plain vector. */
  counts(): { readonly payloads: number; readonly bytes: number; readonly plaintext: number }
}

const samplesPerVector = 16
const sampleWords = 4
const vectorsKept = 8

/** A tap that has seen nothing yet. */
export function createPlainTextTap(): PlainTextTap {
  const watched: Buffer[][] = []
  let payloads = 0
  let bytes = 0
  let plaintext = 0
  return {
    watch(vector) {
      watched.push(samplesOf(vector))
      if (watched.length > vectorsKept) watched.shift()
    },
    look(payload, direction) {
      if (direction !== 'out') return
      payloads++
      bytes += payload.length
      const buffer = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
      if (watched.some((samples) => samples.some((sample) => buffer.includes(sample)))) plaintext++
    },
    counts: () => ({ payloads, bytes, plaintext })
  }
}

/** Runs of words spread over the vector; runs with equal words are left out: they prove nothing. */
function samplesOf(vector: Uint32Array<ArrayBuffer>): Buffer[] {
  const samples: Buffer[] = []
  const step = Math.max(1, Math.floor(vector.length / samplesPerVector))
  for (let start = 0; start + sampleWords <= vector.length; start += step) {
    const run = vector.subarray(start, start + sampleWords)
    if (new Set(run).size < sampleWords) continue
    samples.push(Buffer.from(bytesOf(run.slice())))
  }
  return samples
}
