/**
 * What can be learnt of a process from its number: its parent and its command line.
 *
 * A number alone proves nothing, since the system gives it out again. So nobody is ever sent a
 * signal whose command line was not read first. `/proc` on Linux, `ps` elsewhere.
 */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** A process that runs now. */
export type RunningProcess = {
  readonly parent: number
  /** Program and arguments, as one text. */
  readonly commandLine: string
}

/** The process with this number; undefined where none runs, or where it has ended already. */
export async function runningProcess(pid: number): Promise<RunningProcess | undefined> {
  return process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid)
}

async function fromProc(pid: number): Promise<RunningProcess | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    // The second field, the program's name, is in parentheses and may hold anything.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return undefined
    return { parent: Number(parent), commandLine: raw.split('\0').join(' ').trim() }
  } catch {
    return undefined
  }
}

async function fromPs(pid: number): Promise<RunningProcess | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,command=', '-p', String(pid)])
    const [, parent, commandLine] = /^\s*(\d+)\s+(.*)$/m.exec(stdout) ?? []
    return parent === undefined ? undefined : { parent: Number(parent), commandLine: commandLine! }
  } catch {
    return undefined
  }
}
