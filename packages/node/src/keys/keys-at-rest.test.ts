/** What a thief, a fault of the disk or a bent file makes of keys at rest: nothing. */
import assert from 'node:assert/strict'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { CommonholdError } from '@commonhold/base'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import { openApiToken } from '../home/api-access.ts'
import { createHome } from '../home/home-paths.ts'
import { createKeyStore, exportKeys, openKeyStore, readBackup } from './key-store.ts'
import { openSealedKeys, sealKeys } from './sealed-keys.ts'

const folder = await mkdtemp(join(tmpdir(), 'commonhold-keys-at-rest-'))
after(() => rm(folder, { recursive: true }))

/** Scrypt made cheap, so that a thousand files can be tried. */
const deps = { crypto: nodeCrypto, random: createSeededRandom('rest'), scryptLogCost: 10 }
const paths = await createHome(join(folder, 'home'))
const keys = await createKeyStore(paths, deps)
const whole = await readFile(paths.keyStore)

/** What opening these bytes throws; undefined where they open. */
async function refusalOf(bytes: Uint8Array): Promise<CommonholdError | undefined> {
  await writeFile(paths.keyStore, bytes)
  try {
    const opened = await openKeyStore(paths, deps)
    assert.equal(opened.member, keys.member)
    assert.deepEqual(opened.ledgerKey.reveal(), keys.ledgerKey.reveal())
    return undefined
  } catch (cause) {
    assert.ok(cause instanceof CommonholdError, String(cause))
    assert.ok(cause.fault === 'caller', cause.message)
    return cause
  }
}

describe('P8: a key store', () => {
  test('with one bit flipped anywhere is refused, or is the same store still', async () => {
    let same = 0
    for (let at = 0; at < whole.length; at++) {
      const bent = new Uint8Array(whole)
      bent[at]! ^= 1 << (at % 8)
      if ((await refusalOf(bent)) === undefined) same++
    }
    // Letters of hexadecimal and base 64 that say the same; never a value.
    assert.ok(same < whole.length / 10, `${same} of ${whole.length} opened`)
  })

  test('cut off anywhere, empty, or followed by anything is refused', async () => {
    const text = whole.subarray(0, whole.lastIndexOf(0x7d))
    for (let length = 0; length < text.length; length += 3) {
      assert.ok(await refusalOf(whole.subarray(0, length)), `${length} bytes`)
    }
    assert.ok(await refusalOf(Buffer.concat([whole, Buffer.from('}')])))
    assert.ok(await refusalOf(new Uint8Array(100_000)))
    assert.equal(await refusalOf(whole), undefined)
  })

  test('opens with no other machine key, and no other passphrase', async () => {
    await writeFile(paths.keyStore, whole)
    const machineKey = await readFile(paths.machineKey, 'utf8')
    const other = machineKey.replace(/[0-9a-f]\n?$/, (last) => (last.startsWith('0') ? '1' : '0'))
    await writeFile(paths.machineKey, other)
    assert.equal((await refusalOf(whole))?.code, 'NODE_BAD_KEY_STORE')
    await writeFile(paths.machineKey, machineKey)
    const backup = join(folder, 'backup.json')
    await exportKeys(keys, backup, deps, 'correct horse')
    for (const passphrase of ['', 'correct', 'correct horse ', 'Correct horse', 'x'.repeat(1000)]) {
      await assert.rejects(readBackup(backup, deps, passphrase), { code: 'NODE_WRONG_PASSPHRASE' })
    }
    assert.equal((await readBackup(backup, deps, 'correct horse')).member, keys.member)
  })

  test('made in another member’s name, well sealed, is no store of its', async () => {
    const protection = { kind: 'passphrase', passphrase: 'p' } as const
    const member = `0x${'77'.repeat(20)}` as typeof keys.member
    const nodePublicKey = `0x${'77'.repeat(32)}` as typeof keys.nodePublicKey
    for (const name of [{ member }, { nodePublicKey }]) {
      const sealed = await sealKeys({ ...keys, ...name }, protection, deps)
      const opening = openSealedKeys(sealed, protection, nodeCrypto)
      await assert.rejects(opening, { code: 'NODE_BAD_KEY_STORE' })
    }
  })

  test('and all that opens it or calls the node is its owner’s alone', async () => {
    await openApiToken(paths, deps.random)
    const backup = join(folder, 'private.json')
    await exportKeys(keys, backup, deps, 'p')
    await writeFile(paths.keyStore, whole)
    for (const path of [paths.keyStore, paths.machineKey, paths.token, backup]) {
      assert.equal((await stat(path)).mode & 0o077, 0, path)
    }
    // Whoever opened the folder to others has it closed again at the next start.
    await chmod(paths.root, 0o755)
    await createHome(paths.root)
    assert.equal((await stat(paths.root)).mode & 0o777, 0o700)
  })
})
