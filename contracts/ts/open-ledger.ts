/**
 * The ledger port over an EVM chain's JSON-RPC, for one account.
 *
 * It assembles: a checked connection, the reads, the writes through the account's one queue, and
 * the watch for new blocks. Opening asks nothing; the first question checks that the chain is the
 * right one, so a node can start before its chain does.
 */

import type { Secret } from '@commonhold/base'
import { type Clock, type Hex, type Log, parseBytes32, parseMemberId } from '@commonhold/base'
import { hashRoundResult, type Ledger } from '@commonhold/protocol'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { createBlockWatch } from './block-watch.ts'
import { type ContractAddresses, openConnection } from './chain-connection.ts'
import { createLedgerReads } from './ledger-reads.ts'
import { createLedgerWrites } from './ledger-writes.ts'
import { createSender } from './sender.ts'

/** Which ledger, for whom, and how patient. */
export type OpenLedgerOptions = {
  /** An HTTP address of a JSON-RPC endpoint. */
  readonly rpcUrl: string
  readonly chainId: number
  readonly contracts: ContractAddresses
  /** secp256k1 private key of the account, 32 bytes. No other process may write with it. */
  readonly privateKey: Secret<Hex>
  readonly clock: Clock
  readonly log: Log
  /** Default 100: right for a local chain. A public one is better asked every 2,000. */
  readonly pollMs?: number
  /** Blocks to wait for after a change's own. Default 0. */
  readonly confirmations?: number
  /** The first block with events: that of the deployment. Default 0. */
  readonly fromBlock?: number
  /** For one change. Default 60,000. */
  readonly timeoutMs?: number
}

/** @throws {CommonholdError} `LEDGER_WRONG_CHAIN` where `rpcUrl` is no HTTP address */
export function openLedger(options: OpenLedgerOptions): Ledger {
  const { rpcUrl, chainId, contracts, clock, log, fromBlock = 0, pollMs = 100 } = options
  const { confirmations = 0, timeoutMs = 60_000 } = options
  const account = accountOf(options.privateKey)
  const domain = { chainId, studies: contracts.studies }
  const connection = openConnection({ rpcUrl, chainId, contracts, clock })
  const sender = createSender({ connection, account, clock, pollMs, confirmations, timeoutMs })
  const headHash = async () => {
    const { hash } = await connection.ask((client) => client.getBlock())
    return parseBytes32(hash)
  }
  const watch = createBlockWatch({ headHash, clock, log, pollMs })
  return {
    self: parseMemberId(account.address),
    domain,
    ...createLedgerReads({ connection, contracts, fromBlock }),
    ...createLedgerWrites(contracts, sender),
    signResult: (result) => account.sign({ hash: hashRoundResult(domain, result) }),
    onBlock: (wake, signal) => watch.add(wake, signal)
  }
}

function accountOf(privateKey: Secret<Hex>): PrivateKeyAccount {
  return privateKeyToAccount(privateKey.reveal())
}
