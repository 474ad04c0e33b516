/**
 * `npm run soak -- --nodes 10 --studies 3 --minutes 30`: real nodes as processes, with studies one
 * after the other, for long; every 15 seconds it is noted what each process holds and what lies in
 * its home, and in the end told what grew, what of it on purpose, and what must not have.
 */
import { rm } from 'node:fs/promises'
import { asCommonholdError } from '@commonhold/base'
import { realClock } from '@commonhold/platform'
import type { Hospital } from '../../examples/four-hospitals/hospital.ts'
import { judgeSamples } from './judge-samples.ts'
import { keepStudies } from './keep-studies.ts'
import { preloadProbe } from './live-memory.ts'
import { requireProc } from './process-sample.ts'
import { soakFailed } from './soak-error.ts'
import { startNodes } from './soak-nodes.ts'
import { parseSoakOptions, type SoakOptions, soakHelp } from './soak-options.ts'
import { judgedTable, processTable, progressLine, storedTable } from './soak-report.ts'
import { openSampler, type SoakSample } from './take-sample.ts'

const sampleEveryMs = 15_000
const sampleMsMax = 60_000
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => interrupted.abort())
}

const say = (text: string): void => void process.stderr.write(`${text}\n`)

try {
  const options = parseSoakOptions(process.argv.slice(2))
  if (options === undefined) process.stdout.write(soakHelp)
  else await soak(options)
} catch (cause) {
  const { message, hint, code } = asCommonholdError(cause)
  say(`error: ${message}\nwhat to do: ${hint}\n(${code})`)
  process.exitCode = 1
}

async function soak(options: SoakOptions): Promise<void> {
  await requireProc()
  const nodes: Hospital[] = []
  let holds = false
  try {
    const samples = await sampleRun(options, nodes)
    const restarts = nodes.reduce((sum, node) => sum + node.restarts, 0)
    holds = tell(options, samples, restarts)
  } finally {
    say('stopping')
    await Promise.all(nodes.slice(1).map((node) => node.stop()))
    await nodes[0]?.stop()
    if (options.keepsFolder || !holds) say(`the homes are in ${options.folder}`)
    else await rm(options.folder, { recursive: true, force: true })
  }
  if (!holds) process.exitCode = 1
}

async function sampleRun(options: SoakOptions, nodes: Hospital[]): Promise<readonly SoakSample[]> {
  const { signal } = interrupted
  say(`starting ${options.nodes} nodes in ${options.folder}`)
  preloadProbe(options.folder)
  const ready = await startNodes({ ...options, signal, say }, nodes)
  const over = new AbortController()
  const both = AbortSignal.any([signal, over.signal])
  const failures: unknown[] = []
  const studies = keepStudies({ ...options, nodes: ready, signal: both, say }).catch((cause) => {
    failures.push(cause)
    over.abort()
  })
  const sample = openSampler(ready, options.folder)
  const samples: SoakSample[] = []
  const endAtMs = realClock.monotonicMs() + options.minutes * 60_000
  while (!both.aborted && realClock.monotonicMs() < endAtMs) {
    const nextAtMs = realClock.monotonicMs() + sampleEveryMs
    const found = await inTime(sample(), both)
    if (found === 'late') {
      if (!both.aborted) say('a look took more than a minute, and does not count')
    } else if (found !== undefined) {
      samples.push(found)
      say(progressLine(found))
    }
    const restMs = Math.min(nextAtMs, endAtMs) - realClock.monotonicMs()
    await realClock.sleep(Math.max(0, restMs), both).catch(() => {})
  }
  over.abort()
  await studies
  for (const cause of failures) say(asCommonholdError(cause).message)
  if (failures.length > 0 && samples.length < 3) throw failures[0]
  return samples
}

/** One look that does not come back must not end the watch: seen once, after 26 minutes. */
async function inTime<Value>(look: Promise<Value>, signal: AbortSignal): Promise<Value | 'late'> {
  const over = new AbortController()
  const both = AbortSignal.any([signal, over.signal])
  const late = realClock.sleep(sampleMsMax, both).then(
    () => 'late' as const,
    () => 'late' as const
  )
  return await Promise.race([look, late]).finally(() => over.abort())
}

/** Prints the tables. Answers whether nothing grew that should not, and nothing died. */
function tell(options: SoakOptions, all: readonly SoakSample[], restarts: number): boolean {
  const samples = all.filter(({ minutes }) => minutes >= options.warmUpMinutes)
  const live = samples.filter(({ liveBytes }) => liveBytes !== undefined)
  if (live.length < 3) throw soakFailed(`it ended with ${live.length} samples to judge by`)
  const judged = judgeSamples(samples)
  const finals = samples.at(-1)!.finals - samples[0]!.finals
  const isGood = judged.every((each) => each.holds) && restarts === 0 && finals > 0
  const { nodes, studies, isJson } = options
  const last = all.at(-1)!
  const summary =
    `${nodes} nodes, ${studies} studies at once, ${last.minutes.toFixed(1)} minutes: ` +
    `${last.finals} rounds final, ${last.closed} studies closed, ${restarts} processes died; ` +
    `${samples.length} samples after the warm-up`
  const tables = [judgedTable(judged), storedTable(samples), processTable(samples)]
  const write = isJson ? process.stderr : process.stdout
  write.write(`\n${summary}\n\n${tables.join('\n\n')}\n\n`)
  write.write(isGood ? 'Nothing grew that should not.\n' : 'FAILED: see the tables.\n')
  if (isJson) {
    process.stdout.write(`${JSON.stringify({ ok: isGood, restarts, judged, samples: all })}\n`)
  }
  return isGood
}
