/** Events worth keeping, given a name and typed fields. Ring 1 has no logs at all. */

/** How much an event matters. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Fields of an event. Secrets are wrapped in `Secret`, which prints nothing. */
export type LogFields = Readonly<Record<string, unknown>>

/** Where events go. */
export type Log = {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
  /** A log that adds these fields to every event. */
  with(fields: LogFields): Log
}

/** A log that keeps nothing. */
export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  with() {
    return silentLog
  }
}
