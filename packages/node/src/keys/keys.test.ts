import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { inspect } from 'node:util'
import { CommonholdError, fromHex, toHex, utf8 } from '@commonhold/base'
import { nodeCrypto, secureRandom } from '@commonhold/platform'
import { createHome, type HomePaths } from '../home/home-paths.ts'
import {
  createKeyStore,
  exportKeys,
  keyProtectionOf,
  openKeyStore,
  readBackup
} from './key-store.ts'
import { createMemberKeys, memberKeysOf } from './member-keys.ts'
import { parseSealedKeys } from './sealed-keys.ts'

/** Scrypt made cheap, so that the tests are about the format and not about waiting. */
const deps = { crypto: nodeCrypto, random: secureRandom, scryptLogCost: 10 }

async function freshHome(context: TestContext): Promise<HomePaths> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-keys-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  return createHome(join(folder, 'home'))
}

const hasCode = (code: string) => (cause: unknown) =>
  cause instanceof CommonholdError && cause.code === code

describe('member keys', () => {
  // The account of private key 1 is well known; RFC 8032 7.1 test 1 gives the Ed25519 pair.
  test('have the names that others derive from them', () => {
    const keys = memberKeysOf(
      {
        ledgerKey: fromHex(`0x${'00'.repeat(31)}01`),
        nodeKey: fromHex('0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
      },
      nodeCrypto
    )
    assert.equal(keys.member, '0x7e5f4552091a69125d5dfcb7b8c2659029395bdf')
    assert.equal(
      keys.nodePublicKey,
      '0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
    )
  })

  test('print nothing of their secrets, and refuse bytes that are no key', () => {
    const keys = createMemberKeys(secureRandom, nodeCrypto)
    const secret = toHex(keys.ledgerKey.reveal()).slice(2)
    assert.ok(!`${inspect(keys)}${JSON.stringify(keys)}`.includes(secret))
    const bad = { ledgerKey: new Uint8Array(32), nodeKey: new Uint8Array(32) }
    assert.throws(() => memberKeysOf(bad, nodeCrypto), hasCode('NODE_BAD_KEY_STORE'))
  })
})

describe('key store', () => {
  test('opens with its passphrase only', async (context) => {
    const paths = await freshHome(context)
    const made = await createKeyStore(paths, deps, { passphrase: 'correct horse' })
    assert.equal(await keyProtectionOf(paths), 'passphrase')
    const opened = await openKeyStore(paths, deps, { passphrase: 'correct horse' })
    assert.deepEqual(opened.ledgerKey.reveal(), made.ledgerKey.reveal())
    assert.deepEqual(opened.nodeKey.reveal(), made.nodeKey.reveal())
    const wrong = openKeyStore(paths, deps, { passphrase: 'Correct horse' })
    await assert.rejects(wrong, hasCode('NODE_WRONG_PASSPHRASE'))
    await assert.rejects(openKeyStore(paths, deps), hasCode('NODE_PASSPHRASE_NEEDED'))
    await assert.rejects(stat(paths.machineKey))
  })

  test('opens with a machine key instead of a passphrase, from private files', async (context) => {
    const paths = await freshHome(context)
    const made = await createKeyStore(paths, deps)
    for (const path of [paths.keyStore, paths.machineKey]) {
      assert.equal((await stat(path)).mode & 0o777, 0o600)
    }
    assert.equal((await openKeyStore(paths, deps)).member, made.member)
    await rm(paths.machineKey)
    await assert.rejects(openKeyStore(paths, deps), hasCode('NODE_BAD_KEY_STORE'))
    await writeFile(paths.machineKey, `0x${'11'.repeat(32)}\n`)
    await assert.rejects(openKeyStore(paths, deps), hasCode('NODE_BAD_KEY_STORE'))
  })

  test('is never overwritten, and holds no secret in clear', async (context) => {
    const paths = await freshHome(context)
    const keys = await createKeyStore(paths, deps, { passphrase: 'p' })
    await assert.rejects(createKeyStore(paths, deps), hasCode('NODE_KEYS_EXIST'))
    const text = await readFile(paths.keyStore, 'utf8')
    for (const secret of [keys.ledgerKey.reveal(), keys.nodeKey.reveal()]) {
      assert.ok(!text.includes(Buffer.from(secret).toString('hex')))
      assert.ok(!text.includes(Buffer.from(secret).toString('base64')))
    }
  })

  // Goal: nobody can pass a store off as another member's, or make opening it cost gigabytes.
  test('any changed field is noticed', async (context) => {
    const paths = await freshHome(context)
    await createKeyStore(paths, deps, { passphrase: 'p' })
    const store = JSON.parse(await readFile(paths.keyStore, 'utf8'))
    const changes: Record<string, unknown>[] = [
      { member: `0x${'1'.repeat(40)}` },
      { nodePublicKey: `0x${'1'.repeat(64)}` },
      { nonce: Buffer.alloc(12).toString('base64') },
      { sealed: Buffer.alloc(80).toString('base64') },
      { protection: { ...store.protection, scryptLogCost: 11 } },
      { protection: { ...store.protection, salt: Buffer.alloc(32).toString('base64') } }
    ]
    for (const change of changes) {
      await writeFile(paths.keyStore, JSON.stringify({ ...store, ...change }))
      const opening = openKeyStore(paths, deps, { passphrase: 'p' })
      await assert.rejects(opening, hasCode('NODE_WRONG_PASSPHRASE'), JSON.stringify(change))
    }
    const costly = { ...store, protection: { ...store.protection, scryptLogCost: 30 } }
    for (const broken of [costly, { ...store, version: 2 }, { ...store, more: 1 }, 3]) {
      const bytes = utf8(JSON.stringify(broken))
      assert.throws(() => parseSealedKeys(bytes), hasCode('NODE_BAD_KEY_STORE'))
    }
  })

  test('goes to a backup with a passphrase of its own, and comes back', async (context) => {
    const paths = await freshHome(context)
    const keys = await createKeyStore(paths, deps)
    const backup = join(paths.root, 'backup.json')
    await exportKeys(keys, backup, deps, 'other')
    await assert.rejects(exportKeys(keys, backup, deps, 'other'), hasCode('NODE_BACKUP_EXISTS'))
    await assert.rejects(readBackup(backup, deps, 'wrong'), hasCode('NODE_WRONG_PASSPHRASE'))
    const restored = await readBackup(backup, deps, 'other')
    const second = await createKeyStore(await freshHome(context), deps, { keys: restored })
    assert.equal(second.member, keys.member)
  })
})
