import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Hex, parseStudyId, parseUnixSeconds, silentLog, zeroBytes32 } from '@commonhold/base'
import { type EmbeddedChain, openChainReader, startEmbeddedChain } from '@commonhold/contracts'
import { askChain } from '@commonhold/contracts/embedded/json-rpc'
import { deployNetwork, type TestNetwork } from '@commonhold/contracts/testing/ledgers-on'
import { testClock as clock } from '@commonhold/contracts/testing/test-clock'
import type { Ledger, RoundResult } from '@commonhold/protocol'
import { openIndex } from './open-index.ts'
import { wordOf } from './testing/simulated-chain.ts'

const log = silentLog

let folder: string
let chain: EmbeddedChain
let network: TestNetwork
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonhold-indexed-'))
  chain = await startEmbeddedChain({ stateFile: join(folder, 'chain.json'), clock, log })
  network = await deployNetwork({ ...chain, setBalance: 'anvil_setBalance' })
})
after(async () => {
  await chain.stop()
  await rm(folder, { recursive: true })
})

function reader() {
  const { fromBlock, ...contracts } = network.deployment
  const { rpcUrl, chainId } = chain
  return openChainReader({ rpcUrl, chainId, contracts, fromBlock, clock })
}

async function joined(ledger: Ledger, study: number): Promise<void> {
  const entry = { kind: 'dataset', commitment: wordOf(5), terms: zeroBytes32, parents: [] } as const
  const { asset: dataset } = await ledger.register(entry)
  const join = { study: parseStudyId(study), dataset, terms: wordOf(7), invitation: [] }
  await ledger.joinStudy(join)
}

async function finalised(first: Ledger, signers: readonly Ledger[], result: RoundResult) {
  const signatures = new Map<number, Hex>()
  for (const [index, ledger] of signers.entries()) {
    signatures.set(index, await ledger.signResult(result))
  }
  await first.finalise(result, signatures)
}

test('the index says what the ledger says, of a study with all its turns', async () => {
  const [first, second, third] = network.ledgers
  for (const ledger of [first, second, third]) await ledger.join(wordOf(1), wordOf(2))
  const at = (await first.block()).at
  const proposal = {
    ...{ terms: wordOf(7), invited: zeroBytes32, rounds: 1, cohortMin: 2, membersMax: 2 },
    ...{ skipsMax: 1, joinBy: parseUnixSeconds(at + 500), roundSeconds: 60 }
  }
  const { study } = await first.propose(proposal)
  await joined(first, study)
  await joined(second, study)
  await first.leaveStudy(study)
  await joined(third, study)
  await second.update(wordOf(3), wordOf(4))
  await first.start(study)
  const index = openIndex({ file: join(folder, 'index.sqlite'), chain: reader(), clock, log })
  for (let skip = 0; skip < 2; skip++) {
    await network.passTime(61)
    await first.skip(study)
    await index.follow()
    assert.deepEqual(index.study(study), await first.studyOf(study))
  }
  const [round, epoch, model] = [1, 2, wordOf(8)]
  const words = { previousModel: wordOf(7), model, transcript: wordOf(9) }
  const result = { study, round, epoch, ...words, survivors: 0b11n }
  await finalised(first, [second, third], result)
  await first.close(study)
  await third.revoke((await first.studyOf(study))!.members[1]!.dataset)
  await first.leave()
  const { study: cancelled } = await second.propose(proposal)
  await second.cancel(cancelled)

  await index.follow()
  for (const id of [study, cancelled]) {
    assert.deepEqual(index.study(id), await first.studyOf(id))
    assert.deepEqual(index.rounds(id), await first.roundsOf(id))
  }
  const byAccount = (await first.members()).toSorted((a, b) => (a.member < b.member ? -1 : 1))
  assert.deepEqual(index.members(), byAccount)
  assert.deepEqual(index.member(first.self), await first.memberOf(first.self))
  assert.equal(index.assets().length, 4)
  for (const asset of index.assets()) {
    assert.deepEqual(asset, await first.assetOf(asset.asset))
    assert.deepEqual(index.asset(asset.asset), asset)
  }
  const made = index.study(study)!.asset!
  assert.deepEqual(index.childrenOf(index.asset(made)!.parents[0]!.asset), [made])
  const dump = index.dump()
  await index.rebuild()
  assert.equal(index.dump(), dump)
  await index.stop()
})

test('a real reorganisation is followed, and blocks lost with nothing in their place', async () => {
  const [, second] = network.ledgers
  const index = openIndex({ file: ':memory:', chain: reader(), clock, log })
  const before = await askChain(chain.rpcUrl, 'evm_snapshot')
  await second.update(wordOf(11), wordOf(12))
  await index.follow()
  assert.equal(index.member(second.self)?.nodeKey, wordOf(11))
  await askChain(chain.rpcUrl, 'evm_revert', [before])
  await index.follow()
  assert.equal(index.member(second.self)?.nodeKey, wordOf(3))
  await second.update(wordOf(13), wordOf(14))
  await index.follow()
  assert.equal(index.member(second.self)?.nodeKey, wordOf(13))
  const dump = index.dump()
  await index.rebuild()
  assert.equal(index.dump(), dump)
  await index.stop()
})

const followerProgram = `
  import { openChainReader } from '@commonhold/contracts'
  import { testClock as clock } from '@commonhold/contracts/testing/test-clock'
  import { silentLog as log } from '@commonhold/base'
  import { openIndex } from ${JSON.stringify(new URL('open-index.ts', import.meta.url))}
  const { file, options } = JSON.parse(process.env.FOLLOWER)
  const chain = openChainReader({ ...options, clock })
  const index = openIndex({ file, chain, clock, log, pollMs: 1 })
  index.on('change', () => process.stdout.write('change'))
  index.start()
`

test('an index killed at work goes on with its file as if nothing had been', async () => {
  const [, second] = network.ledgers
  const file = join(folder, 'killed.sqlite')
  const { fromBlock, ...contracts } = network.deployment
  const options = { rpcUrl: chain.rpcUrl, chainId: chain.chainId, contracts, fromBlock }
  const follower = spawn(process.execPath, ['--input-type=module', '-e', followerProgram], {
    cwd: import.meta.dirname,
    env: { ...process.env, FOLLOWER: JSON.stringify({ file, options }) },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  await once(follower.stdout, 'data')
  const updates = [21, 22, 23].map((number) => second.update(wordOf(number), wordOf(number)))
  await once(follower.stdout, 'data')
  follower.kill('SIGKILL')
  await once(follower, 'exit')
  await Promise.all(updates)
  const index = openIndex({ file, chain: reader(), clock, log })
  assert.ok(index.head() !== undefined)
  await index.follow()
  assert.equal(index.member(second.self)?.nodeKey, wordOf(23))
  const dump = index.dump()
  await index.rebuild()
  assert.equal(index.dump(), dump)
  await index.stop()
})
