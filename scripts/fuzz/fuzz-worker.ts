/**
 * One thread of a fuzzing run: has doors of its own, and puts through them the ranges it is given.
 * Where it stands is in shared memory, so that its parent knows even when the thread hangs or dies.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openDoors } from './all-doors.ts'
import { runInputs, type Tally } from './run-inputs.ts'

/** What the thread is opened with: two words, the range's number and the input's. */
export type WorkerStart = { readonly seed: string; readonly place: Int32Array }
/** A range of one door's inputs. */
export type Slice = {
  readonly id: number
  readonly door: string
  readonly from: number
  readonly to: number
}
/** What a range came to. */
export type SliceDone = { readonly slice: Slice; readonly tally: Tally; readonly rssBytes: number }

if (parentPort !== null) {
  const port = parentPort
  const { seed, place } = workerData as WorkerStart
  const { doors } = await openDoors()
  const byName = new Map(doors.map((door) => [door.name, door]))
  port.on('message', async (slice: Slice) => {
    const { id, door, from, to } = slice
    Atomics.store(place, 0, id)
    const tally = await runInputs(byName.get(door)!, {
      seed,
      from,
      to,
      onInput: (index) => void Atomics.store(place, 1, index),
      nowMs: () => performance.now()
    })
    const done: SliceDone = { slice, tally, rssBytes: process.memoryUsage.rss() }
    port.postMessage(done)
  })
  port.postMessage('ready')
}
