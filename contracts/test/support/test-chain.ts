/**
 * A chain in this process, with the three contracts on it and 300 accounts that have money:
 * Hardhat's engine, which needs no port and answers a transaction in some two milliseconds.
 * Block times are given with each transaction, so that tests decide what time it is.
 */
import { assert, type Hex } from '@commonhold/base'
import { createHardhatRuntimeEnvironment } from 'hardhat/hre'
import {
  type Abi,
  decodeErrorResult,
  decodeFunctionResult,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Log,
  toHex
} from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { contractsFolder } from '../../scripts/compile.ts'
import { assetsAbi, assetsBytecode } from '../../ts/abi/assets.ts'
import { membersAbi, membersBytecode } from '../../ts/abi/members.ts'
import { studiesAbi, studiesBytecode } from '../../ts/abi/studies.ts'

/** A contract on the chain. */
export type TestContract = { readonly abi: Abi; readonly address: Hex }

/** One call: of which contract, and what. */
export type TestCall = {
  readonly to: TestContract
  readonly name: string
  readonly args: readonly unknown[]
}

/** What a transaction came to. `error` is the name of the contract's error. */
export type TestReceipt =
  | { readonly ok: true; readonly gasUsed: number; readonly logs: readonly Log[] }
  | { readonly ok: false; readonly error: string }

/** The chain, and its contracts. Close it. */
export type TestChain = {
  readonly accounts: readonly PrivateKeyAccount[]
  readonly members: TestContract
  readonly assets: TestContract
  readonly studies: TestContract
  /** Gas of each deployment. */
  readonly deploymentGas: Readonly<Record<'members' | 'assets' | 'studies', number>>
  /** Block time of the first transaction that a test may send. */
  readonly beginsAt: number
  /** Sends in a block of its own. @param at its time, above the last block's */
  send(from: Hex, call: TestCall, at?: number): Promise<TestReceipt>
  read(call: TestCall): Promise<unknown>
  /** Runs `work` and then undoes all it did. */
  undoing<Result>(work: () => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** Any day will do; a fixed one makes the gas of a call the same on every run. */
const bornAt = Date.UTC(2026, 5, 1)
const secondsToDeploy = 3600
const keys = Array.from({ length: 300 }, (_, index) => toHex(index + 1, { size: 32 }))
const gasOfACall = toHex(16_000_000)

/** Starts a chain and deploys; takes about a second. */
export async function openTestChain(): Promise<TestChain> {
  const { provider, close } = await connect()
  const request = (method: string, params: readonly unknown[]): Promise<unknown> =>
    provider.request({ method, params: [...params] })
  const accounts = keys.map((key) => privateKeyToAccount(key))
  const deployer = accounts[0]!.address
  const deploy = async (data: Hex): Promise<{ address: Hex; gas: number }> => {
    const hash = await request('eth_sendTransaction', [{ from: deployer, data, gas: gasOfACall }])
    const receipt = (await request('eth_getTransactionReceipt', [hash])) as RawReceipt
    return { address: receipt.contractAddress, gas: Number(receipt.gasUsed) }
  }
  const registrar = getContractAddress({ from: deployer, nonce: 2n })
  const members = await deploy(encodeDeployData({ abi: membersAbi, bytecode: membersBytecode }))
  const assets = await deploy(
    encodeDeployData({
      abi: assetsAbi,
      bytecode: assetsBytecode,
      args: [members.address, registrar]
    })
  )
  const studies = await deploy(
    encodeDeployData({
      abi: studiesAbi,
      bytecode: studiesBytecode,
      args: [members.address, assets.address]
    })
  )
  return {
    accounts,
    members: { abi: membersAbi as Abi, address: members.address },
    assets: { abi: assetsAbi as Abi, address: assets.address },
    studies: { abi: studiesAbi as Abi, address: studies.address },
    deploymentGas: { members: members.gas, assets: assets.gas, studies: studies.gas },
    beginsAt: bornAt / 1000 + secondsToDeploy,
    async send(from, call, at) {
      if (at !== undefined) await request('evm_setNextBlockTimestamp', [toHex(at)])
      const transaction = { from, to: call.to.address, data: encode(call), gas: gasOfACall }
      const sent = await caughtRevert(() => request('eth_sendTransaction', [transaction]))
      if ('data' in sent) return { ok: false, error: errorNameOf(call, sent.data) }
      const receipt = (await request('eth_getTransactionReceipt', [sent.value])) as RawReceipt
      return { ok: true, gasUsed: Number(receipt.gasUsed), logs: receipt.logs }
    },
    async read(call) {
      const data = await request('eth_call', [
        { to: call.to.address, data: encode(call) },
        'latest'
      ])
      return decodeFunctionResult({
        abi: call.to.abi,
        functionName: call.name,
        data: data as Hex
      })
    },
    async undoing(work) {
      const snapshot = await request('evm_snapshot', [])
      try {
        return await work()
      } finally {
        await request('evm_revert', [snapshot])
      }
    },
    close
  }
}

type RawReceipt = {
  readonly contractAddress: Hex
  readonly gasUsed: Hex
  readonly logs: readonly Log[]
}

type Connection = {
  readonly provider: { request(call: { method: string; params: unknown[] }): Promise<unknown> }
  close(): Promise<void>
}

async function connect(): Promise<Connection> {
  const network = {
    type: 'edr-simulated',
    hardfork: 'osaka',
    initialDate: new Date(bornAt),
    accounts: keys.map((privateKey) => ({ privateKey, balance: 10n ** 24n }))
  } as const
  const networks = { inProcess: network }
  const runtime = await createHardhatRuntimeEnvironment({ networks }, {}, contractsFolder)
  return await runtime.network.create('inProcess')
}

function encode(call: TestCall): Hex {
  return encodeFunctionData({ abi: call.to.abi, functionName: call.name, args: call.args })
}

/** The value, or the revert's data; any other error goes on. */
async function caughtRevert(
  work: () => Promise<unknown>
): Promise<{ readonly value: unknown } | { readonly data: Hex }> {
  try {
    return { value: await work() }
  } catch (error) {
    const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : ''
    if (typeof data === 'string' && data.startsWith('0x')) return { data: data as Hex }
    throw error
  }
}

function errorNameOf(call: TestCall, data: Hex): string {
  assert(data.length > 2, `a revert of ${call.name} names its error`)
  return decodeErrorResult({ abi: call.to.abi, data }).errorName
}
