import { runSeed } from './run/run-seed.ts'
import { suiteScenarios } from './scenarios/all-scenarios.ts'

const seed = Number(process.argv[2] ?? 0)
const scenario = suiteScenarios[seed % suiteScenarios.length]!
const t = performance.now()
const result = await runSeed({ seed, scenario, details: process.argv[3] === 'all' })
console.log(result.timeline.join('\n'))
console.log(
  result.findings,
  result.faults.length,
  result.scenario,
  result.members,
  result.rounds,
  result.simulatedSeconds,
  result.digest,
  performance.now() - t
)
