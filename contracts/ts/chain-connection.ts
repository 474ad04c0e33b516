/**
 * The way to one chain: JSON-RPC over HTTP by viem, with errors in our words.
 *
 * Questions that failed on the way are put again, at growing intervals. Answers of the chain, also
 * its refusals, are final. Before the first question the chain's id and the contracts' code are
 * checked, so that nothing is ever signed for, or read from, another network.
 */
import { type Clock, CommonholdError, type Hex } from '@commonhold/base'
import {
  BaseError,
  createPublicClient,
  HttpRequestError,
  http,
  InsufficientFundsError,
  InvalidInputRpcError,
  LimitExceededRpcError,
  type PublicClient,
  TimeoutError
} from 'viem'
import { boundedFetch } from './bounded-fetch.ts'
import { decodeRevert } from './revert-table.ts'

/** Where the network's contracts are on a chain. */
export type ContractAddresses = {
  readonly members: Hex
  readonly assets: Hex
  readonly studies: Hex
}

/** Where a chain is, and which it must be. */
export type ChainConnectionOptions = {
  readonly rpcUrl: string
  readonly chainId: number
  /** None before they are deployed. */
  readonly contracts?: ContractAddresses
  readonly clock: Clock
  /** For one question. Default 10,000. */
  readonly requestTimeoutMs?: number
}

/** A question to a chain. */
export type ChainQuestion<Answer> = (client: PublicClient) => Promise<Answer>

/** A checked way to a chain. */
export type ChainConnection = {
  readonly chainId: number
  readonly clock: Clock
  /**
   * Puts a question once the chain is known to be the right one.
   *
   * @throws {CommonholdError} `LEDGER_UNREACHABLE`, `LEDGER_WRONG_CHAIN`, `LEDGER_REVERTED`,
   * `LEDGER_NO_FUNDS`, or `LEDGER_BAD_ANSWER` where the chain answered with another error
   */
  ask<Answer>(question: ChainQuestion<Answer>): Promise<Answer>
}

const retryDelaysMs = [50, 200, 800, 2_000]

/** @throws {CommonholdError} `LEDGER_WRONG_CHAIN` where the address is no HTTP address */
export function openConnection(options: ChainConnectionOptions): ChainConnection {
  const { rpcUrl, chainId, contracts, clock, requestTimeoutMs = 10_000 } = options
  if (!/^https?:\/\//.test(rpcUrl)) throw wrongChain(`"${rpcUrl}" is no HTTP address`)
  const transport = http(rpcUrl, {
    retryCount: 0,
    timeout: requestTimeoutMs,
    fetchFn: boundedFetch
  })
  const client = createPublicClient({ transport, cacheTime: 0 })
  let checked: Promise<void> | undefined
  const put = <Answer>(question: ChainQuestion<Answer>): Promise<Answer> =>
    withRetries(() => question(client), clock)
  return {
    chainId,
    clock,
    async ask(question) {
      checked ??= checkChain(put, chainId, contracts)
      await checked.catch((error: unknown) => {
        checked = undefined
        throw error
      })
      return await put(question)
    }
  }
}

async function checkChain(
  put: ChainConnection['ask'],
  chainId: number,
  contracts: ContractAddresses | undefined
): Promise<void> {
  const actual = await put((client) => client.getChainId())
  if (actual !== chainId) throw wrongChain(`its id is ${actual}, not ${chainId}`)
  for (const [name, address] of Object.entries(contracts ?? {})) {
    const code = await put((client) => client.getCode({ address }))
    if (code === undefined) throw wrongChain(`there is no ${name} contract at ${address}`)
  }
}

async function withRetries<Answer>(ask: () => Promise<Answer>, clock: Clock): Promise<Answer> {
  for (const delayMs of retryDelaysMs) {
    try {
      return await ask()
    } catch (error) {
      if (!isOnTheWay(error)) throw asLedgerError(error)
      await clock.sleep(delayMs)
    }
  }
  return await ask().catch((error: unknown) => {
    throw asLedgerError(error)
  })
}

/** Whether the question failed before the chain could judge it. */
function isOnTheWay(error: unknown): boolean {
  return has(error, HttpRequestError, TimeoutError, LimitExceededRpcError) !== undefined
}

/** Any failure of a question, in our words. */
export function asLedgerError(error: unknown): CommonholdError {
  if (error instanceof CommonholdError) return error
  const ours = has(error, CommonholdError)
  if (ours) return ours as unknown as CommonholdError
  const reverted = decodeRevert(error)
  if (reverted !== undefined) return reverted
  if (isOnTheWay(error)) return unreachable(error)
  const text = textOf(error)
  const isPoor = has(error, InsufficientFundsError) || /insufficient funds/i.test(text)
  if (isPoor) return noFunds(text, error)
  if (/returned no data/.test(text) || has(error, InvalidInputRpcError)) {
    return wrongChain('a contract gave no answer', error)
  }
  return badAnswer(text, error)
}

/** What the chain itself said, without what viem puts around it. */
export function textOf(error: unknown): string {
  if (!(error instanceof BaseError)) return String(error)
  return `${error.shortMessage} ${error.details ?? ''}`.trim().slice(0, 500)
}

type ErrorClass = abstract new (...args: never[]) => Error

function has(error: unknown, ...kinds: readonly ErrorClass[]): Error | undefined {
  const isKind = (cause: unknown): boolean => kinds.some((kind) => cause instanceof kind)
  if (isKind(error)) return error as Error
  if (!(error instanceof BaseError)) return undefined
  return (error.walk(isKind) as Error | null) ?? undefined
}

function unreachable(cause: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_UNREACHABLE',
    fault: 'chain',
    message: `The chain gave no answer in ${retryDelaysMs.length + 1} attempts: ${textOf(cause)}`,
    hint: 'Check ledger.rpcUrl, and that the chain runs. The node goes on when it answers again.',
    retryable: true,
    cause
  })
}

function wrongChain(why: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_WRONG_CHAIN',
    fault: 'chain',
    message: `The chain is not the one configured: ${why}.`,
    hint: 'Compare ledger.rpcUrl, ledger.chainId and ledger.contracts with the network.',
    cause
  })
}

function noFunds(text: string, cause: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_NO_FUNDS',
    fault: 'caller',
    message: `The account cannot pay for the transaction: ${text}`,
    hint: "Send some of the chain's currency to the node's account.",
    cause
  })
}

function badAnswer(text: string, cause: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_BAD_ANSWER',
    fault: 'chain',
    message: `The chain answered with an error: ${text}`,
    hint: 'Check that ledger.rpcUrl offers the standard eth_ methods.',
    details: { answer: text },
    cause
  })
}
