// @ts-check
/** Runs npm quietly, with one progress line, and explains the failures that people meet. */
import { spawn } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { SetupProblem } from './setup-problem.mjs'

const offlineSigns =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network request/i
const progressEveryMs = 5000
const reportCharactersMax = 2500

/**
 * @param {{
 *   node: string, npm: string, args: readonly string[], folder: string, what: string,
 *   env: NodeJS.ProcessEnv, say: (line: string) => void
 * }} options `node` runs npm and every install script; `what` completes "Installing …"
 * @returns {Promise<void>}
 * @throws {SetupProblem} where npm fails
 */
export async function runNpm({ node, npm, args, folder, what, env, say }) {
  const startedMs = performance.now()
  say(`Installing ${what} …`)
  const child = spawn(node, [npm, ...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: { ...withoutLifecycle(env), PATH: `${dirname(node)}${delimiter}${env['PATH'] ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let report = ''
  const keep = (/** @type {Buffer} */ chunk) => {
    report = (report + chunk.toString('utf8')).slice(0, reportCharactersMax)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const progress = setInterval(() => say(`  … ${secondsSince(startedMs)} s`), progressEveryMs)
  try {
    const outcome = await new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message))
      child.on('close', (code, signal) => resolve(code ?? signal))
    })
    if (outcome !== 0) throw explain(what, outcome, report)
  } finally {
    clearInterval(progress)
  }
  say(`Installed ${what} in ${secondsSince(startedMs)} s.`)
}

/**
 * The problem in words, with npm's own first lines.
 *
 * @param {string} what
 * @param {number | string} outcome
 * @param {string} report
 */
export function explain(what, outcome, report) {
  const message = `npm could not install ${what} (${outcome}).\n${report.trim()}`
  if (offlineSigns.test(report)) {
    return new SetupProblem(
      message,
      'The npm registry did not answer. Check the network, a proxy (npm config get proxy) and ' +
        'the registry (npm config get registry), then run the same command again.'
    )
  }
  return new SetupProblem(message, 'Read the lines above, mend what they name, and run this again.')
}

/**
 * The environment without what an outer `npm run` says of its own script.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function withoutLifecycle(env) {
  const inherited = /^npm_(lifecycle|package|command|execpath|node_execpath)/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !inherited.test(name)))
}

/** @param {number} startedMs */
function secondsSince(startedMs) {
  return Math.round((performance.now() - startedMs) / 1000)
}
