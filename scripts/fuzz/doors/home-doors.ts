/** Files and words that an owner is handed or keeps: configuration, invitations, keys. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromUtf8, type Hex, type MemberId, utf8 } from '@commonhold/base'
import { parseConfig } from '@commonhold/node/config/config'
import { readConfigFile } from '@commonhold/node/config/config-file'
import { createHome } from '@commonhold/node/home/home-paths'
import { createKeyStore, openKeyStore } from '@commonhold/node/keys/key-store'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import { encodeInvite, parseInvite } from '@commonhold/sdk/invite'
import { brokenDoor, type Door } from '../door.ts'

const account = (digit: string) => `0x${digit.repeat(40)}`

const config = {
  name: 'Hillside Hospital',
  ledger: {
    rpcUrl: 'http://127.0.0.1:8545',
    chainId: 84_300,
    port: 0,
    confirmations: 2,
    contracts: { members: account('a'), assets: account('b'), studies: account('c') }
  },
  peers: { listen: ['/ip4/127.0.0.1/tcp/0'], announce: [], dial: ['/dns4/a.example/tcp/1'] },
  http: { host: '127.0.0.1', port: 7070, hosts: ['node.example'] },
  policy: { minCohort: 3 },
  log: { level: 'info' }
}

async function configDoor(folder: string): Promise<Door> {
  const paths = await createHome(join(folder, 'config'))
  return {
    name: 'configuration',
    weight: 0.3,
    seeds: [{ form: 'json', body: utf8(JSON.stringify(config)) }],
    async enter(input) {
      await writeFile(paths.config, input)
      parseConfig({ flags: {}, env: {}, file: await readConfigFile(paths) })
    }
  }
}

function settingDoor(): Door {
  return {
    name: 'settings',
    weight: 0.3,
    words: ['COMMONHOLD_', 'http-port', 'peers-dial', ',', '/ip4/127.0.0.1/tcp/1'],
    seeds: [
      { form: 'text', body: utf8('http-port=7070\npeers-dial=/ip4/192.0.2.1/tcp/1,/dns4/a/tcp/2') },
      { form: 'text', body: utf8('COMMONHOLD_LOG_LEVEL=debug\nCOMMONHOLD_HTTP_HOSTS=a.example,b') }
    ],
    enter(input) {
      const pairs = fromUtf8(input)
        .split('\n')
        .map((line) => line.split('=', 2) as [string, string])
      const named = pairs.filter(([, value]) => value !== undefined)
      const isEnv = ([name]: readonly string[]) => name?.startsWith('COMMONHOLD_') === true
      parseConfig({
        flags: Object.fromEntries(named.filter((pair) => !isEnv(pair))),
        env: Object.fromEntries(named.filter(isEnv)),
        file: undefined
      })
    }
  }
}

const invite = {
  version: 1 as const,
  member: account('d') as MemberId,
  peers: ['/ip4/127.0.0.1/tcp/4001/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp'],
  rpcUrl: 'http://127.0.0.1:8545',
  chainId: 84_300,
  contracts: {
    members: account('a') as Hex,
    assets: account('b') as Hex,
    studies: account('c') as Hex
  }
}

function inviteDoor(): Door {
  const pack = (body: Uint8Array) => utf8(`commonhold://${Buffer.from(body).toString('base64url')}`)
  return {
    name: 'invitation',
    weight: 1,
    seeds: [
      { form: 'json', body: utf8(JSON.stringify(invite)), pack },
      { form: 'text', body: utf8(encodeInvite(invite)) }
    ],
    enter(input) {
      const read = parseInvite(fromUtf8(input))
      parseInvite(encodeInvite(read))
    }
  }
}

/** A store that opens is this member's: no bent file may open as another's. */
async function keyDoor(folder: string): Promise<Door> {
  const random = createSeededRandom('fuzz/keys')
  const paths = await createHome(join(folder, 'keys'))
  const deps = { crypto: nodeCrypto, random, scryptLogCost: 10 }
  const { member } = await createKeyStore(paths, deps)
  return {
    name: 'key-store',
    weight: 0.3,
    seeds: [{ form: 'json', body: await readFile(paths.keyStore) }],
    async enter(input) {
      await writeFile(paths.keyStore, input)
      const keys = await openKeyStore(paths, deps)
      if (keys.member !== member) throw brokenDoor('a bent key store opened as another member’s')
    }
  }
}

/** @param folder for files that are read as an owner's would be */
export async function openHomeDoors(folder: string): Promise<readonly Door[]> {
  return [await configDoor(folder), settingDoor(), inviteDoor(), await keyDoor(folder)]
}
