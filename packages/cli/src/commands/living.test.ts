import assert from 'node:assert/strict'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { type Hex, parseMemberId, silentLog } from '@commonhold/base'
import type { RunningNode, StartNodeOptions } from '@commonhold/node/config/start-options'
import { openApiToken, removeApiAddress } from '@commonhold/node/home/api-access'
import { openHomeLock } from '@commonhold/node/home/home-lock'
import { fakeNodeService, finalRound } from '@commonhold/node/http/fake-node-service'
import { createHttpApp } from '@commonhold/node/http/http-app'
import { startHttpServer } from '@commonhold/node/http/http-server'
import { realClock, secureRandom } from '@commonhold/platform'
import { encodeInvite, type StudyView } from '@commonhold/sdk'
import { createCliWorld } from '../testing/cli-world.ts'

const account = (digit: string): Hex => `0x${digit.repeat(40)}`

const address = encodeInvite({
  version: 1,
  member: parseMemberId(account('a')),
  peers: ['/ip4/127.0.0.1/tcp/4001/p2p/12D3KooWJ'],
  rpcUrl: 'http://127.0.0.1:8545',
  chainId: 31337,
  contracts: { members: account('1'), assets: account('2'), studies: account('3') }
})

/** A node that runs until it is stopped, and what it was started with. */
function fakeStart(): {
  readonly started: StartNodeOptions[]
  readonly start: (options: StartNodeOptions) => Promise<RunningNode>
} {
  const started: StartNodeOptions[] = []
  return {
    started,
    async start(options) {
      started.push(options)
      const { promise, resolve } = Promise.withResolvers<void>()
      const { service } = fakeNodeService({ shutdown: async () => resolve() })
      return {
        service,
        address,
        httpUrl: 'http://127.0.0.1:7070',
        stop: async () => resolve(),
        stopped: promise
      }
    }
  }
}

describe('init', () => {
  test('makes a home whose keys a machine key opens, and says so', async (context) => {
    const world = await createCliWorld(context)
    const { exitCode, stdout } = await world.run(['init'])
    assert.equal(exitCode, 0)
    assert.match(stdout, /^ledger {2}embedded: a local test chain/m)
    assert.match(stdout, /machine\.key: whoever can read this folder can act as you/)
    assert.match(stdout, /Next: commonhold up\n$/)
    assert.deepEqual(JSON.parse(await readFile(world.paths.config, 'utf8')), {
      name: 'test-machine'
    })
    const again = await world.run(['init'])
    assert.equal(again.exitCode, 2)
    assert.match(again.stderr, /NODE_KEYS_EXIST/)
  })

  test('takes ledger and peers from an address, and refuses a cut one', async (context) => {
    const world = await createCliWorld(context)
    const home = ['--home', join(world.paths.root, '../second')]
    const cut = await world.run(['init', ...home, '--join', address.slice(0, -9)])
    assert.match(cut.stderr, /SDK_BAD_INVITE/)
    await assert.rejects(stat(home[1]!))
    const name = ['--name', 'Hospital B', '--policy-min-cohort', '3']
    const made = await world.run(['init', ...home, '--join', address, ...name, '--json'])
    assert.equal(made.exitCode, 0)
    const config = JSON.parse(await readFile(join(home[1]!, 'config.json'), 'utf8'))
    assert.deepEqual(config, {
      name: 'Hospital B',
      ledger: {
        rpcUrl: 'http://127.0.0.1:8545',
        chainId: 31337,
        contracts: { members: account('1'), assets: account('2'), studies: account('3') }
      },
      peers: { dial: ['/ip4/127.0.0.1/tcp/4001/p2p/12D3KooWJ'] },
      policy: { minCohort: 3 }
    })
    const bad = await world.run(['init', '--home', 'third', '--policy-min-cohort', '1'])
    assert.match(bad.stderr, /--policy-min-cohort is 1/)
  })

  test('seals the keys with a passphrase that is typed twice', async (context) => {
    const differing = await createCliWorld(context, { answers: ['one', 'two'] })
    assert.match((await differing.run(['init', '--encrypt'])).stderr, /CLI_PASSPHRASES_DIFFER/)
    const nobody = await createCliWorld(context)
    assert.match((await nobody.run(['init', '--encrypt'])).stderr, /NODE_PASSPHRASE_NEEDED/)
    const world = await createCliWorld(context, { answers: ['secret', 'secret'] })
    assert.match((await world.run(['init', '--encrypt'])).stdout, /sealed with your passphrase/)
    await assert.rejects(stat(world.paths.machineKey))
  })
})

describe('keys', () => {
  test('go to a backup and from there into another home', async (context) => {
    const world = await createCliWorld(context, {
      env: { COMMONHOLD_BACKUP_PASSPHRASE: 'backup' }
    })
    await world.run(['init'])
    const shown = JSON.parse((await world.run(['keys', 'show', '--json'])).stdout)
    assert.match(shown.member, /^0x[0-9a-f]{40}$/)
    assert.equal((await world.run(['keys', 'export', 'backup.json'])).exitCode, 0)
    assert.match((await world.run(['keys', 'export', 'backup.json'])).stderr, /NODE_BACKUP_EXISTS/)
    const restore = ['init', '--home', 'second', '--restore', 'backup.json', '--json']
    assert.equal(JSON.parse((await world.run(restore)).stdout).member, shown.member)
  })
})

describe('up and down', () => {
  test('up runs the node with its configuration until it is interrupted', async (context) => {
    const { start, started } = fakeStart()
    const world = await createCliWorld(context, { startNode: start })
    assert.match((await world.run(['up'])).stderr, /NODE_NO_SUCH_HOME/)
    await world.run(['init', '--name', 'Hospital A'])
    const interrupted = new AbortController()
    const changes = {
      signal: interrupted.signal,
      stdout: {
        isTerminal: false,
        text: '',
        write(text: string) {
          this.text += text
          if (text.includes('ready.')) interrupted.abort()
        }
      }
    }
    const result = await world.run(['up', '--http-port', '7071'], changes)
    assert.equal(result.exitCode, 0)
    assert.match(result.stderr, /starting …\nstopping: .*\nstopped\n/)
    assert.ok(changes.stdout.text.includes(`Others join with this address:\n${address}\n`))
    assert.match(changes.stdout.text, /^warning {2}A local test chain/m)
    assert.equal(started[0]?.config.name, 'Hospital A')
    assert.equal(started[0]?.config['http.port'], 7071)
    assert.equal(started[0]?.passphrase, undefined)
  })

  test('up says where the dashboard is, and runs without one if it must', async (context) => {
    const { start, started } = fakeStart()
    const interrupted = new AbortController()
    interrupted.abort()
    const { signal } = interrupted
    const world = await createCliWorld(context, { startNode: start, dashboard: '/built' })
    await world.run(['init'])
    const withOne = await world.run(['up'], { signal })
    assert.equal(started[0]?.dashboard, '/built')
    const token = (await readFile(world.paths.token, 'utf8')).trim()
    assert.ok(withOne.stdout.includes(`dashboard  ${world.server.url}/#token=${token}`))
    const json = await world.run(['up', '--json'], { signal })
    assert.ok(!`${json.stdout}${json.stderr}`.includes(token), 'programs read it from its file')

    const without = await createCliWorld(context, { startNode: start })
    await without.run(['init'])
    const { exitCode, stdout, stderr } = await without.run(['up'], { signal })
    assert.equal(exitCode, 0)
    assert.equal(started.at(-1)?.dashboard, undefined)
    assert.match(stderr, /the node starts without its dashboard: This test gave no dashboard/)
    assert.doesNotMatch(stdout, /^dashboard/m)
  })

  test('open prints the address with the token, of a node that answers', async (context) => {
    const world = await createCliWorld(context)
    const token = (await readFile(world.paths.token, 'utf8')).trim()
    const { stdout } = await world.run(['open'])
    assert.equal(stdout, `${world.server.url}/#token=${token}\n`)
    await removeApiAddress(world.paths)
    assert.match((await world.run(['open'])).stderr, /SDK_NODE_NOT_RUNNING/)
  })

  test('up opens sealed keys with a passphrase, wherever it comes from', async (context) => {
    const { start, started } = fakeStart()
    const interrupted = new AbortController()
    interrupted.abort()
    const ways = [
      { env: { COMMONHOLD_PASSPHRASE: 'secret' } },
      { answers: ['secret', 'secret', 'secret'] }
    ]
    for (const way of ways) {
      const world = await createCliWorld(context, { ...way, startNode: start })
      await world.run(['init', '--encrypt'])
      await world.run(['up'], { signal: interrupted.signal })
      assert.equal(started.at(-1)?.passphrase, 'secret')
    }
    const world = await createCliWorld(context, { startNode: start })
    await writeFile(join(world.paths.root, '../secret.txt'), 'from a file\n')
    const file = ['--passphrase-file', 'secret.txt']
    await world.run(['init', ...file])
    await world.run(['up', ...file], { signal: interrupted.signal })
    assert.equal(started.at(-1)?.passphrase, 'from a file')
  })

  test('down waits until the home is free', async (context) => {
    const release = Promise.withResolvers<void>()
    const world = await createCliWorld(context, {
      service: { shutdown: async () => release.resolve() }
    })
    await world.run(['init'])
    const lock = await openHomeLock(world.paths, { pid: 7, startedAtMs: 0 })
    const impatient = await world.run(['down', '--wait-seconds', '0'])
    assert.equal(impatient.exitCode, 1)
    assert.match(impatient.stderr, /has not stopped yet \(process 7\)/)
    const down = world.run(['down'])
    await release.promise
    await lock.close()
    assert.equal((await down).stdout, 'stopped\n')
    await removeApiAddress(world.paths)
    assert.match((await world.run(['down'])).stderr, /SDK_NODE_NOT_RUNNING/)
  })
})

describe('study watch', () => {
  // Goal: nothing is missed and nothing told twice, though the node goes away in the middle.
  // Method: the first node shows two rounds and stops; a second one at its place shows the rest.
  test('goes on after the node was started anew', async (context) => {
    const view = await fakeNodeService().service.showStudy(1 as never)
    const viewOf = (rounds: number, state: StudyView['state']): StudyView => ({
      ...view,
      state,
      roundList: Array.from({ length: rounds }, (_, index) => finalRound(index + 1)),
      ...(state === 'closed' ? { asset: 3 as never } : {})
    })
    const shown = Promise.withResolvers<void>()
    let looks = 0
    const world = await createCliWorld(context, {
      service: {
        async showStudy() {
          looks += 1
          if (looks > 2) shown.resolve()
          return viewOf(2, 'running')
        }
      }
    })
    const watching = world.run(['study', 'watch', '1'])
    await shown.promise
    await world.server.stop()
    const { service } = fakeNodeService({ showStudy: async () => viewOf(5, 'closed') })
    const token = await openApiToken(world.paths, secureRandom)
    const app = createHttpApp({ service, token, clock: realClock, log: silentLog, version: '0' })
    const port = world.server.port
    const second = await startHttpServer({ app, clock: realClock, host: '127.0.0.1', port })
    context.after(() => second.stop())
    const { exitCode, stdout } = await watching
    assert.equal(exitCode, 0)
    const rounds = [...stdout.matchAll(/^ +(\d) {2}training/gm)].map((match) => match[1])
    assert.deepEqual(rounds, ['1', '2', '3', '4', '5'])
    assert.match(stdout, /^study 1 is running\nround {2}kind/)
    assert.match(stdout, /study 1 is closed; the model is asset 3\n$/)
  })

  test('tells rounds as JSON, one on each line', async (context) => {
    const view = await fakeNodeService().service.showStudy(1 as never)
    const world = await createCliWorld(context, {
      service: { showStudy: async () => ({ ...view, state: 'cancelled' }) }
    })
    const { stdout, exitCode } = await world.run(['study', 'watch', '1', '--json'])
    assert.equal(exitCode, 0)
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      told.map((each) => each.round?.index ?? each.state),
      [1, 2, 'cancelled']
    )
  })

  test('ends with the error where the study does not exist', async (context) => {
    const world = await createCliWorld(context)
    const { exitCode, stderr } = await world.run(['study', 'watch', '99'])
    assert.equal(exitCode, 2)
    assert.match(stderr, /NODE_NO_SUCH_STUDY/)
  })

  test('ends when it is interrupted', async (context) => {
    const interrupted = new AbortController()
    const world = await createCliWorld(context)
    const stdout = {
      isTerminal: false,
      write: () => interrupted.abort()
    }
    const changes = { signal: interrupted.signal, stdout }
    assert.equal((await world.run(['study', 'watch', '1'], changes)).exitCode, 0)
  })
})
