/** A log for people: one line an event, short time first, fields as `name=value`. */
import type { Clock, Log, LogLevel } from '@commonhold/base'
import { createLog, type LogRecord, printable } from './log-record.ts'

/**
 * Opens a log that gives lines, each with its line end, to `write`.
 * @param options.write for instance `(line) => process.stderr.write(line)`
 */
export function openConsoleLog(options: {
  readonly clock: Clock
  readonly level: LogLevel
  readonly write: (line: string) => void
}): Log {
  const { clock, level, write } = options
  return createLog({ clock, level, keep: (record) => write(`${lineOf(record)}\n`) })
}

function lineOf({ atMs, level, event, fields }: LogRecord): string {
  const time = new Date(atMs).toISOString().slice(11, 23)
  const parts = Object.entries(fields).map(([name, value]) => `${word(name)}=${word(value)}`)
  return [time, level.toUpperCase().padEnd(5), word(event), ...parts].join(' ')
}

/** Plain words as they are, anything else in quotes, and no code that a terminal would obey. */
function word(value: unknown): string {
  const safe = printable(value)
  if (typeof safe === 'string' && /^[\w.:/@<>+-]+( bytes>)?$/.test(safe)) return safe
  return JSON.stringify(safe).replaceAll(/[\u007f-\u009f\u2028-\u202e]/g, (found) => {
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
