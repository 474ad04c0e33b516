/**
 * `npm run fuzz -- --inputs 1000000`: bent inputs at every door of the program. Prints how it goes,
 * and at the end a line for each door; exits with 1 where a door broke.
 *
 * Inputs are numbered, and a function of `--seed`, door and number. `--door NAME` keeps to some;
 * `--from N` begins behind those of an earlier run; `--resume FILE` notes what is done, and goes on
 * there after a break. `--door NAME --input N` puts one input in again and shows it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { CommonholdError } from '@commonhold/base'
import { openDoors } from './all-doors.ts'
import type { Door } from './door.ts'
import { printProgress, printTable } from './fuzz-output.ts'
import { addTally, runPool } from './fuzz-pool.ts'
import type { Slice } from './fuzz-worker.ts'
import { makeInput } from './mutation/make-input.ts'
import { emptyTally, runInputs, type Tally } from './run-inputs.ts'

const sliceInputs = 2000

/** A run as it was asked for. */
export type FuzzRun = {
  readonly inputs: number
  readonly seed: string
  readonly from: number
  readonly workers: number
  readonly doors: readonly string[]
  readonly input: number | undefined
  readonly resume: string | undefined
}

/** @throws {CommonholdError} `FUZZ_BAD_OPTION` */
export function parseFuzzRun(args: readonly string[]): FuzzRun {
  const values = optionsIn(args)
  const { seed, door: doors, resume } = values
  return {
    inputs: wholeNumber('inputs', values.inputs, 1),
    seed,
    from: wholeNumber('from', values.from, 0),
    workers: wholeNumber('workers', values.workers, 1),
    doors,
    input: values.input === undefined ? undefined : wholeNumber('input', values.input, 0),
    resume
  }
}

const help = `npm run fuzz -- [options]

Puts bent inputs to every door: what others can send, and what an owner can write.

  --inputs N      how many, over all doors (default 100000)
  --seed S        which (default 1); the same seed gives the same inputs
  --door NAME     this one, and others beside it; may be given again
  --workers N     processes at once
  --from N        begin at this number
  --input N       one input alone, to see it again
  --resume FILE   write progress here, and go on from it

  npm run fuzz -- --inputs 1000000 --seed 2
  npm run fuzz -- --door csv --input 4711`

function optionsIn(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        inputs: { type: 'string', default: '100000' },
        seed: { type: 'string', default: '1' },
        from: { type: 'string', default: '0' },
        workers: { type: 'string', default: String(availableParallelism()) },
        door: { type: 'string', multiple: true, default: [] },
        input: { type: 'string' },
        resume: { type: 'string' }
      }
    }).values
  } catch (cause) {
    throw badOption((cause as Error).message)
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text.replaceAll(/[_,]/g, ''))
  if (Number.isSafeInteger(value) && value >= least && value < 2 ** 31) return value
  throw badOption(`--${name} is "${text}", and no whole number from ${least}`)
}

function badOption(why: string): CommonholdError {
  return new CommonholdError({
    code: 'FUZZ_BAD_OPTION',
    fault: 'caller',
    message: `The run cannot begin: ${why}.`,
    hint: 'npm run fuzz -- --inputs 100000 --seed 1 --door csv'
  })
}

/** Each door's part of all inputs by its weight, in ranges that go round the doors. */
export function slicesOf(doors: readonly Door[], { inputs, from }: FuzzRun): readonly Slice[] {
  const weights = doors.reduce((sum, { weight }) => sum + weight, 0)
  const ends = doors.map(({ weight }) => from + Math.ceil((inputs * weight) / weights))
  const slices: Slice[] = []
  for (let start = from; ends.some((end) => start < end); start += sliceInputs) {
    for (const [at, { name: door }] of doors.entries()) {
      const to = Math.min(start + sliceInputs, ends[at]!)
      if (start < to) slices.push({ id: slices.length, door, from: start, to })
    }
  }
  return slices
}

async function chosenDoors({ doors: names }: FuzzRun): Promise<readonly Door[]> {
  const { doors, close } = await openDoors()
  await close()
  const unknown = names.find((name) => !doors.some((door) => door.name === name))
  if (unknown !== undefined) {
    throw badOption(`no door is called ${unknown}; there are ${doors.map(({ name }) => name)}`)
  }
  return names.length === 0 ? doors : doors.filter(({ name }) => names.includes(name))
}

/** Ranges that an earlier run of the same kind got through, by their number. */
function doneBefore({ resume }: FuzzRun, name: string): Set<number> {
  if (resume === undefined || !existsSync(resume)) return new Set()
  const noted = JSON.parse(readFileSync(resume, 'utf8')) as { run: string; done: number[] }
  if (noted.run !== name) throw badOption(`${resume} is of another run: ${noted.run}`)
  return new Set(noted.done)
}

async function runAll(run: FuzzRun): Promise<boolean> {
  const doors = await chosenDoors(run)
  const slices = slicesOf(doors, run)
  const name = `${run.inputs} inputs, seed ${run.seed}, from ${run.from}, ${run.doors}`
  const done = doneBefore(run, name)
  const tallies = new Map<string, Tally>(doors.map((door) => [door.name, emptyTally(run.from)]))
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const startMs = performance.now()
  let rssBytes = 0
  const progress = printProgress(slices, done)
  await runPool({
    seed: run.seed,
    workers: run.workers,
    slices: slices.filter(({ id }) => !done.has(id)),
    signal: stop.signal,
    onDone(told) {
      addTally(tallies.get(told.slice.door)!, told.tally)
      rssBytes = Math.max(rssBytes, told.rssBytes)
      done.add(told.slice.id)
      if (run.resume !== undefined)
        writeFileSync(run.resume, JSON.stringify({ run: name, done: [...done] }))
      progress(told.slice)
    },
    onBroken: (finding) => void tallies.get(finding.door)!.findings.push(finding)
  })
  return printTable(tallies, {
    seed: run.seed,
    seconds: (performance.now() - startMs) / 1000,
    rssBytes
  })
}

async function runOne(run: FuzzRun, index: number): Promise<boolean> {
  const { doors, close } = await openDoors()
  try {
    const door = doors.find(({ name }) => name === run.doors[0])
    if (door === undefined) throw badOption('--input needs the --door that it is for')
    const input = makeInput(door, run.seed, index)
    console.log(`${input.length} bytes: ${JSON.stringify(Buffer.from(input).toString('latin1'))}`)
    const range = { seed: run.seed, from: index, to: index + 1, nowMs: () => performance.now() }
    const { taken, codes, findings } = await runInputs(door, range)
    console.log(taken === 1 ? 'taken' : `refused: ${[...codes.keys()]}`)
    for (const { message, stack } of findings) console.log(`BROKEN: ${message}\n${stack}`)
    return findings.length === 0
  } finally {
    await close()
  }
}

if (import.meta.main && process.argv.includes('--help')) console.log(help)
else if (import.meta.main) {
  try {
    const run = parseFuzzRun(process.argv.slice(2))
    const isGood = run.input === undefined ? await runAll(run) : await runOne(run, run.input)
    process.exitCode = isGood ? 0 : 1
  } catch (cause) {
    if (!(cause instanceof CommonholdError)) throw cause
    console.error(`${cause.message}\n${cause.hint}`)
    process.exitCode = 2
  }
}
