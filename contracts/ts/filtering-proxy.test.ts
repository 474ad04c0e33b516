import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type MemberId, parseMemberId, silentLog } from '@commonhold/base'
import { privateKeyToAccount } from 'viem/accounts'
import { askChain } from './embedded/json-rpc.ts'
import { type EmbeddedChain, startEmbeddedChain } from './embedded-chain.ts'
import {
  type FilteringProxy,
  type FilteringProxyOptions,
  startFilteringProxy
} from './filtering-proxy.ts'
import { testClock } from './testing/test-clock.ts'
import { senderOfTransaction } from './transaction-sender.ts'

const clock = testClock
const log = silentLog
const stranger = parseMemberId(`0x${'57'.repeat(20)}`)

let folder: string
let chain: EmbeddedChain
let proxy: FilteringProxy

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonhold-proxy-'))
  chain = await startEmbeddedChain({ stateFile: join(folder, 'chain.json'), clock, log })
  proxy = await startFilteringProxy({ rpcUrl: chain.rpcUrl, clock, log })
})

after(async () => {
  await proxy.stop()
  await chain.stop()
  await rm(folder, { recursive: true })
})

type Answer = { status: number; document: never }

async function post(url: string, body: string, type = 'application/json'): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body })
  return { status: response.status, document: (await response.json()) as never }
}

function question(method: string, params: unknown = []): string {
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
}

async function balanceOf(account: MemberId): Promise<bigint> {
  return BigInt((await askChain(chain.rpcUrl, 'eth_getBalance', [account, 'latest'])) as string)
}

async function withProxy(
  options: Partial<FilteringProxyOptions>,
  use: (url: string) => Promise<void>
): Promise<void> {
  const own = await startFilteringProxy({ rpcUrl: chain.rpcUrl, clock, log, ...options })
  await use(own.url).finally(() => own.stop())
}

test('standard questions are answered, one or many at once', async () => {
  const one = await post(proxy.url, question('eth_chainId'))
  assert.deepEqual(one.document, { jsonrpc: '2.0', id: 1, result: '0x1494c' })
  const batch = `[${question('eth_chainId')},${question('anvil_mine')}]`
  const many = (await post(proxy.url, batch)).document as { error?: { code: number } }[]
  assert.deepEqual(
    many.map(({ error }) => error?.code),
    [undefined, -32_601]
  )
})

test("what changes the chain, or uses a node's keys, does not pass in any disguise", async () => {
  const rich = [stranger, '0xffffffff']
  const methods = [
    ...['anvil_setBalance', 'hardhat_setBalance', 'anvil_reset', 'evm_mine', 'evm_revert'],
    ...['ANVIL_setBalance', ' anvil_setBalance', 'anvil_setBalance\u0000', 'eth_sendTransaction'],
    ...['eth_sendUnsignedTransaction', 'eth_sign', 'eth_signTransaction', 'eth_signTypedData_v4'],
    ...['eth_accounts', 'personal_sign', 'debug_traceCall', 'txpool_content', 'Eth_chainId'],
    ...[
      'tenderly_setBalance',
      'erigon_x',
      'ots_x',
      'toString',
      '__proto__',
      'anvil_impersonateAccount'
    ]
  ]
  for (const method of methods) {
    const { document } = await post(proxy.url, question(method, rich))
    assert.equal((document as { error: { code: number } }).error.code, -32_601, method)
  }
  const rest = `"jsonrpc":"2.0","params":${JSON.stringify(rich)}`
  const bodies = [
    `{"id":1,"method":"eth_chainId","method":"anvil_setBalance",${rest}}`,
    `{"id":1,"method":"anvil_setBalance","method":"eth_chainId",${rest}}`,
    `{"id":1,"\\u006dethod":"anvil_setBalance",${rest}}`,
    `[[${question('anvil_setBalance', rich)}]]`,
    `{"id":${question('anvil_setBalance', rich)},"method":"eth_chainId",${rest}}`,
    `{"id":1,"method":["anvil_setBalance"],${rest}}`
  ]
  for (const body of bodies) await post(proxy.url, body)
  assert.equal(await balanceOf(stranger), 0n)
})

test('what is no JSON-RPC is refused in JSON-RPC', async () => {
  const bodies = ['', '{', 'null', '7', '"x"', '[]', '[null]', '{}', '{"method":7}']
  for (const body of bodies) {
    const { document } = await post(proxy.url, body)
    const first = (Array.isArray(document) ? document[0] : document) as { error: { code: number } }
    assert.ok(first.error.code < -32_000, body)
  }
  const named = await post(proxy.url, question('eth_chainId', { a: 1 }))
  assert.equal((named.document as { error: { code: number } }).error.code, -32_602)
  const many = `[${Array.from({ length: 51 }, () => question('eth_chainId')).join(',')}]`
  assert.equal(
    ((await post(proxy.url, many)) as { document: { error: { code: number } } }).document.error
      .code,
    -32_600
  )
})

test('other verbs, paths, types and large bodies are refused', async () => {
  assert.equal((await fetch(proxy.url)).status, 405)
  assert.equal((await post(`${proxy.url}/other`, question('eth_chainId'))).status, 404)
  assert.equal((await post(`${proxy.url}/fund`, `{"account":"${stranger}"}`)).status, 404)
  assert.equal((await post(proxy.url, question('eth_chainId'), 'text/plain')).status, 415)
  await withProxy({ bodyBytesMax: 100 }, async (url) => {
    assert.equal((await post(url, question('eth_chainId'))).status, 200)
    assert.equal((await post(url, question('eth_call', ['x'.repeat(100)]))).status, 413)
  })
})

test('an address that asks too much has to wait; each question of a batch counts', async () => {
  await withProxy({ questionsMax: 5 }, async (url) => {
    const four = `[${Array.from({ length: 4 }, () => question('eth_chainId')).join(',')}]`
    assert.equal((await post(url, four)).status, 200)
    assert.equal((await post(url, four)).status, 429)
    assert.equal((await post(url, question('evm_mine'))).status, 200)
    assert.equal((await post(url, question('eth_chainId'))).status, 429)
  })
})

test('P7, P8: transactions are noted before, settled after, and bounded', async () => {
  const seen: string[] = []
  const transactions = {
    async note(transaction: string) {
      seen.push(`note ${transaction}`)
      return transaction !== '0xfull'
    },
    settle: async (...how: [string, boolean]) => void seen.push(`settle ${how.join(' ')}`)
  }
  const key = `0x${'4b'.repeat(32)}` as const
  const owner = privateKeyToAccount(key)
  await chain.fund(parseMemberId(owner.address.toLowerCase()), 10n ** 18n)
  const transaction = {
    chainId: chain.chainId,
    to: stranger,
    gas: 21_000n,
    maxFeePerGas: 10n ** 10n
  }
  const signed = await owner.signTransaction({ ...transaction, nonce: 0 })
  assert.equal(await senderOfTransaction(signed), owner.address.toLowerCase())
  for (const junk of ['0x', '0x02', `${signed}00`, 'x', '']) {
    assert.equal(await senderOfTransaction(junk), undefined, junk)
  }
  const sending = (text: string) => question('eth_sendRawTransaction', [text])
  await withProxy({ transactions, transactionsMax: 5 }, async (url) => {
    assert.equal((await post(url, sending('0xfull'))).status, 429)
    const batch = `[${sending('0xdead')},${question('eth_chainId')},${sending(signed)}]`
    const answers = (await post(url, batch)).document as { result?: string }[]
    assert.equal(answers.filter(({ result }) => result !== undefined).length, 2)
    assert.equal((await post(url, `[${sending('0xfull')}]`)).status, 200)
    assert.equal((await post(url, question('eth_sendRawTransaction', [7]))).status, 200)
    assert.equal((await post(url, sending('0xdead'))).status, 429)
    assert.equal((await post(url, question('eth_chainId'))).status, 200)
  })
  assert.deepEqual(seen, [
    ...['note 0xfull', 'note 0xdead', 'settle 0xdead false'],
    ...[`note ${signed}`, `settle ${signed} true`, 'note 0xfull']
  ])
})

test('a client that sends nothing, or half a question, is cut off', async () => {
  await withProxy({ clientTimeoutMs: 50 }, async (url) => {
    const { port } = new URL(url)
    const half =
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{'
    for (const text of ['POST /', half]) {
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(text)
      await new Promise<void>((resolve) => socket.once('close', () => resolve()).resume())
    }
  })
})

test('a chain that is gone is told plainly', async () => {
  await withProxy({ rpcUrl: 'http://127.0.0.1:1' }, async (url) => {
    assert.equal((await post(url, question('eth_chainId'))).status, 502)
  })
})

test('newcomers get test money, filled up to the limit and no more', async () => {
  const weiMax = 1_000n
  const funding = { fund: chain.fund, balanceOf, weiMax, perHour: 2 }
  const accounts = [1, 2, 3].map((n) => parseMemberId(`0x${String(n).repeat(40)}`))
  await withProxy({ funding }, async (url) => {
    const ask = (account: unknown) => post(`${url}/fund`, JSON.stringify({ account }))
    assert.deepEqual((await ask(accounts[0])).document, { account: accounts[0], wei: '1000' })
    assert.deepEqual((await ask(accounts[0])).document, { account: accounts[0], wei: '0' })
    assert.equal((await ask(accounts[1])).status, 200)
    assert.equal((await ask(accounts[2])).status, 429)
    for (const bad of ['0x', 7, null, `${accounts[0]}0`]) assert.equal((await ask(bad)).status, 400)
    assert.equal((await post(`${url}/fund`, 'null')).status, 400)
  })
  assert.deepEqual(await Promise.all(accounts.map(balanceOf)), [1_000n, 1_000n, 0n])
})

test('an account that spends all it gets is not filled for ever', async () => {
  const funding = { fund: async () => undefined, balanceOf: async () => 0n }
  await withProxy({ funding }, async (url) => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 4; attempt++) {
      statuses.push((await post(`${url}/fund`, JSON.stringify({ account: stranger }))).status)
    }
    assert.deepEqual(statuses, [200, 200, 200, 429])
  })
})

test('a port that is taken is told so', async () => {
  const taken = { rpcUrl: chain.rpcUrl, clock, log, port: proxy.port }
  await assert.rejects(startFilteringProxy(taken), { code: 'LEDGER_PROXY_FAILED' })
})
