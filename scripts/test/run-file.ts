/**
 * Runs one test file in a process of its own, and answers how it went.
 *
 * The process leads a group, so that what it started goes with it: the whole group is killed when
 * the file has ended, when its time is over, or when the run is stopped. SIGKILL is the only signal
 * that also ends a loop that never gives way.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseTestEvents, type TestEvent } from './event-reporter.ts'

const outputCharactersMax = 20_000
const reporter = fileURLToPath(new URL('./event-reporter.ts', import.meta.url))

/** How one file went. */
export type FileResult = {
  /** From the project's folder. */
  readonly path: string
  /** Tests that passed. */
  readonly passed: number
  /** Why each failure is one, in words; empty where all is well. */
  readonly failures: readonly string[]
  /** The end of what the file printed. */
  readonly output: string
  readonly durationMs: number
}

/** One file to run. */
export type FileRun = {
  readonly root: string
  readonly path: string
  /** After this long the file counts as hung. */
  readonly timeLimitMs: number
  readonly signal?: AbortSignal | undefined
}

/** A file that ends badly, that is stopped, or that holds no test counts as a failure. */
export async function runFile({ root, path, timeLimitMs, signal }: FileRun): Promise<FileResult> {
  const startedMs = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'commonhold-test-'))
  const told = join(folder, 'events')
  try {
    const { ended, output } = await runProcess({ root, path, told, timeLimitMs, signal })
    const events = parseTestEvents(readIfPresent(told))
    return {
      path,
      passed: events.filter(({ kind }) => kind === 'passed').length,
      failures: failuresOf(events, ended),
      output,
      durationMs: performance.now() - startedMs
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Ended = { readonly code: number | null; readonly stopped: string | undefined }
type ProcessRun = FileRun & { readonly told: string }

function runProcess(options: ProcessRun): Promise<{ ended: Ended; output: string }> {
  const { root, path, told, timeLimitMs, signal } = options
  const reporting = ['--test-reporter', reporter, '--test-reporter-destination', told]
  const child = spawn(process.execPath, [...reporting, join(root, path)], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: testEnvironment()
  })
  let output = ''
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-outputCharactersMax)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  let stopped: string | undefined
  const stop = (why: string): void => {
    stopped ??= why
    killGroup(child.pid)
  }
  const onAbort = (): void => stop('the run was interrupted')
  const timer = setTimeout(
    () => stop(`it was killed, because it had not ended after ${timeLimitMs / 1000} s`),
    timeLimitMs
  )
  signal?.addEventListener('abort', onAbort)
  if (signal?.aborted) onAbort()
  return new Promise((resolve) => {
    const finish = (code: number | null): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      resolve({ ended: { code, stopped }, output })
    }
    // 'exit' and not 'close': something it started may hold its output open until it is killed.
    child.on('exit', () => killGroup(child.pid))
    child.on('close', finish)
    child.on('error', (error) => {
      output += error.message
      finish(null)
    })
  })
}

/** Ours, without what an outer test run says to its own processes. */
function testEnvironment(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  return env
}

/** The group may be gone already; a process that is none any more cannot be killed. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function failuresOf(events: readonly TestEvent[], { code, stopped }: Ended): readonly string[] {
  const failures = events.flatMap((event) => {
    if (event.kind === 'skipped') return [`${event.name}\n    was skipped or is still to do`]
    return event.kind === 'failed' ? [`${event.name}\n${indented(event.reason)}`] : []
  })
  const holdsTests = events.some(({ kind }) => kind !== 'begun')
  const open = unfinished(events)
  const during = open === undefined ? '' : `; the last test begun was "${open}"`
  if (stopped !== undefined) return [...failures, `${stopped}${during}`]
  if (failures.length > 0) return failures
  if (code !== 0) return [`its process ended with ${code ?? 'a signal'}${during}`]
  return holdsTests ? [] : ['no test ran in this file']
}

/** The test that was begun last and not ended. */
function unfinished(events: readonly TestEvent[]): string | undefined {
  const ended = new Set(events.filter(({ kind }) => kind !== 'begun').map(({ name }) => name))
  return events.findLast(({ kind, name }) => kind === 'begun' && !ended.has(name))?.name
}

function readIfPresent(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Four columns to the right. */
export function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ')
}
