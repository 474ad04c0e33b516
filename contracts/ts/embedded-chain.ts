/**
 * A whole EVM chain in a child process: anvil, on this machine's loopback, with its state in one
 * file. It makes no promise against its own operator, and is for trying out, for tests, and for
 * small groups that trust whoever runs it.
 *
 * Blocks: each transaction makes its block at once, so a round is final in some ten milliseconds.
 * Blocks on a clock would cost 1.8 KB of state each, for ever: 150 MB a day at one a second, all
 * rewritten at each write. But contracts read time from blocks. So while nothing happens the owner
 * adds empty blocks at growing intervals, 1 s to 60 s, which also takes up any transaction that
 * instant mining left waiting. anvil writes its file every second; a kill -9 of both loses at most
 * that second of blocks, as a reorganisation would: clients send again, the index replays.
 *
 * Nobody else's keys: no accounts are unlocked, and only the owner can make money, through `fund`.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Clock, CommonholdError, type Log, type MemberId } from '@commonhold/base'
import { findAnvil } from './embedded/anvil-binary.ts'
import { keepTime } from './embedded/heartbeat.ts'
import { askChain } from './embedded/json-rpc.ts'
import { claimState, endOrphan, releaseState } from './embedded/orphan.ts'
import { recoverState } from './embedded/state-file.ts'

/** The chain id of embedded chains, which no public chain has. */
export const embeddedChainId = 84_300

/** What an embedded chain needs. */
export type EmbeddedChainOptions = {
  /** Where the chain's state is kept; its folder is made where there is none. */
  readonly stateFile: string
  /** Default 84300. */
  readonly chainId?: number
  readonly clock: Clock
  readonly log: Log
  /** Called once if the chain ends without `stop`. */
  readonly onExit?: (error: CommonholdError) => void
}

/** A running chain. */
export type EmbeddedChain = {
  /** On 127.0.0.1, at a port that the system chose. Owner's methods are open here: keep it so. */
  readonly rpcUrl: string
  readonly chainId: number
  readonly pid: number
  /** Adds test money to an account. @throws {CommonholdError} `LEDGER_UNREACHABLE` */
  fund(account: MemberId, wei: bigint): Promise<void>
  /** Ends the chain after it wrote its state. */
  stop(): Promise<void>
}

const stopGraceMs = 15_000
const startTimeoutMs = 60_000
// Room for hundreds of the largest transactions at once: what does not fit would have to wait.
const blockGas = 300_000_000
/** States of so many blocks stay in memory, for what replaces the latest ones. */
const statesKept = 64

/**
 * Starts a chain, or goes on with the one in the state file.
 *
 * @throws {CommonholdError} `LEDGER_CHAIN_MISSING`, `LEDGER_CHAIN_IN_USE`, `LEDGER_CHAIN_DAMAGED`,
 * or `LEDGER_CHAIN_FAILED` where the program does not start
 */
export async function startEmbeddedChain(options: EmbeddedChainOptions): Promise<EmbeddedChain> {
  const { clock, log, chainId = embeddedChainId } = options
  const program = findAnvil()
  const stateFile = resolve(options.stateFile)
  await mkdir(dirname(stateFile), { recursive: true, mode: 0o700 })
  await endOrphan({ stateFile, clock, log })
  await recoverState(stateFile, log)
  const child = spawn(program, chainArguments(stateFile, chainId), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { HOME: dirname(stateFile), PATH: process.env['PATH'] }
  })
  const exit = exitOf(child)
  const killWithOwner = (): void => void child.kill('SIGTERM')
  process.once('exit', killWithOwner)
  if (child.pid !== undefined) await claimState(stateFile, child.pid)
  const rpcUrl = await listening(child, exit).catch((error: unknown) => {
    process.off('exit', killWithOwner)
    child.kill('SIGKILL')
    throw error
  })
  const timeKept = new AbortController()
  const keeping = keepTime({ rpcUrl, stateFile, clock, log, signal: timeKept.signal })
  let isStopping = false
  let funding: Promise<void> = Promise.resolve()
  void exit.then((how) => {
    process.off('exit', killWithOwner)
    timeKept.abort()
    if (!isStopping) options.onExit?.(chainFailed(`ended by itself (${how})`))
  })
  return {
    rpcUrl,
    chainId,
    pid: child.pid!,
    fund(account, wei) {
      // One after the other: each reads a balance and writes a greater one.
      const mine = funding.then(() => addBalance(rpcUrl, account, wei))
      funding = mine.catch(() => undefined)
      return mine
    },
    async stop() {
      isStopping = true
      timeKept.abort()
      await keeping
      await endChild(child, exit, clock)
      await releaseState(stateFile)
    }
  }
}

function chainArguments(stateFile: string, chainId: number): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--no-cors'],
    ...['--state', stateFile, '--state-interval', '1'],
    ...['--chain-id', String(chainId), '--gas-limit', String(blockGas)],
    // Nobody asks for the state of an old block. Unless told so, anvil writes those of thousands of
    // blocks to files, each the whole state: half a gigabyte in half an hour of rounds.
    ...['--prune-history', String(statesKept)],
    // Two threads: it shares the machine with the node that it serves.
    ...['--accounts', '0', '--order', 'fifo', '--threads', '2']
  ]
}

async function addBalance(rpcUrl: string, account: MemberId, wei: bigint): Promise<void> {
  const before = BigInt((await askChain(rpcUrl, 'eth_getBalance', [account, 'latest'])) as string)
  await askChain(rpcUrl, 'anvil_setBalance', [account, `0x${(before + wei).toString(16)}`])
}

/** Resolves when the child has ended, with its code or signal. */
function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolveExit) => {
    child.once('exit', (code, signal) => resolveExit(signal ?? `code ${code}`))
    child.once('error', (error) => resolveExit(error.message))
  })
}

/** The address that the child says it listens at. What it prints later is read and dropped. */
async function listening(child: ChildProcess, exit: Promise<string>): Promise<string> {
  const complaints: string[] = []
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    if (complaints.length < 20) complaints.push(text.slice(0, 500))
  })
  const address = new Promise<string>((resolveAddress) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const found = /^Listening on (127\.0\.0\.1:\d+)$/.exec(line.trim())
      if (found) resolveAddress(`http://${found[1]}`)
    })
  })
  const timeout = AbortSignal.timeout(startTimeoutMs)
  const late = new Promise<never>((_, reject) => {
    const fail = (): void => reject(chainFailed(`did not listen in ${startTimeoutMs} ms`))
    timeout.addEventListener('abort', fail, { once: true })
  })
  const ended = exit.then((how) => {
    throw chainFailed(`ended at once (${how}): ${complaints.join('').trim().slice(0, 500)}`)
  })
  ended.catch(() => undefined)
  late.catch(() => undefined)
  return await Promise.race([address, ended, late])
}

async function endChild(child: ChildProcess, exit: Promise<string>, clock: Clock): Promise<void> {
  const ended = new AbortController()
  void exit.then(() => ended.abort())
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (ended.signal.aborted) return
    child.kill(signal)
    await clock.sleep(stopGraceMs, ended.signal).catch(() => undefined)
  }
}

function chainFailed(why: string): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_CHAIN_FAILED',
    fault: 'self',
    message: `The embedded chain ${why}.`,
    hint: 'Check free memory and disk, then start again: it continues from its file.',
    details: { why }
  })
}
