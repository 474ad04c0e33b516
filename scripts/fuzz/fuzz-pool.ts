/**
 * Threads that share the ranges of a run among them. One that stands at the same input for too long
 * hangs; one that ends has crashed. Either is a finding at that input: the thread is replaced, and
 * the rest of its range goes to another.
 */
import { Worker } from 'node:worker_threads'
import type { Slice, SliceDone, WorkerStart } from './fuzz-worker.ts'
import type { Finding, Tally } from './run-inputs.ts'

/** Longer than any input takes on a slow machine, by far. */
const hangMs = 20_000
const heapMbMax = 768

/** A run. */
export type PoolOptions = {
  readonly seed: string
  readonly workers: number
  readonly slices: readonly Slice[]
  readonly signal: AbortSignal
  onDone(done: SliceDone): void
  onBroken(finding: Finding, slice: Slice): void
}

type Seat = { readonly worker: Worker; readonly place: Int32Array; slice: Slice | undefined }

/** Resolves when all ranges are through, or the signal says to stop. */
export async function runPool(options: PoolOptions): Promise<void> {
  const waiting = [...options.slices]
  await Promise.all(
    Array.from({ length: Math.min(options.workers, waiting.length) }, async () => {
      while (waiting.length > 0 && !options.signal.aborted) await runSeat(options, waiting)
    })
  )
}

/** One thread, until nothing waits or it breaks. */
async function runSeat(options: PoolOptions, waiting: Slice[]): Promise<void> {
  const place = new Int32Array(new SharedArrayBuffer(8))
  const start: WorkerStart = { seed: options.seed, place }
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: heapMbMax }
  })
  const seat: Seat = { worker, place, slice: undefined }
  const broken = await new Promise<string | undefined>((resolve) => {
    const next = (): void => {
      seat.slice = options.signal.aborted ? undefined : waiting.shift()
      if (seat.slice === undefined) resolve(undefined)
      else worker.postMessage(seat.slice)
    }
    worker.on('message', (told: SliceDone | 'ready') => {
      if (told !== 'ready') options.onDone(told)
      next()
    })
    worker.on('error', (error) => resolve(`it crashed: ${String(error)}`))
    worker.on('exit', (code) => resolve(`it ended with ${code}`))
    options.signal.addEventListener('abort', () => resolve(undefined))
    watch(seat, () => resolve(`it hung for ${hangMs / 1000} s`))
  })
  const stopped = seat.slice
  seat.slice = undefined
  await worker.terminate()
  if (broken === undefined || stopped === undefined) return
  const index = Atomics.load(place, 1)
  const { door } = stopped
  options.onBroken({ door, index, code: 'FUZZ_BROKEN_DOOR', message: broken, stack: '' }, stopped)
  if (index + 1 < stopped.to) waiting.unshift({ ...stopped, from: index + 1 })
}

function watch(seat: Seat, onHang: () => void): void {
  let before = { slice: seat.slice, index: -1 }
  const timer = setInterval(() => {
    const index = Atomics.load(seat.place, 1)
    if (seat.slice !== undefined && seat.slice === before.slice && index === before.index) onHang()
    before = { slice: seat.slice, index }
  }, hangMs)
  seat.worker.on('exit', () => clearInterval(timer))
}

/** Adds one tally to another. */
export function addTally(sum: Tally, part: Tally): void {
  sum.taken += part.taken
  sum.refused += part.refused
  for (const [code, count] of part.codes) sum.codes.set(code, (sum.codes.get(code) ?? 0) + count)
  sum.findings.push(...part.findings)
  if (part.slowestMs > sum.slowestMs) {
    Object.assign(sum, { slowestMs: part.slowestMs, slowestIndex: part.slowestIndex })
  }
}
