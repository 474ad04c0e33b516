/**
 * The inner loop of sums modulo 2^32, 16 words a step: WebAssembly with 128-bit SIMD.
 *
 * Plain TypeScript adds one word a step and is three to four times slower than memory; copying
 * blocks into WebAssembly's memory costs less than that difference. The module is written out
 * below instruction by instruction (WebAssembly core specification 2.0, section 5), so there is
 * nothing to download or build. A page that runs this needs `wasm-unsafe-eval` in its content
 * security policy. Cost: 128 KiB an instance.
 */
import { assert } from '@commonhold/base'

/** A block of a sum and room for what is added to it, for one caller at a time. */
export type RingKernel = {
  /** The block: `kernelWords` words. */
  readonly sum: Uint32Array<ArrayBuffer>
  /** What is added or subtracted: `kernelWords` words. */
  readonly source: Uint32Array<ArrayBuffer>
  /** Adds the first `words` words of `source` to `sum`. Words behind them may change. */
  add(words: number): void
  /** Subtracts the first `words` words of `source` from `sum`. Words behind them may change. */
  subtract(words: number): void
}

/** Words of a kernel's block: 64 KiB. */
export const kernelWords = 16_384

const blockBytes = 4 * kernelWords
/** Bytes a step of the loop: four vectors of 16. */
const stepBytes = 64

type Loop = (sumAt: number, sourceAt: number, endAt: number) => void
type KernelExports = { readonly memory: WebAssembly.Memory; readonly add: Loop; readonly sub: Loop }

let compiled: WebAssembly.Module | undefined

/** Opens a kernel with memory of its own, all zeros. About 50 µs. */
export function openRingKernel(): RingKernel {
  compiled ??= new WebAssembly.Module(moduleBytes())
  const exports = new WebAssembly.Instance(compiled).exports as KernelExports
  const memory = exports.memory.buffer
  const run = (loop: Loop, words: number): void => {
    assert(words >= 0 && words <= kernelWords, 'the words fit a block')
    if (words > 0) loop(0, blockBytes, Math.ceil((4 * words) / stepBytes) * stepBytes)
  }
  return {
    sum: new Uint32Array(memory, 0, kernelWords),
    source: new Uint32Array(memory, blockBytes, kernelWords),
    add: (words) => run(exports.add, words),
    subtract: (words) => run(exports.sub, words)
  }
}

const i32 = 0x7f
const pages = 2
const localGet = (index: number) => [0x20, index]
const loadAt = (offset: number) => [0xfd, 0x00, 0x04, offset]
const storeAt = (offset: number) => [0xfd, 0x0b, 0x04, offset]
const vectorAdd = [0xfd, 0xae, 0x01]
const vectorSubtract = [0xfd, 0xb1, 0x01]

/** The module: one memory, exported, and one function of three numbers for each operation. */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  const name = (text: string) => [text.length, ...new TextEncoder().encode(text)]
  const bodies = [loopBody(vectorAdd), loopBody(vectorSubtract)]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 3, i32, i32, i32, 0]),
    ...section(3, [2, 0, 0]),
    ...section(5, [1, 0x01, pages, pages]),
    ...section(7, [3, ...name('memory'), 2, 0, ...name('add'), 0, 0, ...name('sub'), 0, 1]),
    ...section(10, [2, ...bodies.flatMap((body) => [...size(body.length), ...body])])
  ])
}

/** `do { sum[0..64] = sum[0..64] op source[0..64]; both += 64 } while (sum < end)`. */
function loopBody(operation: readonly number[]): number[] {
  const [sum, source, end] = [0, 1, 2]
  const steps = [0, 16, 32, 48].flatMap((offset) => [
    ...localGet(sum),
    ...localGet(sum),
    ...loadAt(offset),
    ...localGet(source),
    ...loadAt(offset),
    ...operation,
    ...storeAt(offset)
  ])
  // i32.const 64 is two bytes in LEB128: 64 alone would read as -64.
  const advance = (index: number) => [...localGet(index), 0x41, 0xc0, 0x00, 0x6a]
  const loop = [
    ...[0x03, 0x40],
    ...steps,
    ...[...advance(source), 0x21, source],
    ...[...advance(sum), 0x22, sum],
    ...[...localGet(end), 0x49, 0x0d, 0],
    0x0b
  ]
  return [0, ...loop, 0x0b]
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...size(content.length), ...content]
}

/** A count in LEB128, below 2^14. */
function size(count: number): number[] {
  return count < 128 ? [count] : [(count & 0x7f) | 0x80, count >> 7]
}
