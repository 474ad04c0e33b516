import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { type CommonholdError, type Hex, silentLog } from '@commonhold/base'
import { hashRoundResult } from '@commonhold/protocol'
import { ledgerSuite, wordOf } from '@commonhold/protocol/ledger/ledger.suite'
import { createPublicClient, http } from 'viem'
import { studiesAbi } from './abi/studies.ts'
import { embeddedChainId, startEmbeddedChain } from './embedded-chain.ts'
import { openLedger } from './open-ledger.ts'
import { startHardhatChain } from './testing/hardhat-chain.ts'
import { deployNetwork, testKey } from './testing/ledgers-on.ts'
import { testClock } from './testing/test-clock.ts'

const clock = testClock
const log = silentLog
const chainId = embeddedChainId

async function temporaryFolder(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'commonhold-ledger-'))
}

ledgerSuite({
  name: 'anvil',
  async setup() {
    const folder = await temporaryFolder()
    const chain = await startEmbeddedChain({ stateFile: join(folder, 'chain.json'), clock, log })
    const network = await deployNetwork({ ...chain, setBalance: 'anvil_setBalance' })
    return {
      ...network,
      async close() {
        await chain.stop()
        await rm(folder, { recursive: true })
      }
    }
  }
})

ledgerSuite({
  name: "Hardhat's engine",
  async setup() {
    const { rpcUrl, stop } = await startHardhatChain()
    const network = await deployNetwork({
      rpcUrl,
      chainId: 31_337,
      setBalance: 'hardhat_setBalance'
    })
    return { ...network, close: stop }
  }
})

test('after kill -9 the chain goes on, and the same ledgers with it', async (t) => {
  const folder = await temporaryFolder()
  const stateFile = join(folder, 'chain.json')
  const chain = await startEmbeddedChain({ stateFile, clock, log })
  const { ledgers, deployment } = await deployNetwork({ ...chain, setBalance: 'anvil_setBalance' })
  const [first] = ledgers
  const { transactionHash } = await first.join(wordOf(7), wordOf(8))
  const written = async (): Promise<string> => await readFile(stateFile, 'utf8').catch(() => '')
  while (!(await written()).includes(transactionHash)) await clock.sleep(20)
  process.kill(chain.pid, 'SIGKILL')
  const again = await startEmbeddedChain({ stateFile, clock, log })
  t.after(async () => {
    await again.stop()
    await rm(folder, { recursive: true })
  })
  const { fromBlock, ...contracts } = deployment
  const open = { rpcUrl: again.rpcUrl, chainId, contracts, fromBlock, clock, log, pollMs: 10 }
  const ledger = openLedger({ ...open, privateKey: testKey(1) })
  assert.equal((await ledger.memberOf(ledger.self))?.nodeKey, wordOf(7))
  assert.equal((await ledger.members()).length, 1)
  await ledger.update(wordOf(9), wordOf(9))
  assert.equal((await ledger.memberOf(ledger.self))?.nodeKey, wordOf(9))
})

test('digests, money and the identity of the chain are checked', async (t) => {
  const folder = await temporaryFolder()
  const chain = await startEmbeddedChain({ stateFile: join(folder, 'chain.json'), clock, log })
  t.after(async () => {
    await chain.stop()
    await rm(folder, { recursive: true })
  })
  const { rpcUrl } = chain
  const { deployment, ledgers } = await deployNetwork({ ...chain, setBalance: 'anvil_setBalance' })
  const { fromBlock: _, ...contracts } = deployment
  const open = { rpcUrl, chainId, contracts, clock, log, pollMs: 10, privateKey: testKey(1) }

  await t.test('a result has the same digest here and in the contract', async () => {
    const client = createPublicClient({ transport: http(rpcUrl) })
    const [first] = ledgers
    const result = {
      study: 5 as never,
      round: 4_000_000_000,
      epoch: 7,
      previousModel: wordOf(1),
      model: wordOf(2),
      transcript: wordOf(3),
      survivors: 2n ** 255n + 1n
    }
    const hash = await client.readContract({
      address: contracts.studies,
      abi: studiesAbi,
      functionName: 'hashResult',
      args: [{ ...result, study: 5n }]
    })
    assert.equal(hash, hashRoundResult(first.domain, result))
  })

  await t.test('an account without money is told so', async () => {
    const poor = openLedger({ ...open, privateKey: testKey(77) })
    await assert.rejects(poor.join(wordOf(1), wordOf(1)), { code: 'LEDGER_NO_FUNDS' })
  })

  await t.test('another chain id, and an address without a contract, are refused', async () => {
    const other = openLedger({ ...open, chainId: 1 })
    await assert.rejects(other.join(wordOf(1), wordOf(1)), { code: 'LEDGER_WRONG_CHAIN' })
    await assert.rejects(other.block(), { code: 'LEDGER_WRONG_CHAIN' })
    const empty = { ...contracts, assets: `0x${'ee'.repeat(20)}` as Hex }
    await assert.rejects(openLedger({ ...open, contracts: empty }).studyCount(), {
      code: 'LEDGER_WRONG_CHAIN'
    })
    assert.throws(() => openLedger({ ...open, rpcUrl: 'file:///etc/passwd' }), {
      code: 'LEDGER_WRONG_CHAIN'
    })
  })

  await t.test('nothing that a ledger shows holds its key', () => {
    assert.ok(!inspect(openLedger(open), { depth: 9, showHidden: true }).includes('cccccccccc'))
  })
})

async function answering(
  body: string,
  status = 200
): Promise<{ url: string; asked: () => number }> {
  let asked = 0
  const server = createServer((_request, response) => {
    asked++
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  server.unref()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked: () => asked }
}

const nowhere = {
  members: `0x${'01'.repeat(20)}`,
  assets: `0x${'02'.repeat(20)}`,
  studies: `0x${'03'.repeat(20)}`
} as const

const hurried = { ...clock, sleep: async () => undefined }

async function failureAt(url: string): Promise<CommonholdError> {
  const options = { rpcUrl: url, chainId, contracts: nowhere, privateKey: testKey(1) }
  const ledger = openLedger({ ...options, clock: hurried, log })
  return await ledger.block().then(
    () => assert.fail('it should fail'),
    (error: CommonholdError) => error
  )
}

test('what fails on the way is tried again; what the chain answers is not', async () => {
  const broken = await answering('busy', 503)
  const unreachable = await failureAt(broken.url)
  assert.equal(unreachable.code, 'LEDGER_UNREACHABLE')
  assert.ok(unreachable.retryable)
  assert.equal(broken.asked(), 5)
  const error = { code: -32_601, message: 'no such method' }
  const strange = await answering(JSON.stringify({ jsonrpc: '2.0', id: 1, error }))
  const refusal = await failureAt(strange.url)
  assert.equal(refusal.code, 'LEDGER_BAD_ANSWER')
  assert.equal(strange.asked(), 1)
  assert.equal((await failureAt('http://127.0.0.1:1')).code, 'LEDGER_UNREACHABLE')
})
