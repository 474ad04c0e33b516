// @ts-check
/** One installation at a time: a second command waits for the first instead of undoing it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const pollEveryMs = 500

/**
 * Runs `work` while holding the lock file. A lock whose process is gone is taken over.
 *
 * @template Value
 * @param {{ root: string, say: (line: string) => void }} options
 * @param {() => Promise<Value>} work
 * @returns {Promise<Value>}
 */
export async function withInstallLock({ root, say }, work) {
  const path = join(root, '.cache', 'install.lock')
  mkdirSync(join(root, '.cache'), { recursive: true })
  let told = false
  while (!take(path)) {
    if (!told) say('Waiting for another installation to end …')
    told = true
    await sleep(pollEveryMs)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/** @param {string} path */
function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!isHeld(path)) rmSync(path, { force: true })
    return false
  }
}

/** @param {string} path */
function isHeld(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    if (!Number.isSafeInteger(pid) || pid <= 0) return false
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
