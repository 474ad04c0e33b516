/**
 * `npm run bench`: runs every `packages/*\/bench/*.bench.ts` and `contracts/bench/*.bench.ts`, one
 * after the other so that they do not disturb each other, and prints their figures with the ratio
 * to the limit or rival that each is held to. Ends with 1 where one is missed.
 *
 * `-- --only=packages/learning` runs those of one folder; `-- --write` puts the table, the machine,
 * the date and the command into docs/benchmarks.md.
 */
import { spawnSync } from 'node:child_process'
import { globSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { asCommonholdError } from '@commonhold/base'
import { type Figure, figureTable, holds, parseFigures } from './figure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const timeoutMs = 600_000

type Measured = { readonly path: string; readonly figures: readonly Figure[] }

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, only: { type: 'string', default: '' } }
})
const loadBefore = loadavg()[0]!
const paths = globSync('{packages/*,contracts}/bench/*.bench.ts', { cwd: root })
  .filter((path) => path.startsWith(values.only))
  .toSorted()
const measured = paths.map(measure)
const report = measured
  .filter(({ figures }) => figures.length > 0)
  .map(({ path, figures }) => `## ${path}\n\n${figureTable(figures)}\n`)
  .join('\n')
console.log(`\n${report}`)
if (values.write) writeFileSync(new URL('../../docs/benchmarks.md', import.meta.url), page())
const all = measured.flatMap(({ figures }) => figures)
const missed = all.filter((figure) => !holds(figure)).length
const silent = measured.filter(({ figures }) => figures.length === 0).length
console.log(`${all.length} figures, ${missed} missed, ${silent} programs failed`)
if (missed + silent > 0) process.exitCode = 1

function measure(path: string): Measured {
  console.error(`measuring ${path} …`)
  const { status, signal, stdout } = spawnSync(process.execPath, ['--expose-gc', path], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: timeoutMs
  })
  if (status !== 0) {
    console.error(`${path} ended with ${signal ?? status}`)
    return { path, figures: [] }
  }
  try {
    return { path, figures: parseFigures(stdout, path) }
  } catch (error) {
    const { message, hint } = asCommonholdError(error)
    console.error(`${message} ${hint}`)
    return { path, figures: [] }
  }
}

function page(): string {
  const machine = [
    `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unnamed processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`
  ].join(', ')
  const date = new Date().toISOString().slice(0, 10)
  return `# Measurements

Written by \`npm run bench -- --write\` on ${date}: ${machine}.
Times vary with the machine and with what else runs on it; a rival was measured in the same run.
Load average of the minute before: ${loadBefore.toFixed(1)}. Above a few tenths other work ran too.

${report}`
}
