/**
 * Turns what parts of the program say into records, and those into safe text.
 *
 * Nothing that a log is given can break it or leak through it: secrets print as `<secret>`, raw
 * bytes as their count (a key is most often raw bytes), long text is cut, and what JSON cannot
 * hold becomes text.
 */
import {
  type Clock,
  CommonholdError,
  type Log,
  type LogFields,
  type LogLevel,
  Secret
} from '@commonhold/base'

/** One event as it is kept. */
export type LogRecord = {
  /** Milliseconds since 1970. */
  readonly atMs: number
  readonly level: LogLevel
  readonly event: string
  readonly fields: LogFields
}

const weights: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 }
const textMax = 4096
const depthMax = 6
const entriesMax = 100

/** A log that gives every event of `level` or above to `keep`. */
export function createLog(options: {
  readonly clock: Clock
  readonly level: LogLevel
  readonly keep: (record: LogRecord) => void
}): Log {
  const { clock, level: least, keep } = options
  const open = (common: LogFields): Log => {
    const at = (level: LogLevel) => (event: string, fields?: LogFields) => {
      if (weights[level] < weights[least]) return
      keep({ atMs: clock.nowMs(), level, event, fields: { ...common, ...fields } })
    }
    return {
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
      with: (fields) => open({ ...common, ...fields })
    }
  }
  return open({})
}

/** A log that tells all of `logs`. */
export function joinLogs(...logs: readonly Log[]): Log {
  const tell = (level: LogLevel) => (event: string, fields?: LogFields) => {
    for (const log of logs) log[level](event, fields)
  }
  return {
    debug: tell('debug'),
    info: tell('info'),
    warn: tell('warn'),
    error: tell('error'),
    with: (fields) => joinLogs(...logs.map((log) => log.with(fields)))
  }
}

/** The value as something that JSON holds, without secrets, bytes or cycles. */
export function printable(value: unknown, depth = 0): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'string') return cut(value)
  if (typeof value !== 'object') return cut(String(value))
  if (value instanceof Secret) return value.toString()
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
    return `<${value.byteLength} bytes>`
  if (depth >= depthMax) return '<deeper>'
  if (value instanceof CommonholdError) return printable(value.toJSON(), depth + 1)
  if (value instanceof Error) return cut(value.stack ?? value.message)
  if (value instanceof Map) return printable(Object.fromEntries(value), depth)
  if (value instanceof Set || Array.isArray(value)) {
    return [...value].slice(0, entriesMax).map((entry) => printable(entry, depth + 1))
  }
  const entries = Object.entries(value).slice(0, entriesMax)
  return Object.fromEntries(entries.map(([name, entry]) => [name, printable(entry, depth + 1)]))
}

function cut(text: string): string {
  if (text.length <= textMax) return text.toWellFormed()
  return `${text.slice(0, textMax).toWellFormed()}… (${text.length} characters)`
}
