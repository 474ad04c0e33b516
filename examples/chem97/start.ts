/**
 * The study of Chem97 as organisations would hold it: the 131 authorities dealt out to processes,
 * each a whole node with only its own pupils, and the model that they make compared, byte for byte,
 * with what one process computes from the same files without masks.
 *
 *     npx node examples/chem97/start.ts --sites 10
 *
 * Each node holds 300 MB of memory. What it took is in README.md.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { asCommonholdError, CommonholdError, type StudyId, utf8 } from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import { columnOf, type Dataset } from '@commonhold/learning/dataset/dataset'
import { runLocally, trainPooled } from '@commonhold/learning/federation/run-locally'
import { meanSquaredErrorOf, r2Of } from '@commonhold/learning/metrics/regression-metrics'
import { loadModel } from '@commonhold/learning/model/predictor'
import { columnKinds } from '@commonhold/node/studies/prepare-round'
import { realClock } from '@commonhold/platform'
import type { StudyView } from '@commonhold/sdk'
import { type Hospital, initHospital, startHospital } from '../four-hospitals/hospital.ts'
import { createReport, type Report } from '../four-hospitals/report.ts'
import { type DealtAuthorities, dealAuthorities, readAuthorities } from './authorities.ts'

const target = 'score'
const features = ['gender', 'age', 'gcsescore']
const untilMs = 10 * 60_000
const interrupted = new AbortController()

async function run(sites: number, rounds: number, report: Report, nodes: Hospital[]) {
  const dealt = dealAuthorities(await readAuthorities(), sites)
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-chem97-'))
  try {
    await startNodes(folder, sites, report, nodes)
    const study = await agree(folder, dealt, rounds, nodes)
    report.step(`study ${study}: ${sites} processes took their seats`)
    const view = await untilClosed(study, nodes[0]!)
    const times = view.roundList.map(({ durationMs }) => Math.round(durationMs ?? 0)).join(', ')
    report.step(`${view.roundList.length} rounds are final; they took ${times} ms`)
    const together = await nodes.at(-1)!.client.exportModel({ study })
    const { ok, checks } = await nodes.at(-1)!.client.verifyStudy(study)
    report.step(`verified by another member: ${ok ? 'holds' : 'FAILED'}, ${checks.length} checks`)
    const plaintext = await tellTraffic(nodes, report)
    return (await compare(dealt, together, report)) && ok && plaintext === 0
  } finally {
    await Promise.all(nodes.slice(1).map((node) => node.stop()))
    await nodes[0]?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function startNodes(folder: string, sites: number, report: Report, nodes: Hospital[]) {
  const { signal } = interrupted
  const start = async (number: number, join_?: string): Promise<void> => {
    const name = `site-${number}`
    const home = join(folder, name)
    await initHospital({ name, home, ...(join_ === undefined ? {} : { join: join_ }) })
    nodes.push(await startHospital({ name, home, signal, tell: report.step }))
  }
  await start(1)
  for (let number = 2; number <= sites; number += 2) {
    // Two at a time: many that start at once make each other slow.
    const pair = [number, number + 1].filter((each) => each <= sites)
    await Promise.all(pair.map((each) => start(each, nodes[0]!.status.address)))
  }
  report.step(`${nodes.length} nodes run, each as a process of its own`)
}

async function agree(
  folder: string,
  { organisations }: DealtAuthorities,
  rounds: number,
  nodes: readonly Hospital[]
): Promise<StudyId> {
  const datasets: Awaited<ReturnType<Hospital['client']['addDataset']>>[] = []
  for (const [index, { client, name }] of nodes.entries()) {
    const path = join(folder, `${name}.csv`)
    await writeFile(path, organisations[index]!)
    datasets.push(await client.addDataset({ path, target }))
  }
  const { study } = await nodes[0]!.client.proposeStudy({
    dataset: datasets[0]!.dataset,
    title: 'Chemistry at A-level from results at 16',
    features,
    model: 'linear',
    rounds,
    minCohort: Math.min(3, nodes.length),
    maxMembers: nodes.length,
    passOnSeconds: 20,
    trainingSeconds: 20
  })
  for (const [index, { client }] of nodes.entries()) {
    await until(`study ${study} is seen`, async () =>
      (await client.listStudies()).find((each) => each.study === study)
    )
    await client.joinStudy(study!, { dataset: datasets[index]!.dataset })
  }
  return study!
}

async function untilClosed(study: StudyId, { client }: Hospital): Promise<StudyView> {
  return await until(`study ${study} is closed`, async () => {
    const view = await client.showStudy(study)
    return view.state === 'closed' && view.roundList.length === view.rounds ? view : undefined
  })
}

async function until<Answer>(what: string, ask: () => Promise<Answer | undefined>) {
  const deadlineMs = realClock.monotonicMs() + untilMs
  while (realClock.monotonicMs() < deadlineMs) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await realClock.sleep(100, interrupted.signal)
  }
  throw new CommonholdError({
    code: 'EXAMPLES_HOSPITAL_FAILED',
    fault: 'self',
    message: `In ${untilMs / 60_000} minutes it did not come that ${what}.`,
    hint: 'Try it with fewer --sites.'
  })
}

/** What the nodes sent and hold. Answers how many unmasked updates their taps saw. */
async function tellTraffic(nodes: readonly Hospital[], report: Report): Promise<number> {
  const statuses = await Promise.all(nodes.map(({ client }) => client.status()))
  const plaintext = statuses.reduce((sum, { sent }) => sum + sent.plaintext, 0)
  const sentBytes = statuses.map(({ sent }) => sent.bytes)
  const held = await Promise.all(nodes.map(({ pid }) => residentBytes(pid)))
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  report.step(`a node sent ${megabytes(mean(sentBytes))}, and held ${megabytes(mean(held))}`)
  report.step(`unmasked updates seen by the taps in their transports: ${plaintext}`)
  return plaintext
}

/** Of a process, as Linux counts it; 0 on systems that tell it otherwise. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return 1024 * Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The models on held-out pupils. True where the processes' is one process's, to the byte. */
async function compare(
  dealt: DealtAuthorities,
  together: Uint8Array,
  report: Report
): Promise<boolean> {
  const { plan } = loadModel(together).card
  const kinds = columnKinds({ plan })
  const table = (text: string, index: number): Dataset =>
    readCsv(utf8(text), { file: `${index}.csv`, kinds })
  const sites = dealt.organisations.map(table)
  const authorities = dealt.authorities.map(table)
  const heldOut = table(dealt.heldOut, 0)
  const inOneProcess = await runLocally(plan, sites)
  const alone = await Promise.all(
    sites.map(async (site) => (await runLocally(plan, [site])).artefact)
  )
  const rows = sites.map((site) => site.rows)
  const all = rows.reduce((sum, count) => sum + count, 0)
  const lines = [
    measured(`${sites.length} processes`, `${all} pupils`, [together], heldOut),
    measured(
      `${authorities.length} in one process`,
      `${all} pupils`,
      [(await runLocally(plan, authorities)).artefact],
      heldOut
    ),
    measured('pooled', `${all} pupils`, [(await trainPooled(plan, sites)).artefact], heldOut),
    measured('one site alone', `${Math.min(...rows)} to ${Math.max(...rows)}`, alone, heldOut)
  ]
  report.line(`\nmodel               trained on      tested on    R²                error (points)`)
  for (const line of lines) report.line(line)
  const isSame = Buffer.compare(together, inOneProcess.artefact) === 0
  const verdict = isSame ? 'the same, to the byte' : 'DIFFERENT'
  report.line(`\nthe model of the processes and that of one process without masks: ${verdict}`)
  return isSame
}

/** One line of the table; of several models the worst and the best. */
function measured(
  name: string,
  trainedOn: string,
  models: readonly Uint8Array[],
  heldOut: Dataset
): string {
  const column = columnOf(heldOut, target)!
  const actual = column.kind === 'numeric' ? column.values : new Float64Array()
  const found = models.map((model) => {
    const { values } = loadModel(model).predict(heldOut)
    return { r2: r2Of(values, actual)!, error: Math.sqrt(meanSquaredErrorOf(values, actual)) }
  })
  const range = (values: readonly number[]) =>
    [...new Set([Math.min(...values), Math.max(...values)])]
      .map((value) => value.toFixed(4))
      .join(' to ')
  const r2 = range(found.map((each) => each.r2))
  const error = range(found.map((each) => each.error))
  const cells = [name.padEnd(18), trainedOn.padEnd(14), `${heldOut.rows} pupils`.padEnd(11)]
  return [...cells, r2.padEnd(16), error].join('  ')
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      sites: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '6' }
    }
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => interrupted.abort())
  }
  const report = createReport((text) => process.stdout.write(text), realClock.monotonicMs)
  try {
    process.exitCode = (await run(Number(values.sites), Number(values.rounds), report, [])) ? 0 : 1
  } catch (cause) {
    const { code, message, hint } = asCommonholdError(cause)
    process.stderr.write(`error: ${message}\nwhat to do: ${hint}\n(${code})\n`)
    process.exitCode = 2
  }
}
