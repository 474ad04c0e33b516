/**
 * The reading half of the ledger for somebody without an account: an auditor who was given the
 * address of one contract. Which chain it is, and where the other contracts are, the chain says.
 */
import { type Clock, CommonholdError, type Hex, parseMemberId } from '@commonhold/base'
import type { LedgerDomain } from '@commonhold/protocol'
import { createPublicClient, http } from 'viem'
import { studiesAbi } from './abi/studies.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { type ContractAddresses, openConnection } from './chain-connection.ts'
import { createLedgerReads, type LedgerReads } from './ledger-reads.ts'

/** What can be read, and what signatures are bound to. */
export type LedgerReader = LedgerReads & {
  readonly domain: LedgerDomain
  readonly contracts: ContractAddresses
}

/** @throws {CommonholdError} `LEDGER_UNREACHABLE`; `LEDGER_WRONG_CHAIN` without the contract */
export async function openLedgerReader(options: {
  readonly rpcUrl: string
  readonly studies: Hex
  readonly clock: Clock
}): Promise<LedgerReader> {
  const { rpcUrl, studies, clock } = options
  const { chainId, members, assets } = await findNetwork(rpcUrl, studies)
  const contracts = { members: parseMemberId(members), assets: parseMemberId(assets), studies }
  const connection = openConnection({ rpcUrl, chainId, contracts, clock })
  return {
    domain: { chainId, studies },
    contracts,
    ...createLedgerReads({ connection, contracts, fromBlock: 0 })
  }
}

async function findNetwork(rpcUrl: string, studies: Hex) {
  const transport = http(rpcUrl, { retryCount: 2, timeout: 10_000, fetchFn: boundedFetch })
  const client = createPublicClient({ transport })
  const chainId = await client.getChainId().catch((cause: unknown) => {
    throw new CommonholdError({
      code: 'LEDGER_UNREACHABLE',
      fault: 'chain',
      message: `No ledger answers at ${rpcUrl}.`,
      hint: 'Check the address, and that the ledger is up.',
      retryable: true,
      cause
    })
  })
  const call = { address: studies, abi: studiesAbi, functionName: 'registries' } as const
  const [members, assets] = await client.readContract(call).catch((cause: unknown) => {
    throw new CommonholdError({
      code: 'LEDGER_WRONG_CHAIN',
      fault: 'caller',
      message: `Chain ${chainId} has no Studies contract at ${studies}.`,
      hint: 'Give the address that `commonhold status` of a member shows, on the same chain.',
      cause
    })
  })
  return { chainId, members, assets }
}
