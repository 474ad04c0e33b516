import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { createCliWorld } from '../testing/cli-world.ts'

const lines = (...parts: readonly string[]): string => `${parts.join('\n')}\n`

describe('commands that read', () => {
  test('status', async (context) => {
    const world = await createCliWorld(context)
    assert.equal(
      (await world.run(['status'])).stdout,
      lines(
        'member    Hospital A (0xaaaaaaaa…)',
        'version   0.1.0',
        'process   4321, up 1 min 5 s',
        'home      /home/a/.commonhold',
        'ledger    embedded, chain 31337, block 12',
        'warning   A local test chain: whoever runs it could rewrite its history.',
        'peers     1 connected of 1',
        'sent      200.0 KiB in 40 payloads, 0 of them with unmasked values',
        'datasets  1',
        'studies   1 active',
        'api       http://127.0.0.1:7070',
        'address   commonhold://eyJ2ZXJzaW9uIjoxfQ'
      )
    )
  })

  test('data list and data show', async (context) => {
    const world = await createCliWorld(context)
    assert.equal(
      (await world.run(['data', 'list'])).stdout,
      lines(
        'dataset   asset  rows  columns  target     added',
        'patients      1   569        2  diagnosis  2026-09-21 14:13:20 UTC'
      )
    )
    const { stdout } = await world.run(['data', 'show', 'patients'])
    assert.match(stdout, /column {5}kind {6}missing {2}shape {2}values\n/)
    assert.match(stdout, /\nage {8}number {10}3 {2}▅█ {5}18 to 91\n/)
    assert.match(stdout, /\ndiagnosis {2}category {8}0 {2}█▄ {5}no, yes\n$/)
    const missing = await world.run(['data', 'show', 'nothing'])
    assert.equal(missing.exitCode, 2)
    assert.match(missing.stderr, /NODE_NO_SUCH_DATASET/)
  })

  test('study list and study show', async (context) => {
    const world = await createCliWorld(context)
    assert.equal(
      (await world.run(['study', 'list'])).stdout,
      lines(
        'study  title      state    round  members  joined  needs you',
        '    1  Diagnosis  running    3/5      2/8  yes     -'
      )
    )
    const { stdout } = await world.run(['study', 'show', '1'])
    assert.match(stdout, /^study {5}1: Diagnosis\nstate {5}running\nround {5}3 of 5\n/)
    assert.match(stdout, /- Learn diagnosis from age\.\n- Rows never leave their node\./)
    assert.match(stdout, /dataset {2}survived {2}dropped {2}aggregated\n/)
    assert.match(stdout, /\nHospital B \(0xbbbbbbbb…\) {8}2 {9}2 {8}0 {11}2\n/)
    assert.doesNotMatch(stdout, /fits/, 'what fits matters before the start only')
    assert.match(
      stdout,
      / {4}2 {2}training {5}0\.3500 {2}0\.4000 {2}0\.9000 {2}Hospital B {6}2\/2 {2}200\.0 KiB/
    )
  })

  test('model list, show and export', async (context) => {
    const world = await createCliWorld(context)
    assert.match((await world.run(['model', 'list'])).stdout, /3 {6}1 {2}Diagnosis {2}logistic/)
    const { stdout } = await world.run(['model', 'show', '3'])
    assert.match(stdout, /dataset 2 {2}Hospital B \(0xbbbbbbbb…\) {2}50\.00 %/)
    const exported = await world.run(['model', 'export', 'study-1', 'model.safetensors', '--json'])
    assert.equal(JSON.parse(exported.stdout).sizeBytes, 5)
    assert.deepEqual(world.calls.at(-1)?.arguments, [{ study: 1 }])
  })

  test('model export says what hinders it, as the fault of who named the file', async (context) => {
    const world = await createCliWorld(context)
    const { exitCode, stderr } = await world.run(['model', 'export', '3', 'no/such/folder/m.bin'])
    assert.equal(exitCode, 2)
    assert.match(stderr, /CLI_CANNOT_WRITE/)
    assert.match(stderr, /cannot be written: its folder does not exist\./)
  })

  test('ledger shows its facts, its newest rounds and its newest assets', async (context) => {
    const world = await createCliWorld(context)
    const { stdout } = await world.run(['ledger', '--limit', '5'])
    assert.match(stdout, /^chain {13}31337, embedded, at http/)
    assert.match(stdout, /\nwarning {11}A local test chain/)
    assert.match(stdout, /\nholds {13}2 members, 1 assets, 1 studies, 1 final rounds\n/)
    assert.match(stdout, /\n {3}12 {6}1 {4}2\/5 {2}training {6}2\/2 {11}2 {2}0x3333/)
    assert.match(stdout, /\n {4}1 {2}dataset {2}Hospital A \(0xaaaaaaaa…\) {2}-/)
    assert.deepEqual(
      world.calls.slice(-2).map(({ arguments: [query] }) => query),
      [{ limit: 5 }, { limit: 5 }]
    )
    for (const limit of ['0', '101', 'x']) {
      assert.equal((await world.run(['ledger', '--limit', limit])).exitCode, 2)
    }
  })

  test('model evaluate shows each figure with its interval', async (context) => {
    const share = { value: 0.9, low: 0.85, high: 0.94 }
    const world = await createCliWorld(context, {
      service: {
        evaluateModel: async () => ({
          asset: 3 as never,
          round: 5,
          measuredOn: 'Rows kept aside.',
          metrics: { rows: 142, logLoss: 0.12 },
          report: {
            rows: 142,
            classes: [],
            accuracy: share,
            balancedAccuracy: share,
            auc: share,
            calibration: {
              bins: [{ rows: 20, meanProbability: 0.05, positives: share }],
              expectedError: 0.02
            }
          }
        })
      }
    })
    const { stdout } = await world.run(['model', 'evaluate', '3'])
    assert.match(stdout, /^rows {15}142\naccuracy {11}90\.0 % \(85\.0 to 94\.0\)\n/)
    assert.match(stdout, /\nAUC {16}0\.9000 \(0\.8500 to 0\.9400\)\n/)
    assert.match(stdout, /\n5\.0 % {2}90\.0 % \(85\.0 to 94\.0\) {4}20\n/)
    assert.match(stdout, /\nRows kept aside\. Recomputed from round 5\.\n$/)
    const unmeasured = await createCliWorld(context, {
      service: { evaluateModel: async () => ({ asset: 3 as never, round: 5, measuredOn: '' }) }
    })
    assert.match((await unmeasured.run(['model', 'evaluate', '3'])).stdout, /nothing was measured/)
  })

  test('every list can be empty', async (context) => {
    const none = async (): Promise<[]> => []
    const world = await createCliWorld(context, {
      service: { listDatasets: none, listStudies: none, listModels: none, peers: none }
    })
    for (const line of [['data', 'list'], ['study', 'list'], ['model', 'list'], ['peers']]) {
      const { stdout, exitCode } = await world.run(line)
      assert.equal(exitCode, 0)
      assert.match(stdout, /^no .* yet/)
      const json = await world.run([...line, '--json'])
      assert.deepEqual(Object.values(JSON.parse(json.stdout)), [[]])
    }
  })

  test('each prints exactly one JSON document with --json', async (context) => {
    const world = await createCliWorld(context)
    const commands = [
      'status',
      'members',
      'peers',
      'data list',
      'data show patients',
      'ledger',
      'study list',
      'study show 1',
      'model list',
      'model show 3',
      'model evaluate 3',
      'verify 1',
      'config show'
    ]
    for (const command of commands) {
      const { stdout, exitCode } = await world.run([...command.split(' '), '--json'])
      assert.equal(exitCode, 0, command)
      assert.equal(typeof JSON.parse(stdout), 'object', command)
    }
  })

  test('config show says where each value came from', async (context) => {
    const world = await createCliWorld(context, { env: { COMMONHOLD_LOG_LEVEL: 'debug' } })
    await writeFile(world.paths.config, '{"name":"Hospital A"}')
    const { stdout } = await world.run(['config', 'show', '--http-port', '7071'])
    assert.match(stdout, /^name +Hospital A +file +What other members see$/m)
    assert.match(stdout, /^http\.port +7071 +flag /m)
    assert.match(stdout, /^log\.level +debug +env /m)
    assert.match(stdout, /^ledger\.rpcUrl +- +unset /m)
    await writeFile(world.paths.config, '{"nmae":"Hospital A"}')
    const refused = await world.run(['config', 'show'])
    assert.equal(refused.exitCode, 2)
    assert.match(refused.stderr, /nmae in config\.json is no setting/)
  })

  test('logs shows the last lines, and follows until it is interrupted', async (context) => {
    const world = await createCliWorld(context)
    assert.equal((await world.run(['logs'])).stdout, '')
    const line = (event: string): string =>
      `${JSON.stringify({ at: 0, level: 'info', event, round: 2 })}\n`
    await writeFile(world.paths.log, `not json\n${line('first')}${line('second')}{"half":`)
    assert.equal(
      (await world.run(['logs', '--lines', '2'])).stdout,
      lines(
        '1970-01-01T00:00:00.000Z info  first round=2',
        '1970-01-01T00:00:00.000Z info  second round=2'
      )
    )
    const interrupted = new AbortController()
    let seen = ''
    const stdout = {
      isTerminal: false,
      write(text: string) {
        seen += text
        if (text.includes('second')) writeFile(world.paths.log, line('anew'))
        if (text.includes('anew')) interrupted.abort()
      }
    }
    const changes = { stdout, signal: interrupted.signal }
    const { exitCode } = await world.run(['logs', '-f', '--lines', '1', '--json'], changes)
    assert.equal(exitCode, 0)
    assert.deepEqual(
      seen
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text).event),
      ['second', 'anew']
    )
  })
})
