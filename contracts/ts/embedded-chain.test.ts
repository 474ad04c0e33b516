import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommonholdError, parseMemberId, silentLog } from '@commonhold/base'
import { findAnvil } from './embedded/anvil-binary.ts'
import { askChain } from './embedded/json-rpc.ts'
import { runningProcess } from './embedded/running-process.ts'
import { copyState } from './embedded/state-file.ts'
import { type EmbeddedChain, startEmbeddedChain } from './embedded-chain.ts'
import { testClock } from './testing/test-clock.ts'

const clock = testClock
const log = silentLog
const account = parseMemberId(`0x${'a1'.repeat(20)}`)

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonhold-chain-'))
})
after(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function balance(chain: EmbeddedChain): Promise<bigint> {
  return BigInt((await askChain(chain.rpcUrl, 'eth_getBalance', [account, 'latest'])) as string)
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await clock.sleep(10)
}

test('a chain answers on the loopback, unlocks no account, and keeps its state', async () => {
  const stateFile = join(folder, 'keep', 'chain.json')
  const first = await startEmbeddedChain({ stateFile, clock, log })
  assert.match(first.rpcUrl, /^http:\/\/127\.0\.0\.1:\d+$/)
  assert.equal(await askChain(first.rpcUrl, 'eth_chainId'), '0x1494c')
  assert.deepEqual(await askChain(first.rpcUrl, 'eth_accounts'), [])
  await Promise.all([first.fund(account, 5n), first.fund(account, 2n)])
  await askChain(first.rpcUrl, 'evm_mine')
  const block = await askChain(first.rpcUrl, 'eth_getBlockByNumber', ['0x1', false])
  await first.stop()
  assert.equal(await runningProcess(first.pid), undefined)
  const second = await startEmbeddedChain({ stateFile, clock, log })
  assert.equal(await balance(second), 7n)
  const again = await askChain(second.rpcUrl, 'eth_getBlockByNumber', ['0x1', false])
  assert.deepEqual((again as { hash: string }).hash, (block as { hash: string }).hash)
  await second.stop()
})

test('a chain keeps no file for each of its blocks', async () => {
  const own = join(folder, 'many-blocks')
  const chain = await startEmbeddedChain({ stateFile: join(own, 'chain.json'), clock, log })
  // anvil keeps the states of 500 blocks in memory, and would write older ones, whole, to files.
  for (let times = 0; times < 60; times++) await askChain(chain.rpcUrl, 'anvil_mine', ['0xa'])
  await chain.fund(account, 3n)
  assert.equal(await balance(chain), 3n)
  const files = await readdir(own, { recursive: true })
  await chain.stop()
  assert.ok(files.length <= 5, files.slice(0, 8).join(' '))
})

test('time goes on while nothing happens', async () => {
  const stateFile = join(folder, 'time.json')
  const chain = await startEmbeddedChain({ stateFile, clock, log })
  await until(async () => BigInt((await askChain(chain.rpcUrl, 'eth_blockNumber')) as string) > 0n)
  await chain.stop()
})

test('the owner is told when its chain is killed, and what was written survives', async () => {
  const stateFile = join(folder, 'killed.json')
  const exited = Promise.withResolvers<CommonholdError>()
  const first = await startEmbeddedChain({ stateFile, clock, log, onExit: exited.resolve })
  await first.fund(account, 9n)
  const written = async (): Promise<string> => await readFile(stateFile, 'utf8').catch(() => '')
  await until(async () => (await written()).includes('a1'.repeat(20)))
  process.kill(first.pid, 'SIGKILL')
  assert.equal((await exited.promise).code, 'LEDGER_CHAIN_FAILED')
  const second = await startEmbeddedChain({ stateFile, clock, log })
  assert.equal(await balance(second), 9n)
  await second.stop()
})

const ownerProgram = `
  import { startEmbeddedChain } from '@commonhold/contracts'
  import { testClock } from '@commonhold/contracts/testing/test-clock'
  import { silentLog } from '@commonhold/base'
  const chain = await startEmbeddedChain({
    stateFile: process.env.STATE_FILE, clock: testClock, log: silentLog
  })
  process.stdout.write(String(chain.pid))
`

async function ownerOf(stateFile: string): Promise<{ kill: () => Promise<void>; chain: number }> {
  const owner = spawn(process.execPath, ['--input-type=module', '-e', ownerProgram], {
    cwd: import.meta.dirname,
    env: { ...process.env, STATE_FILE: stateFile },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const [pid] = await once(owner.stdout, 'data')
  const kill = async (): Promise<void> => {
    owner.kill('SIGKILL')
    await once(owner, 'exit')
  }
  return { kill, chain: Number(pid) }
}

test('a chain whose owner lives is left alone; an orphan is ended and succeeded', async () => {
  const stateFile = join(folder, 'orphan.json')
  const owner = await ownerOf(stateFile)
  await assert.rejects(startEmbeddedChain({ stateFile, clock, log }), {
    code: 'LEDGER_CHAIN_IN_USE'
  })
  assert.notEqual(await runningProcess(owner.chain), undefined)
  await owner.kill()
  const heir = await startEmbeddedChain({ stateFile, clock, log })
  assert.equal(await runningProcess(owner.chain), undefined)
  assert.notEqual(heir.pid, owner.chain)
  await heir.stop()
})

test('a process that merely has the number in the process file is never ended', async () => {
  const stateFile = join(folder, 'innocent.json')
  const innocent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', stateFile])
  await once(innocent, 'spawn')
  await writeFile(`${stateFile}.pid`, JSON.stringify({ pid: innocent.pid, owner: 1 }))
  const chain = await startEmbeddedChain({ stateFile, clock, log })
  await chain.stop()
  assert.notEqual(await runningProcess(innocent.pid!), undefined)
  innocent.kill('SIGKILL')
})

test('half a state file is replaced by the copy, and refused without one', async () => {
  const stateFile = join(folder, 'half.json')
  const first = await startEmbeddedChain({ stateFile, clock, log })
  await first.fund(account, 3n)
  await first.stop()
  await copyState(stateFile)
  await truncate(stateFile, 700)
  await copyState(stateFile)
  const second = await startEmbeddedChain({ stateFile, clock, log })
  assert.equal(await balance(second), 3n)
  await second.stop()
  await truncate(stateFile, 0)
  await rm(`${stateFile}.copy`)
  await assert.rejects(startEmbeddedChain({ stateFile, clock, log }), {
    code: 'LEDGER_CHAIN_DAMAGED'
  })
})

test('a machine that anvil is not made for is told so', () => {
  assert.throws(() => findAnvil('sunos', 'sparc'), { code: 'LEDGER_CHAIN_MISSING' })
})
