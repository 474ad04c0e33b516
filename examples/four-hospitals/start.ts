/**
 * `npm start`: four hospitals as four processes, each with its own records only, train one model
 * together over a ledger of their own, and stay up to be looked at.
 */
import { access, mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { asCommonholdError, CommonholdError, type StudyId } from '@commonhold/base'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { homeOwner } from '@commonhold/node/home/home-lock'
import { homePaths } from '@commonhold/node/home/home-paths'
import { realClock } from '@commonhold/platform'
import { sealTerms } from '@commonhold/protocol'
import type { StudyView, VerificationReport } from '@commonhold/sdk'
import { dashboardAddress } from '@commonhold/sdk/client/dashboard-address'
import { readHomeAddress } from '@commonhold/sdk/client/home-address'
import { ensureDashboard } from '@commonhold/web/build/ensure-dashboard'
import { type Comparison, compareModels, type Site } from './comparison.ts'
import { type Hospital, initHospital, startHospital } from './hospital.ts'
import { comparisonTable, createReport, type Report, roundLine } from './report.ts'

const help = `Usage: npm start -- [options]

Four hospitals, as four processes, train one model together and stay up.

  --exit            stop when the model is there
  --json            print one JSON object as the last line of standard output
  --rounds <count>  training rounds (default 12)
  --folder <path>   where their homes are made (default .commonhold/four-hospitals)
  --help            this text

Examples:
  npm start
  npm start -- --exit --json
  npm start -- --rounds 30
`

const examples = fileURLToPath(new URL('../', import.meta.url))
const names = ['hillside', 'mercy', 'university', 'lakeside'] as const
const finishTimeoutMs = 10 * 60_000

type Options = {
  readonly exit: boolean
  readonly json: boolean
  readonly rounds: number
  readonly folder: string
}

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => interrupted.abort())
}

await main()

async function main(): Promise<void> {
  const options = parseOptions()
  if (options === undefined) return
  const write = (text: string) => (options.json ? process.stderr : process.stdout).write(text)
  const report = createReport(write, realClock.monotonicMs)
  const hospitals: Hospital[] = []
  try {
    const result = await run(options, report, hospitals)
    if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`)
    if (!options.exit) await stayUp(report, hospitals)
  } catch (cause) {
    if (!interrupted.signal.aborted) {
      const { message, hint, code } = asCommonholdError(cause)
      process.stderr.write(`error: ${message}\nwhat to do: ${hint}\n(${code})\n`)
      process.exitCode = 1
    }
  } finally {
    report.step('stopping')
    await Promise.all(hospitals.slice(1).map((hospital) => hospital.stop()))
    await hospitals[0]?.stop()
  }
}

function parseOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      exit: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '12' },
      folder: { type: 'string', default: join('.commonhold', 'four-hospitals') },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    process.stdout.write(help)
    return undefined
  }
  const rounds = Number(values.rounds)
  if (!Number.isSafeInteger(rounds) || rounds < 1 || rounds > 1000) {
    process.stderr.write(`error: --rounds is ${values.rounds}, not a whole number from 1 to 1000\n`)
    process.exitCode = 2
    return undefined
  }
  return { exit: values.exit, json: values.json, rounds, folder: resolve(values.folder) }
}

async function run(options: Options, report: Report, hospitals: Hospital[]) {
  const startedAtMs = realClock.monotonicMs()
  const folder = await freeFolder(options.folder)
  await ensureDashboard(report.step).catch((cause) => {
    report.step(`going on without dashboards: ${asCommonholdError(cause).message}`)
  })
  await startAll(folder, report, hospitals, () => tellDashboard(options, report, hospitals[0]!))
  const sites = names.map((name): Site => {
    return { name, file: join(examples, 'wisconsin', 'hospitals', name, 'patients.csv') }
  })
  const study = await agree(options, report, hospitals, sites)
  const view = await follow(study, report, hospitals)
  report.step('comparing on held-out records that no hospital has')
  const plan = parseLearningPlan(termsOf(view).plan)
  const together = await hospitals[0]!.client.exportModel({ study })
  const testFile = join(examples, 'wisconsin', 'test.csv')
  const comparison = await compareModels({ plan, sites, testFile, together })
  report.line(`\n${comparisonTable(comparison)}\n`)
  const verification = await hospitals.at(-1)!.client.verifyStudy(study)
  report.step(verifiedLine(verification))
  const sent = await Promise.all(
    hospitals.map(async ({ client, pid, name, restarts }) => {
      const { sent: counts, member } = await client.status()
      return { name, member, pid, restarts, sent: counts }
    })
  )
  const plaintextUpdates = sent.reduce((sum, { sent: counts }) => sum + counts.plaintext, 0)
  report.step(`unmasked updates seen by the taps in the four transports: ${plaintextUpdates}`)
  const seconds = (realClock.monotonicMs() - startedAtMs) / 1000
  report.step(`done in ${seconds.toFixed(1)} s`)
  return resultOf({ view, comparison, verification, sent, plaintextUpdates, seconds, folder })
}

async function startAll(
  folder: string,
  report: Report,
  hospitals: Hospital[],
  onFirst: () => Promise<void>
): Promise<void> {
  const { signal } = interrupted
  const homes = names.map((name) => join(folder, name))
  report.step(`starting ${names[0]} with an embedded ledger`)
  await initHospital({ name: names[0], home: homes[0]! })
  const first = await startHospital({ name: names[0], home: homes[0]!, signal, tell: report.step })
  hospitals.push(first)
  const { chainId, warning } = first.status.ledger
  report.step(`ledger: chain ${chainId}, block ${first.status.ledger.block}. ${warning ?? ''}`)
  await onFirst()
  report.step(`starting ${names.slice(1).join(', ')}`)
  const others = await Promise.allSettled(
    names.slice(1).map(async (name, index) => {
      const home = homes[index + 1]!
      await initHospital({ name, home, join: first.status.address })
      return await startHospital({ name, home, signal, tell: report.step })
    })
  )
  // Those that did start are stopped in the end, also where another one did not.
  hospitals.push(...others.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])))
  for (const each of others) if (each.status === 'rejected') throw each.reason
  await untilConnected(hospitals)
  for (const { name, status, pid } of hospitals) {
    report.step(`${name.padEnd(10)}  process ${pid}  ${status.httpUrl}`)
  }
}

/** Where to look at it all, unless it is over before anyone could. */
async function tellDashboard(options: Options, report: Report, hospital: Hospital): Promise<void> {
  if (options.exit) return
  report.line(`\n  Watch it in a browser, as ${hospital.name} sees it:`)
  report.line(`  ${dashboardAddress(await readHomeAddress(hospital.home))}\n`)
}

/** Waits until every node has found every other. */
async function untilConnected(hospitals: readonly Hospital[]): Promise<void> {
  const deadlineMs = realClock.monotonicMs() + 30_000
  while (realClock.monotonicMs() < deadlineMs) {
    const peers = await Promise.all(hospitals.map(({ client }) => client.peers()))
    const areAll = peers.every(
      (list) => list.filter(({ connected }) => connected).length >= hospitals.length - 1
    )
    if (areAll) return
    await realClock.sleep(100, interrupted.signal)
  }
  throw failed('the nodes did not find each other within 30 s')
}

async function agree(
  options: Options,
  report: Report,
  hospitals: readonly Hospital[],
  sites: readonly Site[]
): Promise<StudyId> {
  const datasets = await Promise.all(
    hospitals.map(({ client }, index) =>
      client.addDataset({ path: sites[index]!.file, target: 'diagnosis' })
    )
  )
  datasets.forEach(({ rows, asset }, index) => {
    report.step(`${names[index]!.padEnd(10)}  ${rows} records, dataset asset ${asset}`)
  })
  const { study } = await hospitals[0]!.client.proposeStudy({
    dataset: datasets[0]!.dataset,
    title: 'Is the tumour malignant?',
    description: 'Diagnosis from 30 measurements of cell nuclei in a fine-needle aspirate.',
    positive: 'malignant',
    rounds: options.rounds,
    minCohort: 3,
    maxMembers: hospitals.length,
    passOnSeconds: 4,
    trainingSeconds: 4,
    seed: 7
  })
  report.step(`study ${study} proposed by ${names[0]}; the others read its terms and join`)
  for (const [index, { client }] of hospitals.entries()) {
    await untilKnown(client, study!)
    await client.joinStudy(study!, { dataset: datasets[index]!.dataset })
  }
  return study!
}

async function untilKnown(client: Hospital['client'], study: StudyId): Promise<void> {
  const deadlineMs = realClock.monotonicMs() + 15_000
  while (realClock.monotonicMs() < deadlineMs) {
    if ((await client.listStudies()).some((each) => each.study === study)) return
    await realClock.sleep(50, interrupted.signal)
  }
  throw failed(`study ${study} was not seen within 15 s`)
}

/** Prints rounds as they become final, seen from any hospital that is up, until the model. */
async function follow(
  study: StudyId,
  report: Report,
  hospitals: readonly Hospital[]
): Promise<StudyView> {
  const nameOf = (member: string) =>
    hospitals.find(({ status }) => status.member === member)?.name ?? member.slice(0, 8)
  const told = new Set<number>()
  const deadlineMs = realClock.monotonicMs() + finishTimeoutMs
  while (realClock.monotonicMs() < deadlineMs) {
    interrupted.signal.throwIfAborted()
    for (const { client } of hospitals) {
      const view = await client.showStudy(study).catch(() => undefined)
      if (view === undefined) continue
      for (const round of view.roundList) {
        if (told.has(round.index) || round.aggregator === undefined) continue
        told.add(round.index)
        report.step(roundLine(round, view.rounds, nameOf))
      }
      if (view.state === 'cancelled') throw failed(`study ${study} was cancelled`)
      if (view.state === 'closed' && told.size === view.rounds) {
        report.step(`the model is asset ${view.asset} on the ledger`)
        return view
      }
      break
    }
    await realClock.sleep(150, interrupted.signal)
  }
  throw failed('the study did not end within 10 minutes')
}

function termsOf(view: StudyView) {
  return sealTerms(view.terms?.document).terms
}

function verifiedLine({ ok, checks, figures }: VerificationReport): string {
  const failedChecks = checks.filter((check) => !check.ok)
  if (!ok) return `verification FAILED: ${failedChecks[0]?.name}: ${failedChecks[0]?.detail}`
  const what = `${checks.length} checks over ${figures['rounds']} rounds hold`
  return `verified: ${what}, recomputed by ${names.at(-1)}`
}

function resultOf(found: {
  readonly view: StudyView
  readonly comparison: readonly Comparison[]
  readonly verification: VerificationReport
  readonly sent: readonly unknown[]
  readonly plaintextUpdates: number
  readonly seconds: number
  readonly folder: string
}) {
  const { view, comparison, verification, sent, plaintextUpdates, seconds, folder } = found
  return {
    ok: verification.ok && plaintextUpdates === 0 && view.state === 'closed',
    processes: sent.length,
    nodes: sent,
    study: view.study,
    roundsFinal: view.roundList.length,
    rounds: view.rounds,
    roundList: view.roundList,
    model: { asset: view.asset, file: view.model },
    comparison,
    verification: { ok: verification.ok, checks: verification.checks.length },
    plaintextUpdates,
    seconds: Number(seconds.toFixed(2)),
    folder
  }
}

async function stayUp(report: Report, hospitals: readonly Hospital[]): Promise<void> {
  report.line('\nThe hospitals stay up. Their dashboards:')
  for (const { name, home } of hospitals) {
    report.line(`  ${name.padEnd(10)}  ${dashboardAddress(await readHomeAddress(home))}`)
  }
  report.line('In another terminal, for example:')
  report.line(`  npm run commonhold -- study list --home ${hospitals[0]!.home}`)
  report.line(`  npm run commonhold -- verify 1 --home ${hospitals[1]!.home}`)
  report.line('Ctrl-C stops them.')
  await new Promise<void>((resolve_) => {
    if (interrupted.signal.aborted) resolve_()
    interrupted.signal.addEventListener('abort', () => resolve_(), { once: true })
  })
}

/** A fresh folder; what earlier runs left is removed where none of its nodes runs any more. */
async function freeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (const run of await readdir(folder)) {
    const homes = names.map((name) => join(folder, run, name))
    const owners = await Promise.all(
      homes.map(async (home) => {
        const isThere = await access(home).then(
          () => true,
          () => false
        )
        return isThere ? await homeOwner(homePaths(home)) : undefined
      })
    )
    if (owners.every((owner) => owner === undefined)) {
      await rm(join(folder, run), { recursive: true, force: true })
    }
  }
  const own = join(folder, `run-${process.pid}`)
  await mkdir(own, { recursive: true })
  return own
}

function failed(message: string): CommonholdError {
  return new CommonholdError({
    code: 'EXAMPLES_HOSPITAL_FAILED',
    fault: 'self',
    message: `${message[0]!.toUpperCase()}${message.slice(1)}.`,
    hint: 'Look into logs/ in the folders of the hospitals.'
  })
}
