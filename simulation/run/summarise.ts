/** What of a run is told of many: counts, and what was broken. */
import type { FaultKind } from '../world/faults.ts'
import type { SeedSummary } from './explore.ts'
import type { SeedResult } from './run-seed.ts'

const phase = /(keys|shares|masked|survivors|unmask|result|finalises)/

/** The short form of a result. */
export function summarise(result: SeedResult): SeedSummary {
  const { seed, scenario, findings, rounds, digest } = result
  const faults: Partial<Record<FaultKind, number>> = {}
  const deaths = new Set<string>()
  for (const { kind, at } of result.faults) {
    faults[kind] = (faults[kind] ?? 0) + 1
    const died = phase.exec(at)?.[0]
    if (died !== undefined && (kind === 'kill-member' || kind === 'kill-aggregator')) {
      deaths.add(`${kind} ${died}`)
    }
  }
  return {
    ...{ seed, scenario, faults, rounds, digest, deaths: [...deaths] },
    broken: findings.map(({ promise, text }) => `${promise} ${text}`)
  }
}
