/**
 * What a process holds, as Linux counts it in /proc: memory, threads and open handles. Read from
 * outside, so that the process that is measured does not know, and does nothing more for it.
 */
import { readdir, readFile, readlink } from 'node:fs/promises'
import { soakFailed } from './soak-error.ts'

/** One look at a process. */
export type ProcessSample = {
  /** Pages of it in memory, those shared with files included. */
  readonly residentBytes: number
  /** Of these, what it wrote itself: heaps, buffers and stacks. */
  readonly ownBytes: number
  readonly threads: number
  /** Open file descriptors of all kinds, and of these the sockets. */
  readonly handles: number
  readonly sockets: number
  /** Processor time since it started, in clock ticks of 10 ms. */
  readonly processorTicks: number
}

/** Undefined where the process is gone. @throws {CommonholdError} `SOAK_FAILED` without /proc */
export async function sampleProcess(pid: number): Promise<ProcessSample | undefined> {
  const folder = `/proc/${pid}`
  try {
    const [status, stat, names] = await Promise.all([
      readFile(`${folder}/status`, 'utf8'),
      readFile(`${folder}/stat`, 'utf8'),
      readdir(`${folder}/fd`)
    ])
    // A descriptor may be closed between listing and reading it.
    const ends = await Promise.all(
      names.map((name) => readlink(`${folder}/fd/${name}`).catch(() => ''))
    )
    return {
      ...parseStatus(status),
      handles: ends.filter((end) => end !== '').length,
      sockets: ends.filter((end) => end.startsWith('socket:')).length,
      processorTicks: parseTicks(stat)
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause
    return undefined
  }
}

/** @throws {CommonholdError} `SOAK_FAILED` on systems that do not tell as Linux does */
export async function requireProc(): Promise<void> {
  const own = await sampleProcess(process.pid)
  if (own === undefined || own.residentBytes === 0) throw soakFailed('this system has no /proc')
}

/** Memory and threads as the text of /proc/PID/status tells them. */
export function parseStatus(
  status: string
): Pick<ProcessSample, 'residentBytes' | 'ownBytes' | 'threads'> {
  const number = (name: string) =>
    Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  return {
    residentBytes: 1024 * number('VmRSS'),
    ownBytes: 1024 * number('RssAnon'),
    threads: number('Threads')
  }
}

/** The second field may hold anything, brackets and spaces too; the rest follows its last one. */
function parseTicks(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}
