// @ts-check
/** Where npm's own command line is, as a script that any Node can run. */
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { SetupProblem } from './setup-problem.mjs'

/**
 * The path of `npm-cli.js`: the one that is running us, else one beside this Node, else the one
 * that `npm` on the PATH leads to.
 *
 * @param {{ env: NodeJS.ProcessEnv, execPath: string }} machine
 * @returns {string}
 * @throws {SetupProblem} where there is none
 */
export function findNpm({ env, execPath }) {
  const binFolder = dirname(execPath)
  const candidates = [
    env['npm_execpath'] ?? '',
    join(binFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(binFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(env['PATH'] ?? '').split(delimiter).map((folder) => realPath(join(folder, 'npm'))),
    '/usr/share/nodejs/npm/bin/npm-cli.js'
  ]
  const found = candidates.find((path) => path.endsWith('npm-cli.js') && existsSync(path))
  if (found !== undefined) return found
  throw new SetupProblem(
    'npm was not found beside Node, nor on the PATH.',
    'Install Node.js 20 or newer with npm (https://nodejs.org) and run this again.'
  )
}

/**
 * @param {string} path
 * @returns {string} empty where there is no such file
 */
function realPath(path) {
  try {
    return realpathSync(path)
  } catch {
    return ''
  }
}
