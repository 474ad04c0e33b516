import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { CommonholdError } from '@commonhold/base'
import { createHome } from '../home/home-paths.ts'
import { describeConfig, nestConfig, parseConfig } from './config.ts'
import { readConfigFile, writeConfigFile } from './config-file.ts'
import { envOfSetting, flagOfSetting, settingKeys } from './setting-names.ts'

const nothing = { flags: {}, env: {}, file: undefined }

const refusal = (pattern: RegExp) => (cause: unknown) =>
  cause instanceof CommonholdError &&
  cause.code === 'NODE_BAD_CONFIG' &&
  pattern.test(cause.message)

describe('configuration', () => {
  test('has a default for all that needs one', () => {
    const { config, origins } = parseConfig(nothing)
    assert.equal(config['http.host'], '127.0.0.1')
    assert.deepEqual(config['peers.listen'], ['/ip4/127.0.0.1/tcp/0'])
    assert.equal(config['ledger.rpcUrl'], undefined)
    assert.equal(origins['http.host'], 'default')
    assert.equal(origins['ledger.rpcUrl'], 'unset')
  })

  test('takes flags over environment over file over default, and says which', () => {
    const file = { http: { port: 1 }, name: 'file', log: { level: 'warn' } }
    const env = { COMMONHOLD_HTTP_PORT: '2', COMMONHOLD_NAME: 'env', PATH: '/bin' }
    const { config, origins } = parseConfig({ flags: { 'http-port': '3' }, env, file })
    assert.deepEqual(
      [config['http.port'], config.name, config['log.level'], config['policy.minCohort']],
      [3, 'env', 'warn', 2]
    )
    assert.deepEqual(
      [origins['http.port'], origins.name, origins['log.level'], origins['policy.minCohort']],
      ['flag', 'env', 'file', 'default']
    )
  })

  test('reads lists with commas', () => {
    const env = { COMMONHOLD_PEERS_DIAL: '/ip4/10.0.0.1/tcp/1, /ip4/10.0.0.2/tcp/1' }
    const { config } = parseConfig({ ...nothing, env })
    assert.deepEqual(config['peers.dial'], ['/ip4/10.0.0.1/tcp/1', '/ip4/10.0.0.2/tcp/1'])
  })

  test('refuses unknown names in every layer, and names them', () => {
    const cases: [Partial<typeof nothing> & object, RegExp][] = [
      [{ flags: { 'http-prot': '1' } }, /--http-prot is no setting/],
      [{ env: { COMMONHOLD_HTTP_PROT: '1' } }, /COMMONHOLD_HTTP_PROT is no setting/],
      [{ file: { http: { prot: 1 } } as never }, /http\.prot in config\.json is no setting/],
      [{ file: [] as never }, /is no setting/]
    ]
    for (const [layers, pattern] of cases) {
      assert.throws(() => parseConfig({ ...nothing, ...layers }), refusal(pattern))
    }
  })

  test('refuses values out of range, and says where they came from', () => {
    const cases: [object, RegExp][] = [
      [{ flags: { 'http-port': '65536' } }, /--http-port is 65536/],
      [{ flags: { 'http-port': '0x10' } }, /--http-port is "0x10"/],
      [{ env: { COMMONHOLD_POLICY_MIN_COHORT: '1' } }, /COMMONHOLD_POLICY_MIN_COHORT is 1/],
      [{ file: { ledger: { rpcUrl: 'file:///etc/passwd' } } }, /ledger\.rpcUrl in config\.json/],
      [{ file: { http: { port: '80' } } }, /http\.port in config\.json is "80"/],
      [{ file: { log: null } }, /log in config\.json is no setting/]
    ]
    for (const [layers, pattern] of cases) {
      assert.throws(() => parseConfig({ ...nothing, ...layers }), refusal(pattern))
    }
  })

  test('every setting has a flag and a name of its own, and a meaning', () => {
    assert.equal(flagOfSetting('ledger.rpcUrl'), 'ledger-rpc-url')
    assert.equal(envOfSetting('ledger.rpcUrl'), 'COMMONHOLD_LEDGER_RPC_URL')
    assert.equal(new Set(settingKeys.map(flagOfSetting)).size, settingKeys.length)
    for (const { meaning } of describeConfig(parseConfig(nothing))) assert.ok(meaning.length > 5)
  })

  test('comes back from its file, and a file that is no JSON is refused', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'commonhold-config-'))
    context.after(() => rm(folder, { recursive: true, force: true }))
    const paths = await createHome(folder)
    assert.equal(await readConfigFile(paths), undefined)
    const values = { name: 'A', 'http.port': 7, 'ledger.contracts.assets': `0x${'1'.repeat(40)}` }
    await writeConfigFile(paths, values)
    const file = await readConfigFile(paths)
    assert.deepEqual(file, nestConfig(values))
    assert.equal(parseConfig({ ...nothing, file }).config['http.port'], 7)
    await writeFile(paths.config, '{"name": }')
    await assert.rejects(readConfigFile(paths), refusal(/is not JSON/))
  })
})
