import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parseUnixSeconds, silentLog, zeroBytes32 } from '@commonhold/base'
import { wordOf } from '@commonhold/protocol/ledger/ledger.suite'
import { askChain } from './embedded/json-rpc.ts'
import { type EmbeddedChain, startEmbeddedChain } from './embedded-chain.ts'
import { type OpenLedgerOptions, openLedger } from './open-ledger.ts'
import { deployNetwork, type TestNetwork, testKey } from './testing/ledgers-on.ts'
import { testClock as clock } from './testing/test-clock.ts'

const log = silentLog

let folder: string
let chain: EmbeddedChain
let network: TestNetwork
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonhold-sender-'))
  chain = await startEmbeddedChain({ stateFile: join(folder, 'chain.json'), clock, log })
  network = await deployNetwork({ ...chain, setBalance: 'anvil_setBalance' })
})
after(async () => {
  await chain.stop()
  await rm(folder, { recursive: true })
})

function ledgerOf(number: number, options: Partial<OpenLedgerOptions> = {}) {
  const { fromBlock, ...contracts } = network.deployment
  const { rpcUrl, chainId } = chain
  const own = { rpcUrl, chainId, contracts, fromBlock, privateKey: testKey(number), clock, log }
  return openLedger({ ...own, pollMs: 10, ...options })
}

async function ask(method: string, ...params: unknown[]): Promise<unknown> {
  return await askChain(chain.rpcUrl, method, params)
}

/** Hashes of the transactions that wait for a block. */
async function waiting(count: number): Promise<readonly string[]> {
  for (;;) {
    const block = (await ask('eth_getBlockByNumber', 'pending', false)) as {
      transactions: string[]
    }
    if (block.transactions.length >= count) return block.transactions
    await clock.sleep(10)
  }
}

test('a transaction that the chain dropped is sent again', async () => {
  await ask('evm_setAutomine', false)
  const joining = ledgerOf(1).join(wordOf(1), wordOf(2))
  const [dropped] = await waiting(1)
  await ask('anvil_dropTransaction', dropped)
  await ask('evm_setAutomine', true)
  const { transactionHash } = await joining
  assert.equal(transactionHash, dropped)
})

test('one that comes into no block is told by its hash; the next goes behind it', async () => {
  const ledger = ledgerOf(1, { timeoutMs: 100 })
  await ask('evm_setAutomine', false)
  const late = await ledger.update(wordOf(3), wordOf(3)).then(
    () => assert.fail('no block was made'),
    (error: { code: string; retryable: boolean; details: Record<string, unknown> }) => error
  )
  assert.equal(late.code, 'LEDGER_TIMEOUT')
  assert.ok(late.retryable)
  assert.deepEqual(await waiting(1), [late.details['transactionHash']])
  const next = ledgerOf(1).update(wordOf(4), wordOf(4))
  await waiting(2)
  await ask('evm_setAutomine', true)
  await ask('evm_mine')
  await next
  assert.equal((await ledger.memberOf(ledger.self))?.nodeKey, wordOf(4))
})

test('a change is acknowledged only under as many blocks as were asked for', async () => {
  const ledger = ledgerOf(1, { confirmations: 3 })
  let isDone = false
  const updating = ledger.update(wordOf(5), wordOf(5)).finally(() => {
    isDone = true
  })
  let height = 0
  for (; !isDone; height = (await ledger.block()).number) await ask('evm_mine')
  assert.ok(height >= (await updating).blockNumber + 3)
})

test('the loser of two learns why, and time is that of now, not of the latest block', async () => {
  const [first, second] = [ledgerOf(1), ledgerOf(2)]
  await second.join(wordOf(1), wordOf(1))
  const { study } = await first.propose({
    ...{ terms: wordOf(7), invited: zeroBytes32, rounds: 1, cohortMin: 2, membersMax: 2 },
    joinBy: parseUnixSeconds((await first.block()).at + 600),
    ...{ skipsMax: 1, roundSeconds: 60 }
  })
  for (const ledger of [first, second]) {
    const entry = { kind: 'dataset', commitment: wordOf(6), terms: zeroBytes32 } as const
    const { asset: dataset } = await ledger.register({ ...entry, parents: [] })
    await ledger.joinStudy({ study, dataset, terms: wordOf(7), invitation: [] })
  }
  await ask('evm_setAutomine', false)
  const starting = Promise.allSettled([first.start(study), second.start(study)])
  await waiting(2)
  await ask('evm_setAutomine', true)
  await ask('evm_mine')
  const refused = (await starting).flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
  assert.equal(refused.length, 1)
  assert.equal(refused[0].code, 'LEDGER_REVERTED')
  assert.equal(refused[0].details['revert'], 'StudiesWrongState')
  assert.match(refused[0].message, /is running, not proposed/)

  // Nothing makes a block meanwhile: the chain's latest block still says that it is too early.
  await ask('evm_increaseTime', 61)
  const { roundDueAt } = (await first.studyOf(study))!
  assert.ok((await first.block()).at >= roundDueAt)
  await second.skip(study)
  assert.equal((await first.studyOf(study))?.epoch, 1)
})
