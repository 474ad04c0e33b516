// @ts-check
/**
 * Makes `node_modules` what `package-lock.json` says, and answers the Node to run the project with.
 *
 * npm itself is run under Node 24: under an older one it leaves out, without a word, optional
 * packages that ask for Node 22 or newer, among them the engine of the contract tests.
 *
 * `npm install --no-save` and not `npm ci`: both take the locked versions and check their digests,
 * but `npm ci` refuses a lock file without an entry for every platform's optional packages, and a
 * registry need not hold those of all platforms. `npm install` adds those of this machine, in the
 * exact version that their package asks for. What was installed is compared with the lock file
 * afterwards all the same.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNpm } from './install/find-npm.mjs'
import { withInstallLock } from './install/install-lock.mjs'
import { isStamped, missingPackages, writeStamp } from './install/installed-state.mjs'
import { obtainNode } from './install/obtain-node.mjs'
import { runNpm } from './install/run-npm.mjs'
import { SetupProblem } from './install/setup-problem.mjs'

/** The folder that holds package.json. */
export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * @param {{ root?: string, say?: (line: string) => void }} [options] `say` gets progress lines
 * @returns {Promise<{ node: string }>} the path of a Node 24
 * @throws {SetupProblem} where something is missing that we cannot fetch
 */
export async function ensureInstalled({ root = projectRoot, say = sayOnStderr } = {}) {
  const { platform, arch, env, execPath } = process
  const node = join(root, 'node_modules', 'node', 'bin', 'node')
  const isReady = () => isStamped(root) && missingPackages({ root, platform, arch }).length === 0
  if (isReady()) return { node }
  return withInstallLock({ root, say }, async () => {
    if (missingPackages({ root, platform, arch }).length > 0) {
      await runNpm({
        node: await obtainNode({ root, say }),
        npm: findNpm({ env, execPath }),
        args: ['install', '--no-save', '--include=dev', '--include=optional'],
        folder: root,
        what: 'the packages',
        env,
        say
      })
      const missing = missingPackages({ root, platform, arch })
      if (missing.length > 0) throw incomplete(missing)
    }
    writeStamp(root)
    return { node }
  })
}

/** @param {readonly string[]} missing */
function incomplete(missing) {
  return new SetupProblem(
    `npm ended well, but this is missing:\n  ${missing.slice(0, 10).join('\n  ')}`,
    'Look whether npm forbids install scripts (npm config get ignore-scripts) or leaves out ' +
      'optional packages (npm config get omit), allow both, delete node_modules, run this again.'
  )
}

/** @param {string} line */
function sayOnStderr(line) {
  process.stderr.write(`${line}\n`)
}
