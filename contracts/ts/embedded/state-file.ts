/**
 * The embedded chain's state file, and a second copy for bad days.
 *
 * anvil writes its file in place, so a machine that loses power in the middle leaves half a file.
 * The copy is written whole or not at all, and stands in where the file itself cannot be read.
 * Cost: one read and one write of the file (some 2 KB for each block) at each copy.
 */
import { copyFile, open, readFile, rename } from 'node:fs/promises'
import { CommonholdError, type Log } from '@commonhold/base'

/**
 * Makes sure that the state file is either whole or absent, from the copy if need be.
 *
 * @throws {CommonholdError} `LEDGER_CHAIN_DAMAGED` where it is damaged and there is no whole copy
 */
export async function recoverState(stateFile: string, log: Log): Promise<void> {
  const state = await readState(stateFile)
  if (state !== 'damaged') {
    if (state === 'absent' && (await readState(copyOf(stateFile))) instanceof Uint8Array) {
      await copyFile(copyOf(stateFile), stateFile)
      log.warn('ledger.state-recovered', { stateFile, from: copyOf(stateFile) })
    }
    return
  }
  if (!((await readState(copyOf(stateFile))) instanceof Uint8Array)) throw damaged(stateFile)
  await rename(stateFile, `${stateFile}.damaged`)
  await copyFile(copyOf(stateFile), stateFile)
  log.warn('ledger.state-recovered', { stateFile, from: copyOf(stateFile) })
}

/** Renews the copy, if the state file is whole just now. */
export async function copyState(stateFile: string): Promise<void> {
  const state = await readState(stateFile)
  if (!(state instanceof Uint8Array)) return
  const fresh = `${copyOf(stateFile)}.new`
  const handle = await open(fresh, 'w', 0o600)
  try {
    await handle.writeFile(state)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(fresh, copyOf(stateFile))
}

function copyOf(stateFile: string): string {
  return `${stateFile}.copy`
}

async function readState(path: string): Promise<Uint8Array | 'absent' | 'damaged'> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return 'absent'
    throw damaged(path, cause)
  }
  try {
    const state: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof state === 'object' && state !== null && 'blocks' in state ? bytes : 'damaged'
  } catch {
    return 'damaged'
  }
}

function damaged(path: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_CHAIN_DAMAGED',
    fault: 'self',
    message: `The embedded chain's state in ${path} cannot be read.`,
    hint: 'Put a backup of the file in its place, or delete it to begin a new, empty chain.',
    details: { path },
    cause
  })
}
