/** `npm run sim`: replays one seed with its timeline, or explores many and shrinks what fails. */
import { parseArgs } from 'node:util'
import { asCommonholdError, CommonholdError } from '@commonhold/base'
import { realClock } from '@commonhold/platform'
import { formatDuration } from '@commonhold/sdk/format'
import { explore, type SeedSummary } from './run/explore.ts'
import { faultTable, renderFaultTable } from './run/fault-table.ts'
import { runSeed, type SeedResult } from './run/run-seed.ts'
import { isBroken, shrink } from './run/shrink.ts'
import { allScenarios, findScenario, scenarioOfSeed } from './scenarios/all-scenarios.ts'
import { failedOnce } from './scenarios/failed-once.ts'
import { nameOfFault } from './world/faults.ts'

const help = `Runs a whole network in one process, from one seed, and watches what is promised.

  npm run sim -- --seed=7                      replays seed 7: what happened, line by line
  npm run sim -- --seed=7 --details            with every message
  npm run sim -- --seed=7 --scenario=kills     the same seed in another kind of world
  npm run sim -- --seed=7 --calm               without any fault, to compare
  npm run sim -- --seeds=1000                  explores seeds 0 to 999 on all processors
  npm run sim -- --seeds=1000 --from=5000      explores seeds 5000 to 5999
  npm run sim -- --failed                      runs the seeds that once failed
  npm run sim -- --seed=1 --scenario=sites     131 sites: 5 GB of memory, some 22 minutes

  --json      prints one JSON object instead
  --no-shrink leaves failing seeds as they are

Scenarios; a seed without a name runs the one that its number falls on:

${allScenarios.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}

The exit code is 0 where every promise held, and 1 where one was broken.`

type Options = {
  readonly seed: number
  readonly seeds: number | undefined
  readonly scenario: string | undefined
  readonly isJson: boolean
  readonly details: boolean
  readonly shrinks: boolean
  readonly isCalm: boolean
}

/** Prints, and answers the exit code. */
async function main(args: readonly string[], say: (text: string) => void): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string' },
      from: { type: 'string', default: '0' },
      scenario: { type: 'string' },
      json: { type: 'boolean', default: false },
      details: { type: 'boolean', default: false },
      shrink: { type: 'boolean', default: true },
      calm: { type: 'boolean', default: false },
      failed: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.failed) return await runFailedOnce(say)
  if (values.help || (values.seed === undefined && values.seeds === undefined)) {
    say(help)
    return values.help ? 0 : 2
  }
  if (values.scenario !== undefined) findScenario(values.scenario)
  const options: Options = {
    seed: wholeNumber('--seed', values.seed ?? values.from),
    seeds: values.seeds === undefined ? undefined : wholeNumber('--seeds', values.seeds),
    scenario: values.scenario,
    isJson: values.json,
    details: values.details,
    shrinks: values.shrink,
    isCalm: values.calm
  }
  return options.seeds === undefined
    ? await replay(options, say)
    : await exploreFrom(options, options.seeds, say)
}

async function runFailedOnce(say: (text: string) => void): Promise<number> {
  let code = 0
  for (const { scenario, seeds, mended } of failedOnce) {
    const onSeed = ({ seed, broken }: SeedSummary): void => {
      say(`${scenario} ${seed}: ${broken.length === 0 ? 'holds' : `BROKEN ${broken.join('; ')}`}`)
      if (broken.length > 0) code = 1
    }
    say(`\n${mended}`)
    await explore({ seeds, scenario, onSeed })
  }
  return code
}

async function replay(options: Options, say: (text: string) => void): Promise<number> {
  const { seed, details, isCalm } = options
  const scenario =
    options.scenario === undefined ? scenarioOfSeed(seed) : findScenario(options.scenario)
  const result = await runSeed({
    ...{ seed, scenario, details },
    ...(isCalm ? { only: new Set<string>() } : {}),
    ...(options.isJson ? {} : { onLine: say })
  })
  if (options.isJson) say(JSON.stringify(result))
  else sayResult(result, say)
  if (!isBroken(result)) return 0
  if (!options.isJson && options.shrinks) await shrinkAndTell(result, say)
  return 1
}

function sayResult(result: SeedResult, say: (text: string) => void): void {
  const { seed, scenario, members, rounds, simulatedSeconds, faults, findings, digest } = result
  const passed = `${simulatedSeconds.toFixed(1)} simulated seconds`
  say(`\nseed ${seed}, scenario ${scenario}: ${members} members, ${rounds} rounds, ${passed}`)
  say(`${faults.length} faults fired; timeline ${digest.slice(0, 16)}`)
  for (const { promise, text } of findings) say(`BROKEN  ${promise}  ${text}`)
  if (findings.length === 0) say('every promise held')
}

async function exploreFrom(
  options: Options,
  count: number,
  say: (text: string) => void
): Promise<number> {
  const { scenario, isJson, seed: from } = options
  const seeds = Array.from({ length: count }, (_, index) => from + index)
  const startedAtMs = realClock.monotonicMs()
  let done = 0
  let broken = 0
  const onSeed = (summary: SeedSummary): void => {
    done++
    if (summary.broken.length > 0) broken++
    if (isJson) return
    for (const text of summary.broken) {
      say(`seed ${summary.seed} (${summary.scenario}) BROKEN  ${text}`)
    }
    if (done % 20 > 0 || done === count) return
    const leftMs = ((realClock.monotonicMs() - startedAtMs) * (count - done)) / done
    const left = `${formatDuration(leftMs)} left at this pace`
    say(`${done} of ${count} seeds, ${broken} broke a promise; ${left}`)
  }
  const summaries = await explore({ seeds, scenario, onSeed })
  const failed = summaries.filter(({ broken }) => broken.length > 0)
  if (isJson) {
    say(JSON.stringify({ ok: failed.length === 0, faults: faultTable(summaries), summaries }))
    return failed.length === 0 ? 0 : 1
  }
  say(`\n${renderFaultTable(faultTable(summaries))}\n`)
  const rounds = summaries.reduce((sum, each) => sum + each.rounds, 0)
  say(`${count} seeds, ${rounds} final rounds: ${failed.length} broke a promise`)
  const [first] = failed
  if (first !== undefined && options.shrinks) {
    const chosen = scenario === undefined ? scenarioOfSeed(first.seed) : findScenario(scenario)
    await shrinkAndTell(await runSeed({ seed: first.seed, scenario: chosen }), say)
  }
  return failed.length === 0 ? 0 : 1
}

async function shrinkAndTell(result: SeedResult, say: (text: string) => void): Promise<void> {
  const { seed, faults } = result
  const scenario = findScenario(result.scenario)
  say(`\nshrinking seed ${seed}, which had ${faults.length} faults …`)
  const least = await shrink({ seed, scenario }, result, () => {})
  say(least.timeline.join('\n'))
  say(`\nthe same is broken by ${least.faults.length} of its faults:`)
  for (const fault of least.faults) say(`  ${nameOfFault(fault)}`)
  for (const { promise, text } of least.findings) say(`BROKEN  ${promise}  ${text}`)
  say(`again: npm run sim -- --seed=${seed} --scenario=${scenario.name}`)
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value
  throw new CommonholdError({
    code: 'BASE_BAD_VALUE',
    fault: 'caller',
    message: `${name} is "${text.slice(0, 40)}", and should be a whole number of 0 or more.`,
    hint: `Give ${name}=7, for one.`
  })
}

if (import.meta.main) {
  try {
    process.exitCode = await main(process.argv.slice(2), (text) => console.log(text))
  } catch (cause) {
    const { message, hint } = asCommonholdError(cause)
    console.error(`error: ${message}\nwhat to do: ${hint}`)
    process.exitCode = 2
  }
}
