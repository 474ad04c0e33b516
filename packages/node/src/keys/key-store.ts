/**
 * The key store of a home. Without a passphrase it is opened by a machine key: a random file of
 * mode 0600 beside it, which keeps the keys from whoever gets the store alone (a careless backup,
 * a support bundle), and from nobody who can read the whole folder.
 */
import { rm, stat } from 'node:fs/promises'
import {
  type Bytes32,
  CommonholdError,
  type Crypto,
  fromHex,
  fromUtf8,
  type MemberId,
  type Random,
  toHex
} from '@commonhold/base'
import { readFileIfPresent, writeFileAtomic } from '@commonhold/platform'
import type { HomePaths } from '../home/home-paths.ts'
import { createMemberKeys, type MemberKeys } from './member-keys.ts'
import {
  type KeyProtection,
  openSealedKeys,
  parseSealedKeys,
  passphraseNeeded,
  type SealedKeys,
  sealKeys
} from './sealed-keys.ts'

const storeBytesMax = 16 * 1024

/** What a key store needs of the machine. */
export type KeyStoreDeps = {
  readonly crypto: Crypto
  readonly random: Random
  /** For tests: a cheaper scrypt. Default 17. */
  readonly scryptLogCost?: number
}

/** How the home's keys are protected, before they are opened. */
export async function keyProtectionOf(paths: HomePaths): Promise<KeyProtection['kind']> {
  return (await readStore(paths.keyStore)).protection.kind
}

/** What the home's key store says without being opened. */
export async function describeKeyStore(paths: HomePaths): Promise<{
  readonly member: MemberId
  readonly nodePublicKey: Bytes32
  readonly protection: KeyProtection['kind']
}> {
  const { member, nodePublicKey, protection } = await readStore(paths.keyStore)
  return { member, nodePublicKey, protection: protection.kind }
}

/**
 * Makes and stores a member's keys, or stores `keys` that were restored.
 * @param passphrase undefined: a machine key is made instead
 * @throws {CommonholdError} `NODE_KEYS_EXIST` where the home has keys already
 */
export async function createKeyStore(
  paths: HomePaths,
  deps: KeyStoreDeps,
  options: { readonly passphrase?: string | undefined; readonly keys?: MemberKeys } = {}
): Promise<MemberKeys> {
  if (await isFile(paths.keyStore)) throw keysExist(paths)
  const keys = options.keys ?? createMemberKeys(deps.random, deps.crypto)
  const machineKey = deps.random.bytes(32)
  const protection: KeyProtection =
    options.passphrase === undefined
      ? { kind: 'machine-key', machineKey }
      : { kind: 'passphrase', passphrase: options.passphrase }
  if (protection.kind === 'machine-key') {
    await writeFileAtomic(paths.machineKey, `${toHex(machineKey)}\n`, { access: 'private' })
  } else {
    await rm(paths.machineKey, { force: true })
  }
  await writeStore(paths.keyStore, await sealKeys(keys, protection, deps))
  return keys
}

/**
 * Opens the home's keys.
 * @throws {CommonholdError} `NODE_PASSPHRASE_NEEDED`, `NODE_WRONG_PASSPHRASE`,
 * `NODE_BAD_KEY_STORE`, `NODE_NO_SUCH_KEY_STORE`
 */
export async function openKeyStore(
  paths: HomePaths,
  deps: KeyStoreDeps,
  options: { readonly passphrase?: string | undefined } = {}
): Promise<MemberKeys> {
  const store = await readStore(paths.keyStore)
  const protection = await protectionFor(store, paths, options.passphrase)
  return openSealedKeys(store, protection, deps.crypto)
}

/** Writes the keys to a backup that a passphrase of its own opens. */
export async function exportKeys(
  keys: MemberKeys,
  backupPath: string,
  deps: KeyStoreDeps,
  passphrase: string
): Promise<void> {
  if (await isFile(backupPath)) {
    throw new CommonholdError({
      code: 'NODE_BACKUP_EXISTS',
      fault: 'caller',
      message: `The file ${backupPath} exists already.`,
      hint: 'Name another file: a backup never replaces one.'
    })
  }
  await writeStore(backupPath, await sealKeys(keys, { kind: 'passphrase', passphrase }, deps))
}

/** Opens a backup that `exportKeys` wrote. */
export async function readBackup(
  backupPath: string,
  deps: KeyStoreDeps,
  passphrase: string
): Promise<MemberKeys> {
  const store = await readStore(backupPath)
  return openSealedKeys(store, { kind: 'passphrase', passphrase }, deps.crypto)
}

async function protectionFor(
  store: SealedKeys,
  paths: HomePaths,
  passphrase: string | undefined
): Promise<KeyProtection> {
  if (store.protection.kind === 'machine-key') {
    const bytes = await readFileIfPresent(paths.machineKey, { bytesMax: 256 })
    const text = bytes === undefined ? '' : fromUtf8(bytes).trim()
    if (/^0x[0-9a-f]{64}$/.test(text)) return { kind: 'machine-key', machineKey: fromHex(text) }
    throw new CommonholdError({
      code: 'NODE_BAD_KEY_STORE',
      fault: 'caller',
      message: `The key store is opened by ${paths.machineKey}, which is missing or damaged.`,
      hint: 'Restore that file from a backup of the home folder.'
    })
  }
  if (passphrase !== undefined) return { kind: 'passphrase', passphrase }
  throw passphraseNeeded()
}

async function readStore(path: string): Promise<SealedKeys> {
  const bytes = await readFileIfPresent(path, { bytesMax: storeBytesMax })
  if (bytes !== undefined) return parseSealedKeys(bytes)
  throw new CommonholdError({
    code: 'NODE_NO_SUCH_KEY_STORE',
    fault: 'caller',
    message: `There is no key store at ${path}.`,
    hint: 'Make a node with `commonhold init`, or check the path.'
  })
}

async function writeStore(path: string, store: SealedKeys): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(store, null, 2)}\n`, { access: 'private' })
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  )
}

function keysExist({ root, keyStore }: HomePaths): CommonholdError {
  return new CommonholdError({
    code: 'NODE_KEYS_EXIST',
    fault: 'caller',
    message: `${root} holds a member's keys already.`,
    hint: `Run that node with \`commonhold up\`, or give another folder with --home. (${keyStore})`
  })
}
