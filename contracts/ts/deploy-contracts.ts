/**
 * Puts the network's three contracts on a chain, once for each network.
 *
 * Assets must name Studies as the one that may register models for others, and Studies names
 * Assets: so the address that Studies will have is computed beforehand from the account and the
 * count of its transactions. Should another transaction of the account come in between, Studies
 * refuses to be deployed, and nothing half-wired is left in use.
 */
import { assert, type Clock, type Hex, type Secret } from '@commonhold/base'
import { encodeDeployData, getContractAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { assetsAbi, assetsBytecode } from './abi/assets.ts'
import { membersAbi, membersBytecode } from './abi/members.ts'
import { studiesAbi, studiesBytecode } from './abi/studies.ts'
import { type ContractAddresses, openConnection } from './chain-connection.ts'
import { createSender } from './sender.ts'

/** Where to, and who pays. */
export type DeployOptions = {
  readonly rpcUrl: string
  readonly chainId: number
  readonly privateKey: Secret<Hex>
  readonly clock: Clock
  readonly pollMs?: number
  readonly confirmations?: number
  readonly timeoutMs?: number
}

/** The contracts, and the block of the first of them, from which on there are events. */
export type Deployment = ContractAddresses & { readonly fromBlock: number }

/** @throws {CommonholdError} `LEDGER_UNREACHABLE`, `LEDGER_NO_FUNDS`, `LEDGER_TIMEOUT` and so on */
export async function deployContracts(options: DeployOptions): Promise<Deployment> {
  const { rpcUrl, chainId, clock, pollMs = 100, confirmations = 0, timeoutMs = 60_000 } = options
  const account = privateKeyToAccount(options.privateKey.reveal())
  const connection = openConnection({ rpcUrl, chainId, clock })
  const sender = createSender({ connection, account, clock, pollMs, confirmations, timeoutMs })
  const deploy = async (data: Hex): Promise<{ address: Hex; blockNumber: number }> => {
    const { contractAddress, blockNumber } = await sender.send({ data })
    assert(contractAddress !== null && contractAddress !== undefined, 'a deployment has an address')
    return { address: contractAddress.toLowerCase() as Hex, blockNumber: Number(blockNumber) }
  }
  const membersData = encodeDeployData({ abi: membersAbi, bytecode: membersBytecode })
  const members = await deploy(membersData)
  const { address } = account
  const nonce = await connection.ask((client) =>
    client.getTransactionCount({ address, blockTag: 'pending' })
  )
  const registrar = getContractAddress({ from: address, nonce: BigInt(nonce) + 1n })
  const assetsArgs = [members.address, registrar] as const
  const assets = await deploy(
    encodeDeployData({ abi: assetsAbi, bytecode: assetsBytecode, args: assetsArgs })
  )
  const studiesArgs = [members.address, assets.address] as const
  const studies = await deploy(
    encodeDeployData({ abi: studiesAbi, bytecode: studiesBytecode, args: studiesArgs })
  )
  return {
    members: members.address,
    assets: assets.address,
    studies: studies.address,
    fromBlock: members.blockNumber
  }
}
