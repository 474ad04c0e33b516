/** What a fuzzing run prints. */
import type { Slice } from './fuzz-worker.ts'
import type { Tally } from './run-inputs.ts'

const everyMs = 5000
const shownMax = 5

/** Tells every few seconds how far the run is. @param done ranges that were through before */
export function printProgress(
  slices: readonly Slice[],
  done: ReadonlySet<number>
): (slice: Slice) => void {
  const sizeOf = ({ from, to }: Slice) => to - from
  const whole = slices.reduce((sum, slice) => sum + sizeOf(slice), 0)
  let through = slices.filter(({ id }) => done.has(id)).reduce((sum, each) => sum + sizeOf(each), 0)
  let toldMs = performance.now()
  console.log(`${whole} inputs at ${new Set(slices.map(({ door }) => door)).size} doors`)
  return (slice) => {
    through += sizeOf(slice)
    if (performance.now() - toldMs < everyMs) return
    toldMs = performance.now()
    console.log(`${((100 * through) / whole).toFixed(1).padStart(5)} %  ${through} inputs`)
  }
}

/** A line a door, and all that broke. @returns whether none did */
export function printTable(
  tallies: ReadonlyMap<string, Tally>,
  run: { readonly seed: string; readonly seconds: number; readonly rssBytes: number }
): boolean {
  console.log(row('door', 'inputs', 'taken', 'refused', 'broken', 'slowest'))
  let inputs = 0
  let broken = 0
  for (const [door, { taken, refused, findings, slowestMs, slowestIndex }] of tallies) {
    const count = taken + refused + findings.length
    inputs += count
    broken += findings.length
    const slowest = `${slowestMs.toFixed(0)} ms at ${slowestIndex}`
    console.log(row(door, count, taken, refused, findings.length, slowest))
  }
  const memory = `${Math.round(run.rssBytes / 2 ** 20)} MiB at most`
  console.log(`\n${inputs} inputs, ${broken} broken, ${run.seconds.toFixed(0)} s, ${memory}`)
  for (const [door, { findings }] of tallies) {
    for (const { index, code, message, stack } of findings.slice(0, shownMax)) {
      console.log(`\n${door} ${index}: ${code}: ${message}\n${stack}`)
      console.log(`again: npm run fuzz -- --seed ${run.seed} --door ${door} --input ${index}`)
    }
  }
  return broken === 0
}

function row(door: string, ...cells: readonly (string | number)[]): string {
  return `${door.padEnd(18)}${cells.map((cell) => String(cell).padStart(11)).join('')}`
}
