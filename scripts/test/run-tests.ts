/**
 * Runs test files with Node's own runner, a process a file, and tells one line a file. What a file
 * printed is shown only where it fails, and so is each failed test with its reason.
 */
import { isAbsolute, join, relative } from 'node:path'
import type { EventData } from 'node:test'
import { run } from 'node:test'
import { inspect } from 'node:util'
import type { Tally } from './run.ts'

const fileTimeoutMs = 300_000
const outputCharactersMax = 20_000

/** What is run, and where lines of the report go. */
export type TestRun = {
  readonly root: string
  /** From `root`. */
  readonly files: readonly string[]
  /** Files at a time. */
  readonly concurrency: number
  readonly signal?: AbortSignal
  readonly say: (line: string) => void
}

type FileState = {
  passed: number
  failed: number
  output: string
  readonly reasons: string[]
  /** Failures that were told already; none where the file was not told yet. */
  toldFailed: number | undefined
}

/** A file that ends badly, runs over five minutes or holds no test counts as a failure. */
export async function runTests({ root, files, concurrency, signal, say }: TestRun): Promise<Tally> {
  const states = new Map<string, FileState>()
  const summed = new Set<string>()
  const stateOf = (file: string | undefined): FileState => {
    const path = file === undefined ? '(no file)' : relative(root, file)
    const known = states.get(path) ?? newState()
    states.set(path, known)
    return known
  }
  const stream = run({
    cwd: root,
    files: files.map((path) => join(root, path)),
    concurrency,
    timeout: fileTimeoutMs,
    ...(signal ? { signal } : {})
  })
  for await (const { type, data } of stream) {
    if (type === 'test:stdout' || type === 'test:stderr') {
      const state = stateOf(data.file)
      state.output = (state.output + data.message).slice(-outputCharactersMax)
    } else if (type === 'test:pass') {
      // A file without a test passes as a test of its own name.
      const isTest = data.details.type !== 'suite' && !files.includes(relativeTo(root, data.name))
      if (isTest) stateOf(data.file).passed += 1
    } else if (type === 'test:fail') {
      noteFailure(stateOf(data.file), data)
    } else if (type === 'test:summary' && data.file !== undefined) {
      // Tests of a suite count where the suite is written; the summary knows who ran them.
      const path = relative(root, data.file)
      summed.add(path)
      tell(path, stateOf(data.file), { ...data.counts, durationMs: data.duration_ms }, say)
    }
  }
  for (const path of files) {
    const state = stateOf(join(root, path))
    if (!summed.has(path) && state.failed === 0) noteReason(state, 'no test ran in this file')
  }
  for (const [path, state] of states) {
    if (state.failed > (state.toldFailed ?? 0)) tell(path, state, undefined, say)
  }
  return total(states)
}

/** A suite fails because something in it did, which is counted already. */
function noteFailure(state: FileState, data: EventData.TestFail): void {
  const { error } = data.details
  if (data.details.type === 'suite' && state.failed > 0) return
  noteReason(state, `${data.name}\n${indented(inspect(error.cause ?? error))}`)
}

function noteReason(state: FileState, reason: string): void {
  state.failed += 1
  state.reasons.push(reason)
}

function tell(
  path: string,
  state: FileState,
  summary: (Tally & { readonly durationMs: number }) | undefined,
  say: TestRun['say']
): void {
  state.toldFailed = state.failed
  const { passed, failed } = summary ?? state
  const duration = summary === undefined ? '' : ` in ${(summary.durationMs / 1000).toFixed(1)} s`
  const counts = `${passed} passed${failed > 0 ? `, ${failed} FAILED` : ''}`
  say(`${failed > 0 ? '✖' : '✔'} ${path}: ${counts}${duration}`)
  for (const reason of state.reasons) say(indented(reason))
  if (state.failed > 0 && state.output !== '') say(indented(`printed:\n${state.output.trim()}`))
}

function newState(): FileState {
  return { passed: 0, failed: 0, output: '', reasons: [], toldFailed: undefined }
}

/** A path from `root`; one that is relative already stays as it is. */
function relativeTo(root: string, path: string): string {
  return isAbsolute(path) ? relative(root, path) : path
}

function total(states: ReadonlyMap<string, FileState>): Tally {
  const all = [...states.values()]
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0)
  }
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ')
}
