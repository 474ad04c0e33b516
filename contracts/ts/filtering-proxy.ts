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
import { judge, type Refusal, refusal } from './proxy/json-rpc-guard.ts'
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
  /** Is given each signed transaction, as 0x hex, before the chain is; may refuse by throwing. */
  readonly onTransaction?: (transaction: string) => Promise<void>
  /** Absent: no test money. */
  readonly funding?: FundOptions
  /** Questions of one address in ten seconds. Default 5,000. */
  readonly questionsMax?: number
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
  readonly fundings: RateLimit
  readonly fundingsOfAccount: RateLimit
}

/** @throws {CommonholdError} `LEDGER_PROXY_FAILED` where the port cannot be had */
export async function startFilteringProxy(options: FilteringProxyOptions): Promise<FilteringProxy> {
  const { clock, log, host = '127.0.0.1', port = 0, questionsMax = 5_000 } = options
  const { clientTimeoutMs = 10_000, funding } = options
  const perHour = { clock, windowMs: hourMs }
  const door: Door = {
    ...options,
    questions: createRateLimit({ clock, windowMs: 10_000, amountMax: questionsMax }),
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
  const count = questions.length + refusals.length
  if (!door.questions.use(request.socket.remoteAddress ?? '', count)) {
    response.setHeader('retry-after', '10')
    return send(response, 429, refusal(null, -32_005, 'Too many questions; ask again later.'))
  }
  if (questions.length === 0) return send(response, 200, isBatch ? refusals : refusals[0]!)
  for (const { method, params } of questions) {
    const [transaction] = Array.isArray(params) ? params : []
    if (method !== 'eth_sendRawTransaction' || typeof transaction !== 'string') continue
    await door.onTransaction?.(transaction)
  }
  const passed = isBatch ? questions : questions[0]!
  const answers = await ask(door.rpcUrl, passed)
  if (!isBatch || refusals.length === 0) return send(response, 200, answers)
  const list = Array.isArray(answers) ? (answers as readonly Refusal[]) : []
  send(response, 200, [...list, ...refusals])
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
