/** A new network with funded accounts on a chain that lets tests make money and time. */
import { type Hex, parseMemberId, Secret, silentLog } from '@commonhold/base'
import type { Ledger } from '@commonhold/protocol'
import { privateKeyToAccount } from 'viem/accounts'
import { type Deployment, deployContracts } from '../deploy-contracts.ts'
import { askChain } from '../embedded/json-rpc.ts'
import { openLedger } from '../open-ledger.ts'
import { testClock } from './test-clock.ts'

/** A key for tests only, distinct for each number from 1. */
export function testKey(number: number): Secret<Hex> {
  return new Secret<Hex>(`0x${number.toString(16).padStart(64, 'c')}`)
}

/** A network just deployed, and its ledger as five accounts see it. */
export type TestNetwork = {
  readonly deployment: Deployment
  readonly ledgers: readonly [Ledger, Ledger, Ledger, Ledger, Ledger]
  passTime(seconds: number): Promise<void>
}

/** @param setBalance the engine's own method that gives an account money */
export async function deployNetwork(options: {
  readonly rpcUrl: string
  readonly chainId: number
  readonly setBalance: 'anvil_setBalance' | 'hardhat_setBalance'
}): Promise<TestNetwork> {
  const { rpcUrl, chainId, setBalance } = options
  const clock = testClock
  for (const number of [1, 2, 3, 4, 5]) {
    const { address } = privateKeyToAccount(testKey(number).reveal())
    await askChain(rpcUrl, setBalance, [parseMemberId(address), '0x56bc75e2d63100000'])
  }
  const chain = { rpcUrl, chainId, clock, pollMs: 10 }
  const { fromBlock, ...contracts } = await deployContracts({ ...chain, privateKey: testKey(1) })
  const open = (number: number): Ledger =>
    openLedger({ ...chain, contracts, fromBlock, privateKey: testKey(number), log: silentLog })
  return {
    deployment: { ...contracts, fromBlock },
    ledgers: [open(1), open(2), open(3), open(4), open(5)],
    async passTime(seconds) {
      await askChain(rpcUrl, 'evm_increaseTime', [seconds])
      await askChain(rpcUrl, 'evm_mine')
    }
  }
}
