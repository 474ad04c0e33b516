/**
 * A log on disk: one JSON document a line, in files of bounded size and number.
 *
 * Lines are written at once and in order, so that the last words of a process that dies are
 * there; about 10 µs a line. A full disk must not stop a node: lines that cannot be written are
 * counted, and the next line that can be says how many were lost.
 */
import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { type Clock, CommonholdError, type Log, type LogLevel } from '@commonhold/base'
import { isErrorWithCode } from './error-code.ts'
import { createLog, type LogRecord, printable } from './log-record.ts'

/** A log that owns files. */
export type FileLog = Log & {
  /** Closes the file. What is said afterwards is lost. */
  close(): void
}

/**
 * Opens the log at `path`; older lines move to `path.1`, `path.2` and so on.
 * @param options.bytesMax size of one file in bytes, at least 1,024; a line may exceed it once
 * @param options.filesMax count of files in all, 1 or more
 * @throws {CommonholdError} `PLATFORM_LOG_FAILED` where the file cannot be opened
 */
export function openFileLog(options: {
  readonly path: string
  readonly clock: Clock
  readonly level: LogLevel
  readonly bytesMax: number
  readonly filesMax: number
}): FileLog {
  const { path, clock, level, bytesMax, filesMax } = options
  let file: number | undefined = openForAppend(path)
  let sizeBytes = fstatSync(file).size
  let lost = 0

  function rotate(): void {
    if (file !== undefined) closeSync(file)
    file = undefined
    for (let age = filesMax - 1; age >= 1; age--) {
      moveIfPresent(age === 1 ? path : `${path}.${age - 1}`, `${path}.${age}`)
    }
    if (filesMax === 1) rmSync(path, { force: true })
    file = openForAppend(path)
    sizeBytes = fstatSync(file).size
  }

  function keep(record: LogRecord): void {
    if (file === undefined && lost === 0) return
    const line = Buffer.from(`${lineOf(record, lost)}\n`)
    try {
      if (file === undefined || (sizeBytes > 0 && sizeBytes + line.length > bytesMax)) rotate()
      writeSync(file!, line)
      sizeBytes += line.length
      lost = 0
    } catch {
      // Told by the next line that can be written; there is nowhere else to tell it.
      lost++
    }
  }

  return {
    ...createLog({ clock, level, keep }),
    close() {
      if (file !== undefined) closeSync(file)
      file = undefined
      lost = 0
    }
  }
}

function lineOf(record: LogRecord, lost: number): string {
  const { atMs, level, event, fields } = record
  return JSON.stringify({
    at: new Date(atMs).toISOString(),
    level,
    event: printable(event),
    ...(lost > 0 ? { lostBefore: lost } : {}),
    fields: printable(fields)
  })
}

function openForAppend(path: string): number {
  try {
    return openSync(path, 'a', 0o640)
  } catch (cause) {
    throw new CommonholdError({
      code: 'PLATFORM_LOG_FAILED',
      fault: 'self',
      message: `The log ${path} could not be opened: ${(cause as Error).message}.`,
      hint: 'Check that its folder exists and is writable, or choose another one.',
      cause
    })
  }
}

function moveIfPresent(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (cause) {
    if (!isErrorWithCode(cause, 'ENOENT')) throw cause
  }
}
