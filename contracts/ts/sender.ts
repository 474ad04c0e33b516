/**
 * Transactions of one account, one after the other.
 *
 * A chain takes an account's transactions in the order of their numbers, and one that is missing
 * holds up all after it. So the next one is numbered, signed and sent only when the last one is in
 * a block or given up, and its number is asked of the chain each time, since a chain that lost its
 * latest blocks counts from less. Cost: an account writes one change per block time, enough for
 * an organisation. An account must be used by one process alone.
 *
 * The transaction's hash is known before it is sent. Sending it twice does no harm, so one whose
 * fate is unknown, or that a reorganisation dropped, is sent again until it is in a block.
 */
import { type Clock, CommonholdError, type Hex } from '@commonhold/base'
import { keccak256, type TransactionReceipt } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { asLedgerError, type ChainConnection } from './chain-connection.ts'
import { describeRevert } from './revert-table.ts'

/** What a sender needs. Times in milliseconds. */
export type SenderOptions = {
  readonly connection: ChainConnection
  readonly account: PrivateKeyAccount
  readonly clock: Clock
  readonly pollMs: number
  /** Blocks that must follow the transaction's own. */
  readonly confirmations: number
  /** From the sending of one transaction until `LEDGER_TIMEOUT`. */
  readonly timeoutMs: number
}

/** A call to make; no `to` deploys a contract. */
export type Call = { readonly to?: Hex; readonly data: Hex }

/** Sends calls in order. Each resolves when its transaction is final enough. */
export type Sender = { send(call: Call): Promise<TransactionReceipt> }

const resendMs = 2_000
const numberAttempts = 5

/** A sender for one account. */
export function createSender(options: SenderOptions): Sender {
  let last: Promise<unknown> = Promise.resolve()
  return {
    async send(call) {
      const mine = last.then(() => transact(options, call))
      last = mine.catch(() => undefined)
      return await mine
    }
  }
}

type Signed = { readonly raw: Hex; readonly hash: Hex; readonly call: Call }

async function transact(options: SenderOptions, call: Call): Promise<TransactionReceipt> {
  const { connection, account } = options
  const gas = await connection.ask((client) =>
    client.estimateGas({
      account: account.address,
      data: call.data,
      ...(call.to === undefined ? {} : { to: call.to }),
      // As of now, not of the latest block: contracts judge by the time of the block to come.
      blockTag: 'pending'
    })
  )
  for (let attempt = 1; ; attempt++) {
    const signed = await sign(options, call, gas + gas / 4n)
    const fate = await broadcast(connection, signed)
    if (fate === 'sent' || (await receiptOf(connection, signed.hash)) !== undefined) {
      return await settle(options, signed)
    }
    if (attempt === numberAttempts) throw late(signed, 'its number was taken again and again')
  }
}

async function sign(
  { connection, account }: SenderOptions,
  call: Call,
  gas: bigint
): Promise<Signed> {
  const { address } = account
  const nonce = await connection.ask((client) =>
    client.getTransactionCount({ address, blockTag: 'pending' })
  )
  const fees = await feesOf(connection)
  const raw = await account.signTransaction({
    chainId: connection.chainId,
    data: call.data,
    gas,
    nonce,
    ...(call.to === undefined ? {} : { to: call.to }),
    ...fees
  })
  return { raw, hash: keccak256(raw), call }
}

type Fees =
  | { readonly type: 'legacy'; readonly gasPrice: bigint }
  | {
      readonly type: 'eip1559'
      readonly maxFeePerGas: bigint
      readonly maxPriorityFeePerGas: bigint
    }

/** Twice the base fee, so that six full blocks in a row cannot price it out. */
async function feesOf(connection: ChainConnection): Promise<Fees> {
  const { baseFeePerGas } = await connection.ask((client) => client.getBlock())
  if (baseFeePerGas === null) {
    return { type: 'legacy', gasPrice: await connection.ask((client) => client.getGasPrice()) }
  }
  const tip = await connection.ask((client) => client.estimateMaxPriorityFeePerGas())
  return {
    type: 'eip1559',
    maxFeePerGas: 2n * baseFeePerGas + tip,
    maxPriorityFeePerGas: tip
  }
}

/** Sends it; `taken` where another transaction has its number, or it is in a block already. */
async function broadcast(connection: ChainConnection, { raw }: Signed): Promise<'sent' | 'taken'> {
  try {
    await connection.ask((client) => client.sendRawTransaction({ serializedTransaction: raw }))
    return 'sent'
  } catch (error) {
    const text = error instanceof CommonholdError ? error.message : String(error)
    if (/already known|already imported|known transaction|already in pool/i.test(text))
      return 'sent'
    if (/nonce (?:is )?too low|replacement transaction|already been used/i.test(text))
      return 'taken'
    if (error instanceof CommonholdError && error.code === 'LEDGER_UNREACHABLE') return 'sent'
    throw error
  }
}

/** Waits until the transaction is in a block, and that block stands under enough others. */
async function settle(options: SenderOptions, signed: Signed): Promise<TransactionReceipt> {
  const { connection, clock, pollMs, timeoutMs } = options
  const startedMs = clock.monotonicMs()
  let sentMs = startedMs
  for (;;) {
    const receipt = await receiptOf(connection, signed.hash).catch(whereUnreachable)
    const isFinal = receipt && (await isDeep(options, receipt).catch(whereUnreachable))
    if (receipt && isFinal) {
      if (receipt.status === 'success') return receipt
      throw await reasonOf(options, signed, receipt)
    }
    const nowMs = clock.monotonicMs()
    if (nowMs - startedMs >= timeoutMs) throw late(signed, `nothing came of it in ${timeoutMs} ms`)
    if (receipt === undefined && nowMs - sentMs >= resendMs) {
      sentMs = nowMs
      const fate = await broadcast(connection, signed)
      const isIn = fate === 'sent' || (await receiptOf(connection, signed.hash)) !== undefined
      if (!isIn) throw late(signed, 'another transaction of this account took its place')
    }
    await clock.sleep(pollMs)
  }
}

function whereUnreachable(error: unknown): undefined {
  if (error instanceof CommonholdError && error.code === 'LEDGER_UNREACHABLE') return undefined
  throw error
}

async function isDeep(
  { connection, confirmations }: SenderOptions,
  { blockNumber }: TransactionReceipt
): Promise<boolean> {
  if (confirmations === 0) return true
  const head = await connection.ask((client) => client.getBlockNumber())
  return head >= blockNumber + BigInt(confirmations)
}

async function receiptOf(
  connection: ChainConnection,
  hash: Hex
): Promise<TransactionReceipt | undefined> {
  return await connection.ask(async (client) => {
    try {
      return await client.getTransactionReceipt({ hash })
    } catch (error) {
      if ((error as Error).name === 'TransactionReceiptNotFoundError') return undefined
      throw error
    }
  })
}

/** Why a transaction failed that had looked fine: the same call, asked where it was refused. */
async function reasonOf(
  { connection, account }: SenderOptions,
  { call }: Signed,
  { blockNumber }: TransactionReceipt
): Promise<CommonholdError> {
  try {
    await connection.ask((client) =>
      client.call({
        account: account.address,
        data: call.data,
        ...(call.to === undefined ? {} : { to: call.to }),
        blockNumber
      })
    )
  } catch (error) {
    return asLedgerError(error)
  }
  return describeRevert('0x')
}

function late({ hash }: Signed, why: string): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_TIMEOUT',
    fault: 'chain',
    message: `Transaction ${hash} is in no block yet: ${why}.`,
    hint: 'It may still come: read the ledger before trying the change again.',
    retryable: true,
    details: { transactionHash: hash }
  })
}
