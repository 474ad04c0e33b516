/**
 * The ledger of a node: one that is configured, or the node's own embedded chain behind a door
 * that lets through what others may ask. Everyone, the owner included, goes through the door, so
 * its address stays the same when the chain behind it has to be started again.
 */
import { join } from 'node:path'
import {
  asCommonholdError,
  type Clock,
  CommonholdError,
  type Hex,
  type Log,
  type MemberId,
  Secret,
  toHex
} from '@commonhold/base'
import {
  type ContractAddresses,
  deployContracts,
  type EmbeddedChain,
  embeddedChainId,
  type FilteringProxy,
  senderOfTransaction,
  startEmbeddedChain,
  startFilteringProxy
} from '@commonhold/contracts'
import { readFileIfPresent, writeFileAtomic } from '@commonhold/platform'
import { z } from 'zod'
import type { Config } from '../config/config.ts'
import type { HomePaths } from '../home/home-paths.ts'
import type { MemberKeys } from '../keys/member-keys.ts'
import { openTransactionJournal, type TransactionJournal } from './transaction-journal.ts'

/** Where a node's ledger is. */
export type NodeLedger = {
  readonly kind: 'embedded' | 'external'
  readonly rpcUrl: string
  readonly chainId: number
  readonly contracts: ContractAddresses
  readonly fromBlock: number
  /** What the members trust its operator with; none for a ledger that nobody here runs. */
  readonly warning: string | undefined
  stop(): Promise<void>
}

/** What opening a ledger needs. */
export type NodeLedgerDeps = {
  readonly paths: HomePaths
  readonly config: Config
  readonly keys: MemberKeys
  readonly clock: Clock
  readonly log: Log
}

const embeddedWarning =
  'This ledger is a local test chain. Whoever runs it could rewrite it; ' +
  'it is no evidence against its operator.'

/** What an account of the embedded chain is given: enough for thousands of rounds. */
const ownerFundsWei = 1_000n * 10n ** 18n
const memberFundsWei = 10n * 10n ** 18n

const address = z
  .string()
  .regex(/^0x[0-9a-f]{40}$/)
  .transform((text) => text as Hex)

const recordSchema = z.strictObject({
  chainId: z.number().int(),
  port: z.number().int(),
  fromBlock: z.number().int(),
  contracts: z.strictObject({ members: address, assets: address, studies: address })
})

/** @throws {CommonholdError} what the chain, the deployment and the door throw */
export async function openNodeLedger(deps: NodeLedgerDeps): Promise<NodeLedger> {
  const { config } = deps
  const rpcUrl = config['ledger.rpcUrl']
  if (rpcUrl === undefined) return await openEmbedded(deps)
  const chainId = config['ledger.chainId']
  const members = config['ledger.contracts.members']
  const assets = config['ledger.contracts.assets']
  const studies = config['ledger.contracts.studies']
  if (chainId === undefined || !members || !assets || !studies) throw incomplete()
  const contracts = { members, assets, studies } as ContractAddresses
  if (chainId === embeddedChainId) await askForFunds(rpcUrl, deps.keys.member, deps.log)
  return {
    kind: 'external',
    rpcUrl,
    chainId,
    contracts,
    fromBlock: config['ledger.fromBlock'],
    warning: chainId === embeddedChainId ? embeddedWarning : undefined,
    stop: async () => {}
  }
}

type Running = { chain: EmbeddedChain; door: FilteringProxy }

async function openEmbedded(deps: NodeLedgerDeps): Promise<NodeLedger> {
  const { paths, config, log, clock } = deps
  const recordFile = join(paths.ledger, 'ledger.json')
  const known = await readRecord(recordFile)
  const journal = await openTransactionJournal({
    file: join(paths.ledger, 'journal.txt'),
    clock,
    log,
    senderOf: senderOfTransaction
  })
  let isStopping = false
  let running: Running
  let restarting: Promise<void> = Promise.resolve()
  const restart = (error: CommonholdError, port: number): void => {
    if (isStopping) return
    log.error('ledger.chain-died', { message: error.message })
    restarting = (async () => {
      await running.door.stop()
      while (!isStopping) {
        try {
          running = await start(deps, journal, port, (again) => restart(again, port))
          log.info('ledger.chain-restarted', { rpcUrl: running.door.url })
          return
        } catch (cause) {
          log.error('ledger.chain-restart-failed', { message: asCommonholdError(cause).message })
          await clock.sleep(1000)
        }
      }
    })()
  }
  let port = known?.port ?? config['ledger.port']
  running = await start(deps, journal, port, (error) => restart(error, port))
  port = running.door.port
  const stop = async (): Promise<void> => {
    isStopping = true
    await restarting
    await running.door.stop()
    await running.chain.stop()
  }
  try {
    const record = known ?? (await deploy(deps, running, journal, recordFile))
    const { chainId, contracts, fromBlock } = record
    const rpcUrl = running.door.url
    return {
      kind: 'embedded',
      rpcUrl,
      chainId,
      contracts,
      fromBlock,
      warning: embeddedWarning,
      stop
    }
  } catch (cause) {
    // Nobody else knows of the chain that runs.
    await stop()
    throw cause
  }
}

async function start(
  { paths, clock, log }: NodeLedgerDeps,
  journal: TransactionJournal,
  port: number,
  onExit: (error: CommonholdError) => void
): Promise<Running> {
  const stateFile = join(paths.ledger, 'state.json')
  const chain = await startEmbeddedChain({ stateFile, clock, log, onExit })
  try {
    await journal.replay({
      send: (transaction) => sendAgain(chain.rpcUrl, transaction),
      fillUp: (account, weiUpTo) => fillUp(chain, account, weiUpTo)
    })
    const door = await startFilteringProxy({
      rpcUrl: chain.rpcUrl,
      clock,
      log,
      port,
      questionsMax: 100_000,
      transactions: journal,
      funding: {
        weiMax: memberFundsWei,
        async fund(account, wei) {
          await journal.noteGrant(account, memberFundsWei)
          await chain.fund(account, wei)
        },
        balanceOf: (account) => balanceOf(chain.rpcUrl, account)
      }
    })
    return { chain, door }
  } catch (cause) {
    await chain.stop()
    throw cause
  }
}

async function deploy(
  { keys, clock }: NodeLedgerDeps,
  { chain, door }: Running,
  journal: TransactionJournal,
  recordFile: string
) {
  await journal.noteGrant(keys.member, ownerFundsWei)
  await chain.fund(keys.member, ownerFundsWei)
  const privateKey = new Secret(toHex(keys.ledgerKey.reveal()))
  const { fromBlock, members, assets, studies } = await deployContracts({
    rpcUrl: door.url,
    chainId: chain.chainId,
    privateKey,
    clock
  })
  const contracts = { members, assets, studies }
  const record = { chainId: chain.chainId, port: door.port, fromBlock, contracts }
  await writeFileAtomic(recordFile, `${JSON.stringify(record, undefined, 2)}\n`)
  return record
}

async function readRecord(file: string) {
  const bytes = await readFileIfPresent(file, { bytesMax: 16 * 1024 })
  if (bytes === undefined) return undefined
  try {
    return recordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (cause) {
    throw new CommonholdError({
      code: 'NODE_DAMAGED_FILE',
      fault: 'self',
      message: `${file} cannot be read.`,
      hint: 'Restore it from a backup: without it the contracts’ addresses are not known.',
      details: { file },
      cause
    })
  }
}

async function balanceOf(rpcUrl: string, account: MemberId): Promise<bigint> {
  const { result } = await ask(rpcUrl, 'eth_getBalance', [account, 'latest'])
  return BigInt(result as string)
}

/** A grant made again: an account that still has it gets nothing. */
async function fillUp(chain: EmbeddedChain, account: MemberId, weiUpTo: bigint): Promise<void> {
  const missing = weiUpTo - (await balanceOf(chain.rpcUrl, account))
  if (missing > 0n) await chain.fund(account, missing)
}

async function sendAgain(rpcUrl: string, transaction: string): Promise<void> {
  const { error } = await ask(rpcUrl, 'eth_sendRawTransaction', [transaction])
  if (error !== undefined) throw notTaken(error.message)
}

/** One JSON-RPC 2.0 question. */
async function ask(rpcUrl: string, method: string, params: readonly unknown[]) {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(10_000)
  })
  return (await response.json()) as { result?: unknown; error?: { message: string } }
}

/** Asks the embedded chain's owner for test money. Where it says no, the first change says so. */
async function askForFunds(rpcUrl: string, account: MemberId, log: Log): Promise<void> {
  try {
    const response = await fetch(new URL('/fund', rpcUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account }),
      signal: AbortSignal.timeout(10_000)
    })
    if (!response.ok) log.info('ledger.no-test-money', { status: response.status })
  } catch (cause) {
    log.info('ledger.no-test-money', { message: asCommonholdError(cause).message })
  }
}

function incomplete(): CommonholdError {
  return new CommonholdError({
    code: 'NODE_BAD_CONFIG',
    fault: 'caller',
    message:
      'A ledger is configured by its address, its chain id and its three contracts together.',
    hint: 'Set ledger.rpcUrl, ledger.chainId and ledger.contracts.members, .assets and .studies.'
  })
}

function notTaken(why: string): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NOT_SENT_AGAIN',
    fault: 'chain',
    message: `The chain did not take a transaction again: ${why}.`,
    hint: 'Nothing is to be done where the chain has it already, which is the usual reason.'
  })
}
