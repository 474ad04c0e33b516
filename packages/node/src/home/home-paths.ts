/**
 * What lies where in a node's home folder. Everything that a node owns is in it, so that a copy of
 * a stopped node's folder is a backup of all of it.
 */
import { chmod, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CommonholdError } from '@commonhold/base'
import { addressPathOf, type HomeFolder, tokenPathOf } from '@commonhold/sdk/home-files'

/** Absolute paths. */
export type HomePaths = {
  readonly root: HomeFolder
  readonly config: string
  /** Locked by the one process that runs on this home. */
  readonly lock: string
  /** Who that is, for people. */
  readonly lockOwner: string
  readonly keyStore: string
  /** The key that opens the key store where its owner chose no passphrase. */
  readonly machineKey: string
  readonly token: string
  readonly address: string
  readonly log: string
  /** Folders: the owner's datasets, content by its id, the embedded ledger, and rounds' memory. */
  readonly data: string
  readonly blobs: string
  readonly ledger: string
  readonly state: string
}

/** The layout under `root`. */
export function homePaths(root: HomeFolder): HomePaths {
  return {
    root,
    config: join(root, 'config.json'),
    lock: join(root, 'lock.sqlite'),
    lockOwner: join(root, 'lock.json'),
    keyStore: join(root, 'keys', 'key-store.json'),
    machineKey: join(root, 'keys', 'machine.key'),
    token: tokenPathOf(root),
    address: addressPathOf(root),
    log: join(root, 'logs', 'node.log'),
    data: join(root, 'data'),
    blobs: join(root, 'blobs'),
    ledger: join(root, 'ledger'),
    state: join(root, 'state')
  }
}

/** Makes the folders that are missing. Only the owner may enter the root. */
export async function createHome(root: HomeFolder): Promise<HomePaths> {
  const paths = homePaths(root)
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    await chmod(root, 0o700)
    const folders = ['keys', 'api', 'logs', 'data', 'blobs', 'ledger', 'state']
    for (const folder of folders) {
      await mkdir(join(root, folder), { recursive: true, mode: 0o700 })
    }
  } catch (cause) {
    throw new CommonholdError({
      code: 'NODE_BAD_HOME',
      fault: 'caller',
      message: `The home folder ${root} cannot be made: ${(cause as Error).message}.`,
      hint: 'Give a folder that you may write to with --home or COMMONHOLD_HOME.',
      cause
    })
  }
  return paths
}

/**
 * The layout of a home that `commonhold init` has made.
 * @throws {CommonholdError} `NODE_NO_SUCH_HOME`
 */
export async function requireHome(root: HomeFolder): Promise<HomePaths> {
  const paths = homePaths(root)
  const isThere = await stat(paths.keyStore).then(
    () => true,
    () => false
  )
  if (isThere) return paths
  throw new CommonholdError({
    code: 'NODE_NO_SUCH_HOME',
    fault: 'caller',
    message: `There is no node in ${root}.`,
    hint: 'Make one with `commonhold init`, or name its folder with --home.'
  })
}
