/** A process that runs the seeds it is sent, one after the other, and tells how each went. */
import { findScenario, scenarioOfSeed } from '../scenarios/all-scenarios.ts'
import type { SeedSummary } from './explore.ts'
import { runSeed } from './run-seed.ts'
import { summarise } from './summarise.ts'

process.on('message', async ({ seed, scenario }: { seed: number; scenario?: string }) => {
  const chosen = scenario === undefined ? scenarioOfSeed(seed) : findScenario(scenario)
  const summary: SeedSummary = summarise(await runSeed({ seed, scenario: chosen }))
  process.send?.(summary)
})
