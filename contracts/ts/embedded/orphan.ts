/**
 * One chain on one state file. A killed owner leaves its chain running; the next owner finds it by
 * the process file beside the state file and ends it before it starts its own, because two chains
 * that write one file would each undo the other's blocks.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { type Clock, CommonholdError, type Log } from '@commonhold/base'
import { type RunningProcess, runningProcess } from './running-process.ts'

const graceMs = 10_000
const pollMs = 20

/**
 * Ends the chain that a killed owner left on this state file, if there is one.
 *
 * @throws {CommonholdError} `LEDGER_CHAIN_IN_USE` where its owner still lives, or it will not end
 */
export async function endOrphan(options: {
  readonly stateFile: string
  readonly clock: Clock
  readonly log: Log
}): Promise<void> {
  const { stateFile, clock, log } = options
  const claim = await readClaim(stateFile)
  if (claim === undefined) return
  const running = await chainOf(claim.pid, stateFile)
  if (running !== undefined) {
    if (running.parent === claim.owner) throw inUse(stateFile, claim)
    log.warn('ledger.orphan-ended', { pid: claim.pid, stateFile })
    await end(claim.pid, stateFile, clock)
    if ((await chainOf(claim.pid, stateFile)) !== undefined) throw inUse(stateFile, claim)
  }
  await releaseState(stateFile)
}

/** Notes which process runs on the state file, and who owns it. */
export async function claimState(stateFile: string, pid: number): Promise<void> {
  await writeFile(claimFile(stateFile), `${JSON.stringify({ pid, owner: process.pid })}\n`)
}

/** Takes the note away. */
export async function releaseState(stateFile: string): Promise<void> {
  await rm(claimFile(stateFile), { force: true })
}

type Claim = { readonly pid: number; readonly owner: number }

function claimFile(stateFile: string): string {
  return `${stateFile}.pid`
}

/** A note that cannot be read names no process: it was cut off while its chain was starting. */
async function readClaim(stateFile: string): Promise<Claim | undefined> {
  try {
    const { pid, owner } = JSON.parse(await readFile(claimFile(stateFile), 'utf8')) as Claim
    const areNumbers = Number.isSafeInteger(pid) && Number.isSafeInteger(owner)
    return areNumbers && pid > 1 ? { pid, owner } : undefined
  } catch {
    return undefined
  }
}

/** The process with this number, if it is a chain on this very state file. */
async function chainOf(pid: number, stateFile: string): Promise<RunningProcess | undefined> {
  const running = await runningProcess(pid)
  const isOurs = running?.commandLine.includes(`--state ${stateFile} `)
  return isOurs ? running : undefined
}

/** Asks it to end, so that it writes its last state; insists after ten seconds. */
async function end(pid: number, stateFile: string, clock: Clock): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    signalProcess(pid, signal)
    const deadlineMs = clock.monotonicMs() + graceMs
    while (clock.monotonicMs() < deadlineMs) {
      if ((await chainOf(pid, stateFile)) === undefined) return
      await clock.sleep(pollMs)
    }
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended between the look and the signal.
  }
}

function inUse(stateFile: string, claim: Claim): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_CHAIN_IN_USE',
    fault: 'caller',
    message: `Process ${claim.pid} already runs a chain on ${stateFile}.`,
    hint: `Stop its owner, process ${claim.owner}, or use another data folder.`,
    details: { ...claim, stateFile }
  })
}
