/**
 * A chain as the index reads it: block headers and the contracts' events, no account. Narrow on
 * purpose, so that a simulated chain with reorganisations is a page of code.
 */

import type { UnixSeconds } from '@commonhold/base'
import { type Bytes32, CommonholdError, parseBytes32, parseUnixSeconds } from '@commonhold/base'
import {
  type ChainConnectionOptions,
  type ContractAddresses,
  openConnection
} from './chain-connection.ts'
import { scanEvents } from './event-scan.ts'
import type { LedgerEvent } from './ledger-event.ts'

/** A block's header, as far as anybody asks. */
export type ChainBlock = {
  readonly number: number
  readonly hash: Bytes32
  readonly parent: Bytes32
  readonly at: UnixSeconds
}

/**
 * Reads one chain. Errors as `Ledger`. What it answers is of the moment: between two questions the
 * chain may have reorganised.
 */
export type ChainReader = {
  /** Names chain and contracts: another name means other data altogether. */
  readonly identity: string
  /** The first block that can hold events. */
  readonly fromBlock: number
  head(): Promise<ChainBlock>
  /** Undefined where the chain has no such block. */
  block(number: number): Promise<ChainBlock | undefined>
  /** Events of these blocks, both included, in the chain's order. */
  events(fromBlock: number, toBlock: number): Promise<readonly LedgerEvent[]>
}

/** A reader over JSON-RPC. */
export function openChainReader(
  options: ChainConnectionOptions & {
    readonly contracts: ContractAddresses
    /** Default 0. */
    readonly fromBlock?: number
  }
): ChainReader {
  const { contracts, chainId, fromBlock = 0 } = options
  const { members, assets, studies } = contracts
  const connection = openConnection(options)
  return {
    identity: [chainId, members, assets, studies].join(' ').toLowerCase(),
    fromBlock,
    async head() {
      return blockFrom(await connection.ask((client) => client.getBlock()))
    },
    async block(number) {
      const blockNumber = BigInt(number)
      const found = connection.ask((client) => client.getBlock({ blockNumber }))
      return await found.then(blockFrom, whereNotFound)
    },
    events: (from, to) => scanEvents(connection, { contracts, fromBlock: from, toBlock: to })
  }
}

function blockFrom(block: {
  readonly number: bigint
  readonly hash: string
  readonly parentHash: string
  readonly timestamp: bigint
}): ChainBlock {
  return {
    number: Number(block.number),
    hash: parseBytes32(block.hash),
    parent: parseBytes32(block.parentHash),
    at: parseUnixSeconds(block.timestamp)
  }
}

function whereNotFound(error: unknown): undefined {
  const isAnswer = error instanceof CommonholdError && error.code === 'LEDGER_BAD_ANSWER'
  const isMissing =
    (error as Error).cause instanceof Error &&
    ((error as Error).cause as Error).name === 'BlockNotFoundError'
  if (isAnswer && isMissing) return undefined
  throw error
}
