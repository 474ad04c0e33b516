import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Log, silentLog } from '@commonhold/base'
import { createSeededRandom, nodeCrypto, realClock } from '@commonhold/platform'
import { parseConfig } from '../config/config.ts'
import { homePaths } from '../home/home-paths.ts'
import { createMemberKeys } from '../keys/member-keys.ts'
import { openNodeLedger } from './node-ledger.ts'

const account = `0x${'ac'.repeat(20)}`
const tenEther = 10n ** 19n

// Goal: the chain loses its last second when it is killed, and who was told of money has it still.
test('P7: test money that was given is there after the chain is killed', async (context) => {
  const { paths, ends, world } = await emptyHome(context)
  const restarted = Promise.withResolvers<void>()
  const log: Log = {
    ...silentLog,
    info: (event) => void (event === 'ledger.chain-restarted' && restarted.resolve())
  }
  const ledger = await openNodeLedger({ ...world, log })
  ends.push(ledger.stop)
  const { status } = await post(new URL('/fund', ledger.rpcUrl), { account })
  const file = await readFile(join(paths.ledger, 'state.json.pid'), 'utf8')
  process.kill((JSON.parse(file) as { pid: number }).pid, 'SIGKILL')
  assert.equal(status, 200)
  await restarted.promise
  const question = { jsonrpc: '2.0', id: 1, method: 'eth_getBalance', params: [account, 'latest'] }
  const answer = await post(new URL(ledger.rpcUrl), question)
  const { result } = (await answer.json()) as { result: string }
  assert.equal(BigInt(result), tenEther)
  const code = { ...question, method: 'eth_getCode', params: [ledger.contracts.studies, 'latest'] }
  const deployed = (await (await post(new URL(ledger.rpcUrl), code)).json()) as { result: string }
  assert.ok(deployed.result.length > 100, 'the contracts are there')
})

test('a ledger that cannot be opened leaves no chain behind', async (context) => {
  const { paths, world } = await emptyHome(context)
  const locked = {
    reveal: () => {
      throw new RangeError('locked')
    }
  }
  const keys = { ...world.keys, ledgerKey: locked as never }
  await assert.rejects(openNodeLedger({ ...world, keys, log: silentLog }), RangeError)
  const left = await readdir(paths.ledger)
  assert.deepEqual(
    left.filter((name) => name.endsWith('.pid')),
    []
  )
})

async function emptyHome(context: { after(end: () => Promise<void>): void }) {
  const home = await mkdtemp(join(tmpdir(), 'commonhold-chain-'))
  const ends = [() => rm(home, { recursive: true, force: true })]
  context.after(async () => {
    for (const end of ends.toReversed()) await end()
  })
  const paths = homePaths(home as never)
  const { config } = parseConfig({ flags: {}, env: {}, file: undefined })
  const keys = createMemberKeys(createSeededRandom('chain'), nodeCrypto)
  return { paths, ends, world: { paths, config, keys, clock: realClock } }
}

function post(url: URL, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}
