/**
 * A door to an embedded chain for other nodes: standard questions only, at a bearable rate.
 *
 * The chain itself listens on the loopback and obeys whoever asks: it would mine, set balances or
 * be reset. This server passes on what `json-rpc-guard.ts` allows, bounds sizes, rates and times,
 * and sends errors as plain as they come. `POST /fund` with `{"account": "0x…"}` gives test money,
 * where the owner wants that: so a newcomer can pay for its first transactions.
 *
 * Rates are counted by the address that a connection comes from. Whoever has many addresses gets
 * more; test money buys nothing but block space on a test chain.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Clock,
  CommonholdError,
  type Log,
  type MemberId,
  parseMemberId
} from '@commonhold/base'
import { judge, type Question, type Refusal, refusal } from './proxy/json-rpc-guard.ts'
import { createRateLimit, type RateLimit } from './proxy/rate-limit.ts'

/** Gives test money, within limits. */
export type FundOptions = {
  fund(account: MemberId, wei: bigint): Promise<void>
  balanceOf(account: MemberId): Promise<bigint>
  /** What an account is filled up to. Default 10 ether. */
  readonly weiMax?: bigint
  /** For all accounts together, in one hour. Default 100. */
  readonly perHour?: number
}

/** Remembers what may have to be sent again. */
export type KeptTransactions = {
  /** Is given each signed transaction, as 0x hex, before the chain is. False: it has to wait. */
  note(transaction: string): Promise<boolean>
  /** Is told what the chain made of it, before the sender is. */
  settle(transaction: string, isTaken: boolean): Promise<void>
}

/** What the door needs. */
export type FilteringProxyOptions = {
  /** The chain behind. */
  readonly rpcUrl: string
  readonly clock: Clock
  readonly log: Log
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Default 0: one that the system chooses. */
  readonly port?: number
  readonly transactions?: KeptTransactions
  /** Absent: no test money. */
  readonly funding?: FundOptions
  /** Questions of one address in ten seconds. Default 5,000. */
  readonly questionsMax?: number
  /** Transactions of one address in ten seconds. Default 1,000. */
  readonly transactionsMax?: number
  /** Of one body. Default 1 MiB. */
  readonly bodyBytesMax?: number
  /** For a client to send its whole question. Default 10,000. */
  readonly clientTimeoutMs?: number
}

/** An open door. */
export type FilteringProxy = {
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

const chainTimeoutMs = 30_000
const connectionsMax = 512
const hourMs = 3_600_000

type Door = FilteringProxyOptions & {
  readonly questions: RateLimit
  readonly sendings: RateLimit
  readonly fundings: RateLimit
  readonly fundingsOfAccount: RateLimit
}

/** @throws {CommonholdError} `LEDGER_PROXY_FAILED` where the port cannot be had */
export async function startFilteringProxy(options: FilteringProxyOptions): Promise<FilteringProxy> {
  const { clock, log, host = '127.0.0.1', port = 0, questionsMax = 5_000 } = options
  const { clientTimeoutMs = 10_000, transactionsMax = 1_000, funding } = options
  const perHour = { clock, windowMs: hourMs }
  const door: Door = {
    ...options,
    questions: createRateLimit({ clock, windowMs: 10_000, amountMax: questionsMax }),
    sendings: createRateLimit({ clock, windowMs: 10_000, amountMax: transactionsMax }),
    fundings: createRateLimit({ ...perHour, amountMax: funding?.perHour ?? 100 }),
    fundingsOfAccount: createRateLimit({ ...perHour, amountMax: 3 })
  }
  const server = createServer(
    {
      requestTimeout: clientTimeoutMs,
      headersTimeout: clientTimeoutMs,
      connectionsCheckingInterval: Math.min(1_000, clientTimeoutMs),
      maxHeaderSize: 8_192
    },
    (request, response) => {
      answer(door, request, response).catch((error: unknown) => {
        log.warn('ledger.proxy-failed', { error: String(error) })
        if (!response.headersSent) send(response, 502, { error: 'The chain gave no answer.' })
      })
    }
  )
  server.maxConnections = connectionsMax
  await listen(server, port, host)
  const bound = (server.address() as AddressInfo).port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    }
  }
}

async function answer(
  door: Door,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  if (request.method !== 'POST') return send(response, 405, { error: 'Only POST is answered.' })
  // A page in a browser may send plain text to anyone, but JSON only to those who agreed to it.
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    return send(response, 415, { error: 'Send application/json.' })
  }
  const body = await readBody(request, door.bodyBytesMax ?? 2 ** 20)
  if (body === undefined) {
    response.setHeader('connection', 'close')
    return send(response, 413, { error: 'The body is too large, or is not UTF-8.' })
  }
  if (request.url === '/') return await passOn(door, body, request, response)
  if (request.url === '/fund' && door.funding) return await fund(door, body, response)
  send(response, 404, { error: 'There is nothing at this path.' })
}

async function passOn(
  door: Door,
  body: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const { isBatch, questions, refusals } = judge(body)
  const isSending = ({ method }: Question) => method === 'eth_sendRawTransaction'
  const [sent, asked] = [questions.filter(isSending), questions.filter((each) => !isSending(each))]
  const from = request.socket.remoteAddress ?? ''
  const isTooMuch =
    !door.questions.use(from, questions.length + refusals.length) ||
    (sent.length > 0 && !door.sendings.use(from, sent.length))
  if (isTooMuch) return haveWait(response, refusal(null, tooMuch, 'Too many; ask again later.'))
  const answers: unknown[] = []
  for (const question of sent) answers.push(await sendTransaction(door, question))
  if (asked.length === 1) answers.push(await ask(door.rpcUrl, asked[0]))
  if (asked.length > 1) {
    const many = await ask(door.rpcUrl, asked)
    answers.push(...(Array.isArray(many) ? many : []))
  }
  answers.push(...refusals)
  const [only] = answers
  if (isBatch) return send(response, 200, answers)
  if (isRefusedWith(only, tooMuch)) return haveWait(response, only)
  send(response, 200, only)
}

/** JSON-RPC's "limit exceeded", by EIP-1474. */
const tooMuch = -32_005

/** One at a time, so that of each is known whether the chain took it. */
async function sendTransaction(door: Door, question: Question): Promise<unknown> {
  const [transaction] = question.params
  if (door.transactions === undefined || typeof transaction !== 'string') {
    return await ask(door.rpcUrl, question)
  }
  if (!(await door.transactions.note(transaction))) {
    return refusal(question.id, tooMuch, 'This account sends too much; send again in a minute.')
  }
  const answered = await ask(door.rpcUrl, question)
  const isTaken = !isRefusedWith(answered)
  await door.transactions.settle(transaction, isTaken)
  return answered
}

function isRefusedWith(answered: unknown, code?: number): boolean {
  const { error } = (answered ?? {}) as Partial<Refusal>
  return error !== undefined && (code === undefined || error.code === code)
}

function haveWait(response: ServerResponse, document: unknown): void {
  response.setHeader('retry-after', '10')
  send(response, 429, document)
}

async function ask(rpcUrl: string, body: unknown): Promise<unknown> {
  const answered = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(chainTimeoutMs)
  })
  return await answered.json()
}

/** Fills the account up; says how much it got. */
async function fund(door: Door, body: string, response: ServerResponse): Promise<void> {
  const { balanceOf, fund: give, weiMax = 10n ** 19n } = door.funding!
  const account = accountIn(body)
  if (account === undefined) {
    return send(response, 400, { error: 'Send {"account": "0x…"} with 40 hexadecimal digits.' })
  }
  const missing = weiMax - (await balanceOf(account))
  if (missing <= 0n) return send(response, 200, { account, wei: '0' })
  if (!door.fundingsOfAccount.use(account, 1) || !door.fundings.use('', 1)) {
    response.setHeader('retry-after', '3600')
    return send(response, 429, { error: 'No more test money for now; ask again in an hour.' })
  }
  await give(account, missing)
  door.log.info('ledger.account-funded', { account, wei: missing.toString() })
  send(response, 200, { account, wei: missing.toString() })
}

function accountIn(body: string): MemberId | undefined {
  try {
    const { account } = JSON.parse(body) as { account?: unknown }
    return typeof account === 'string' ? parseMemberId(account) : undefined
  } catch {
    return undefined
  }
}

/** The body as text; undefined where it is too large or not UTF-8. */
async function readBody(request: IncomingMessage, bytesMax: number): Promise<string | undefined> {
  const parts: Buffer[] = []
  let sizeBytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    sizeBytes += part.length
    if (sizeBytes > bytesMax) return undefined
    parts.push(part)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    return undefined
  }
}

function send(response: ServerResponse, status: number, document: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(document))
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(proxyFailed(host, port, cause)))
    server.listen(port, host, resolve)
  })
}

function proxyFailed(host: string, port: number, cause: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_PROXY_FAILED',
    fault: 'caller',
    message: `The chain cannot be offered at ${host}, port ${port}: ${String(cause)}`,
    hint: 'Choose an address of this machine and a port that is free, or port 0.',
    details: { host, port },
    cause
  })
}
