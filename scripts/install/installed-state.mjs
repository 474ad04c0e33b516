// @ts-check
/**
 * Whether `node_modules` holds what `package-lock.json` asks for.
 *
 * npm writes what it installed to `node_modules/.package-lock.json`; that list is compared with the
 * lock file, and the executables that npm is known to skip silently (optional packages, or install
 * scripts that were not allowed) are looked for by name. What was found complete is stamped with
 * the lock file's digest, so that the next start costs one hash.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean,
 *   os?: string[], cpu?: string[], peer?: boolean }} LockedPackage */
/** @typedef {{ packages?: Record<string, LockedPackage> }} LockFile */

/**
 * Whether the stamp says that this very lock file is installed on this very kind of machine.
 *
 * @param {string} root
 */
export function isStamped(root) {
  const stamp = join(root, 'node_modules', '.commonhold-install')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(root)
}

/** @param {string} root */
export function writeStamp(root) {
  writeFileSync(join(root, 'node_modules', '.commonhold-install'), stampOf(root))
}

/**
 * What is missing from `node_modules`, in words; empty where it is complete.
 *
 * @param {{ root: string, platform: string, arch: string }} options
 * @returns {string[]}
 */
export function missingPackages({ root, platform, arch }) {
  const wanted = readLock(join(root, 'package-lock.json'))
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'))
  const missing = []
  for (const [path, entry] of Object.entries(wanted)) {
    if (
      !path.includes('node_modules/') ||
      entry.link ||
      entry.optional ||
      entry.devOptional ||
      entry.peer
    )
      continue
    const found = installed[path]
    if (found?.version === entry.version && existsSync(join(root, path))) continue
    missing.push(`${path} ${entry.version}`)
  }
  return missing.concat(missingExecutables({ root, platform, arch }))
}

/** @param {{ root: string, platform: string, arch: string }} options */
function missingExecutables({ root, platform, arch }) {
  const goArch = arch === 'x64' ? 'amd64' : arch
  const libc = platform === 'linux' ? '-gnu' : ''
  const executables = [
    'node_modules/node/bin/node',
    `node_modules/@foundry-rs/anvil-${platform}-${goArch}/bin/anvil`,
    `node_modules/@nomicfoundation/edr-${platform}-${arch}${libc}/package.json`,
    `node_modules/@rolldown/binding-${platform}-${arch}${libc}/package.json`,
    `node_modules/lightningcss-${platform}-${arch}${libc}/package.json`
  ]
  return executables.filter((path) => !existsSync(join(root, path)))
}

/** @param {string} root */
function stampOf(root) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const digest = createHash('sha256').update(lock).digest('hex')
  return `${process.platform} ${process.arch} ${digest}\n`
}

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage>}
 */
function readLock(path) {
  if (!existsSync(path)) return {}
  return /** @type {LockFile} */ (JSON.parse(readFileSync(path, 'utf8'))).packages ?? {}
}
