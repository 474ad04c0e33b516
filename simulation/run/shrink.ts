/**
 * The fewest faults with which a seed still breaks the same promise: Zeller and Hildebrandt's delta
 * debugging ("Simplifying and isolating failure-inducing input", 2002). Faults have names that do
 * not depend on each other, so most of a list can be left out and the rest still befalls the same
 * messages. Costs one run of the seed for each try; the count of tries is bounded.
 */
import { nameOfFault } from '../world/faults.ts'
import { runSeed, type SeedResult, type SeedRun } from './run-seed.ts'

const triesMax = 120

/** Whether a run broke a promise. */
export function isBroken({ findings }: SeedResult): boolean {
  return findings.length > 0
}

/** @param failed how the seed failed with all of its faults */
export async function shrink(
  run: SeedRun,
  failed: SeedResult,
  onTry: (left: number) => void
): Promise<SeedResult> {
  const promises = new Set(failed.findings.map(({ promise }) => promise))
  let best = failed
  let names = failed.faults.map(nameOfFault)
  let parts = 2
  for (let tries = 0; tries < triesMax && names.length > 0; ) {
    const size = Math.ceil(names.length / parts)
    let isSmaller = false
    for (let from = 0; from < names.length && tries < triesMax; from += size) {
      const rest = names.filter((_, index) => index < from || index >= from + size)
      tries++
      const result = await runSeed({ ...run, only: new Set(rest) })
      onTry(rest.length)
      const isSame = result.findings.some(({ promise }) => promises.has(promise))
      if (!isSame) continue
      // What did not fire any more need not be kept.
      names = result.faults.map(nameOfFault)
      best = result
      isSmaller = true
      break
    }
    if (isSmaller) parts = Math.max(2, parts - 1)
    else if (size === 1) break
    else parts = Math.min(names.length, 2 * parts)
  }
  return best
}
