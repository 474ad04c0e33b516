/**
 * A tap in the transport that looks for this node's own plain vectors and own figures among the
 * bytes that it sends: the test of P1 that a running network makes of itself. It sees every payload
 * before encryption, and counts those that hold four parameters of an unmasked update in a row, or
 * the loss on this node's own rows, as text or as a double of either order.
 */
import { bytesOf } from '@commonhold/base'
import type { SharedMetrics } from '@commonhold/learning/federation/stage'

/** Counts what should never be seen. */
export type PlainTextTap = {
  /** Remembers a vector that must not leave the node in the clear. */
  watch(vector: Uint32Array<ArrayBuffer>): void
  /** Remembers figures of this node's own rows. */
  watchFigures(metrics: SharedMetrics): void
  /** Looks at one payload. */
  look(bytes: Uint8Array, direction: 'out' | 'in'): void
  /** Payloads sent so far, their bytes, and how many held part of a plain vector. */
  counts(): { readonly payloads: number; readonly bytes: number; readonly plaintext: number }
}

const samplesPerVector = 16
const sampleWords = 4
const vectorsKept = 8
const figuresKept = 8
/** Shorter numbers are no one's own: a loss of 0.5 may be anybody's. */
const figureDigitsMin = 10

/** A tap that has seen nothing yet. */
export function createPlainTextTap(): PlainTextTap {
  const watched: Buffer[][] = []
  const figures: Buffer[][] = []
  let payloads = 0
  let bytes = 0
  let plaintext = 0
  return {
    watch(vector) {
      watched.push(samplesOf(vector))
      if (watched.length > vectorsKept) watched.shift()
    },
    watchFigures({ logLoss, meanSquaredError }) {
      const samples = samplesOfFigure(logLoss ?? meanSquaredError)
      if (samples.length > 0) figures.push(samples)
      if (figures.length > figuresKept) figures.shift()
    },
    look(payload, direction) {
      if (direction !== 'out') return
      payloads++
      bytes += payload.length
      const buffer = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
      const holds = (samples: readonly Buffer[]) => samples.some((each) => buffer.includes(each))
      if (watched.some(holds) || figures.some(holds)) plaintext++
    },
    counts: () => ({ payloads, bytes, plaintext })
  }
}

/** The ways in which a number may stand in bytes. */
function samplesOfFigure(figure: number | undefined): Buffer[] {
  const text = String(figure)
  if (figure === undefined || text.length < figureDigitsMin) return []
  const double = new DataView(new ArrayBuffer(16))
  double.setFloat64(0, figure, true)
  double.setFloat64(8, figure, false)
  const bytes = Buffer.from(double.buffer)
  return [Buffer.from(text), bytes.subarray(0, 8), bytes.subarray(8)]
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
