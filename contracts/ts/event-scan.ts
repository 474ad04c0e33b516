/**
 * Events of a range of blocks. Providers limit how many blocks or events one question may cover,
 * each in its own way: so a range starts at 10,000 blocks, shrinks to an eighth each time the chain
 * refuses it, and is given up only at a single block.
 */
import { assert, CommonholdError, type Hex } from '@commonhold/base'
import { type Log, numberToHex, type PublicClient } from 'viem'
import type { ChainConnection, ContractAddresses } from './chain-connection.ts'
import { decodeLedgerEvent, type LedgerEvent } from './ledger-event.ts'

const rangeBlocksMax = 10_000

/** Which events of the contracts. */
export type EventScan = {
  readonly contracts: ContractAddresses
  readonly fromBlock: number
  /** Included. Where it is before `fromBlock` there is nothing to scan. */
  readonly toBlock: number
  /** Topics as `eth_getLogs` takes them. Default: all events. */
  readonly topics?: readonly (Hex | readonly Hex[] | null)[]
}

/**
 * The events, in the chain's order.
 *
 * @throws {CommonholdError} as `ChainConnection.ask`
 */
export async function scanEvents(
  connection: ChainConnection,
  { contracts, fromBlock, toBlock, topics = [] }: EventScan
): Promise<readonly LedgerEvent[]> {
  assert(fromBlock >= 0, 'blocks count from 0')
  const events: LedgerEvent[] = []
  let rangeBlocks = rangeBlocksMax
  for (let from = fromBlock; from <= toBlock; ) {
    const to = Math.min(toBlock, from + rangeBlocks - 1)
    try {
      const logs = await connection.ask((client) => logsOf(client, contracts, from, to, topics))
      for (const log of logs) {
        const event = decodeLedgerEvent(contracts, log)
        if (event !== undefined) events.push(event)
      }
      from = to + 1
    } catch (error) {
      const isRefusal = error instanceof CommonholdError && error.code === 'LEDGER_BAD_ANSWER'
      if (!isRefusal || rangeBlocks === 1) throw error
      rangeBlocks = Math.ceil(rangeBlocks / 8)
    }
  }
  return events.sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex)
}

async function logsOf(
  client: PublicClient,
  { members, assets, studies }: ContractAddresses,
  from: number,
  to: number,
  topics: NonNullable<EventScan['topics']>
): Promise<readonly Log[]> {
  const answer: unknown = await client.request({
    method: 'eth_getLogs',
    params: [
      {
        address: [members, assets, studies],
        fromBlock: numberToHex(from),
        toBlock: numberToHex(to),
        topics: topics.map((topic) => (Array.isArray(topic) ? [...topic] : (topic as Hex | null)))
      }
    ]
  })
  if (!Array.isArray(answer)) throw badLogs()
  return answer.map((entry: RawLog) => logFrom(entry, from, to))
}

type RawLog = { readonly [field: string]: unknown }

/** Only what is read of a log; everything is checked again where it is decoded. */
function logFrom(raw: RawLog, from: number, to: number): Log {
  const blockNumber = wholeOf(raw['blockNumber'])
  const logIndex = wholeOf(raw['logIndex'])
  const { address, data, topics, blockHash, transactionHash, removed } = raw
  const isRange = blockNumber >= from && blockNumber <= to
  const areTexts = typeof address === 'string' && typeof data === 'string' && Array.isArray(topics)
  if (!isRange || !areTexts || removed === true) throw badLogs()
  return {
    ...{ address: address as Hex, data: data as Hex, topics: topics as [Hex] },
    ...{ blockHash: blockHash as Hex, transactionHash: transactionHash as Hex },
    ...{ blockNumber: BigInt(blockNumber), logIndex, transactionIndex: 0, removed: false }
  }
}

function wholeOf(value: unknown): number {
  if (typeof value !== 'string' || !/^0x[0-9a-f]{1,13}$/i.test(value)) throw badLogs()
  return Number(value)
}

function badLogs(): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_BAD_ANSWER',
    fault: 'chain',
    message: 'The chain answered eth_getLogs with something that is no list of its events.',
    hint: 'Check that ledger.rpcUrl is a JSON-RPC endpoint of the right kind.'
  })
}
