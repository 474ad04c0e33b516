// @ts-check
/**
 * Runs one of the project's TypeScript files under Node 24, installing first where needed.
 *
 * The child's exit code or signal becomes ours. Ctrl-C in a terminal reaches the child by itself,
 * because it is in the same foreground group, so it is not sent a second time; we only wait for the
 * child to close down. Other signals, and those sent to us alone, are passed on.
 */
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { ensureInstalled, projectRoot } from './ensure-installed.mjs'
import { SetupProblem } from './install/setup-problem.mjs'

const oldestMajor = 20

/**
 * @param {{
 *   entry: string,
 *   args: readonly string[],
 *   flags?: readonly string[],
 *   folder?: string
 * }} options `entry` is relative to the project; `flags` are Node's own; `folder` is where it runs,
 *   the project by default
 */
export async function runProject({ entry, args, flags = [], folder = projectRoot }) {
  try {
    if (Number.parseInt(process.versions.node, 10) < oldestMajor) {
      throw new SetupProblem(
        `This is Node ${process.versions.node}.`,
        `Install Node.js ${oldestMajor} or newer (https://nodejs.org) and run this again.`
      )
    }
    const { node } = await ensureInstalled()
    await runChild(node, [...flags, join(projectRoot, entry), ...args], folder)
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error
    process.stderr.write(`${error.message}\n${error.hint}\n`)
    process.exitCode = 1
  }
}

/**
 * Runs a program to its end and makes its end our own.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} folder
 */
export async function runChild(program, args, folder) {
  const bin = join(projectRoot, 'node_modules', '.bin')
  const child = spawn(program, args, {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }
  })
  /** @type {(signal: NodeJS.Signals) => void} */
  const passOn = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, passOn)
  const [code, signal] = await new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${program} did not start: ${error.message}\n`)
      resolve([1, null])
    })
    child.on('close', (exitCode, exitSignal) => resolve([exitCode, exitSignal]))
  })
  for (const each of signals) process.off(each, passOn)
  if (signal !== null) process.kill(process.pid, signal)
  else process.exitCode = code
}
