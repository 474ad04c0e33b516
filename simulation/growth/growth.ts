/**
 * `npm run growth`: what a round costs as its members become more, with the exponents, and which
 * bound is met first. Each count is measured in a process of its own; `--write` puts the tables
 * into docs/growth.md.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { asCommonholdError, CommonholdError } from '@commonhold/base'
import { type Growth, growthTables } from './growth-page.ts'
import type { RoundCost } from './measure-round.ts'

const help = `Usage: npm run growth -- [options]

What a round costs as its members become more.

  --members <counts>  rounds of 3 to 1000 members each (default 4,10,30,100,300,1000)
  --write             put the tables into docs/growth.md
  --json              print the measurements as one JSON object
  --help              this text

A round of 300 members takes some 1.5 GB of memory and a minute or two; one of 1000 takes 10 GB and
a quarter of an hour.
`

const one = fileURLToPath(new URL('./measure-one.ts', import.meta.url))
const page = new URL('../../docs/growth.md', import.meta.url)
const begin = '<!-- figures -->'
const end = '<!-- end of figures -->'
const timeoutMs = 60 * 60_000
const [least, most] = [3, 1000]

try {
  main()
} catch (cause) {
  const { message, hint, code } = asCommonholdError(cause)
  process.stderr.write(`error: ${message}\nwhat to do: ${hint}\n(${code})\n`)
  process.exitCode = 1
}

function main(): void {
  const { values } = parseArgs({
    options: {
      members: { type: 'string', default: '4,10,30,100,300,1000' },
      write: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) return void process.stdout.write(help)
  const growth: Growth = {
    rounds: countsIn(values.members).map((count) => measure(count)),
    gas: readGas(),
    machine: machine()
  }
  const tables = growthTables(growth)
  process.stdout.write(`${values.json ? JSON.stringify(growth) : tables}\n`)
  if (values.write) write(tables)
}

function countsIn(text: string): readonly number[] {
  const counts = text.split(',').map(Number)
  const isGood = (count: number) => Number.isSafeInteger(count) && count >= least && count <= most
  if (counts.every(isGood)) return counts.toSorted((left, right) => left - right)
  throw cannotMeasure(`"${text}" is no list of counts from ${least} to ${most}`)
}

function measure(count: number): RoundCost {
  process.stderr.write(`a round of ${count} …\n`)
  const args = ['--max-old-space-size=16384', one, String(count)]
  const { status, signal, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: timeoutMs
  })
  if (status !== 0) throw cannotMeasure(`a round of ${count} ended with ${signal ?? status}`)
  return JSON.parse(stdout) as RoundCost
}

function readGas(): Growth['gas'] {
  const file = new URL('../../contracts/snapshots/gas.json', import.meta.url)
  const gas = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, number>>
  const of = (what: string, members: number) => gas[`Studies.${what} (${members} members)`]
  return [4, 10, 30, 256].flatMap((members) => {
    const [final, close] = [of('finalise later round', members), of('close', members)]
    return final === undefined || close === undefined ? [] : [{ members, final, close }]
  })
}

function machine(): string {
  const date = new Date().toISOString().slice(0, 10)
  const cores = `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unnamed processor'}`
  const load = loadavg()[0]!.toFixed(1)
  return (
    `${date}, ${cores}, Node ${process.versions.node}; load average of the last minute ${load}. ` +
    'Times are of the processor, which other work makes longer, but much less than the clock’s.'
  )
}

function write(tables: string): void {
  const text = readFileSync(page, 'utf8')
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw cannotMeasure('docs/growth.md has no place for figures')
  writeFileSync(page, `${before}${begin}\n\n${tables}\n\n${end}${after}`)
}

function cannotMeasure(why: string): CommonholdError {
  return new CommonholdError({
    code: 'SIMULATION_CANNOT_MEASURE',
    fault: 'caller',
    message: `The cost of rounds cannot be measured: ${why}.`,
    hint: 'npm run growth -- --help lists the options; smaller counts need less memory and time.'
  })
}
