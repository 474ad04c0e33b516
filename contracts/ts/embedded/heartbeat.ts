/**
 * Time for a chain that makes blocks only on demand: while nothing happens, an empty block at
 * growing intervals, 1 s, 2 s, 4 s … 60 s after the latest; and a copy of the state now and then.
 */
import type { Clock, Log } from '@commonhold/base'
import { askChain } from './json-rpc.ts'
import { copyState } from './state-file.ts'

const intervalMinMs = 1_000
const intervalMaxMs = 60_000
const copyIntervalMs = 60_000

/** Keeps time until the signal is aborted; then resolves. */
export async function keepTime(options: {
  readonly rpcUrl: string
  readonly stateFile: string
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
}): Promise<void> {
  const { rpcUrl, stateFile, clock, log, signal } = options
  let intervalMs = intervalMinMs
  let known = ''
  let copiedAtMs = clock.monotonicMs()
  let quietMs = 0
  while (!signal.aborted) {
    await clock.sleep(intervalMinMs, signal).catch(() => undefined)
    if (signal.aborted) return
    quietMs += intervalMinMs
    try {
      const head = String(await askChain(rpcUrl, 'eth_blockNumber'))
      if (head !== known) {
        intervalMs = intervalMinMs
        quietMs = 0
        known = head
      } else if (quietMs >= intervalMs) {
        await askChain(rpcUrl, 'evm_mine')
        known = String(await askChain(rpcUrl, 'eth_blockNumber'))
        intervalMs = Math.min(2 * intervalMs, intervalMaxMs)
        quietMs = 0
      }
      if (clock.monotonicMs() - copiedAtMs >= copyIntervalMs) {
        await copyState(stateFile)
        copiedAtMs = clock.monotonicMs()
      }
    } catch (error) {
      if (!signal.aborted) log.warn('ledger.heartbeat-missed', { error: String(error) })
    }
  }
}
