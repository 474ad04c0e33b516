/**
 * What every change is held to: 200 seeds of all scenarios, the seeds that once failed, and that
 * a seed gives the same bytes whenever it is run. Every kind of fault must have fired, and a node
 * must have died in every phase: a simulation in which nothing happens would prove nothing.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explore, type SeedSummary } from './run/explore.ts'
import { faultTable, renderFaultTable } from './run/fault-table.ts'
import { runSeed } from './run/run-seed.ts'
import { findScenario, scenarioOfSeed } from './scenarios/all-scenarios.ts'
import { failedOnce } from './scenarios/failed-once.ts'

const seeds = Array.from({ length: 200 }, (_, seed) => seed)
const phases = ['keys', 'shares', 'masked', 'survivors', 'unmask', 'result']

test('P1, P2, P3, P7, P8 hold in 200 seeds, in which everything goes wrong', async (context) => {
  const summaries = await explore({ seeds, scenario: undefined, onSeed: () => {} })
  const table = faultTable(summaries)
  context.diagnostic(`\n${renderFaultTable(table)}`)
  assert.equal(summaries.length, seeds.length)
  assert.deepEqual(summaries.flatMap(brokenIn), [])
  const idle = table.filter(({ fired }) => fired === 0).map(({ kind }) => kind)
  assert.deepEqual(idle, [], 'every kind of fault fired')
  const deaths = new Set(summaries.flatMap((summary) => summary.deaths))
  const spared = ['kill-member', 'kill-aggregator'].flatMap((kind) =>
    phases.filter((phase) => !deaths.has(`${kind} ${phase}`)).map((phase) => `${kind} ${phase}`)
  )
  assert.deepEqual(spared, [], 'members and aggregators died in every phase')
})

test('seeds that once broke a promise hold', async () => {
  for (const { scenario, seeds: ofScenario } of failedOnce) {
    const summaries = await explore({ seeds: ofScenario, scenario, onSeed: () => {} })
    assert.deepEqual(summaries.flatMap(brokenIn), [])
  }
})

test('a seed gives the same timeline, byte by byte, alone and among others', async () => {
  const run = { seed: 12, scenario: scenarioOfSeed(12), details: true }
  const [first, second] = await Promise.all([runSeed(run), runSeed(run)])
  assert.equal(first.timeline.join('\n'), second.timeline.join('\n'))
  assert.equal(first.digest, second.digest)
  const other = await runSeed({ ...run, seed: 25 })
  assert.notEqual(other.digest, first.digest)
})

test('a fault that is left out changes nothing before its moment', async () => {
  const scenario = findScenario('losses')
  const whole = await runSeed({ seed: 2, scenario })
  const last = whole.faults.at(-1)!
  const names = whole.faults.slice(0, -1).map(({ kind, at }) => `${kind} ${at}`)
  const rest = await runSeed({ seed: 2, scenario, only: new Set(names) })
  const moment = whole.timeline.findIndex((line) => line.includes(`${last.kind} ${last.at}`))
  const marks = ({ timeline }: typeof whole) => timeline.slice(0, moment)
  assert.ok(moment > 0)
  assert.deepEqual(marks(rest), marks(whole))
})

function brokenIn({ seed, scenario, broken }: SeedSummary): readonly string[] {
  const again = `npm run sim -- --seed=${seed} --scenario=${scenario}`
  return broken.map((text) => `${text} · ${again}`)
}
