/**
 * The one error family of Commonhold.
 *
 * `fault` decides everything outside the code that threw: HTTP 4xx or 5xx, whether a peer loses
 * score, the exit code of the command line. `retryable` decides back-off. Nobody matches on
 * messages. Each `code` has a page in `docs/errors/CODE.md`.
 */

/** Whose fault an error is: who called us, another node, the ledger, or this process. */
export type Fault = 'caller' | 'peer' | 'chain' | 'self'

/** What an error carries besides its message. */
export type CommonholdErrorOptions = {
  /** Stable, upper snake case, prefixed by its package: `LEARNING_BAD_CSV`. */
  readonly code: string
  readonly fault: Fault
  /** One sentence that says what happened, with the values seen. */
  readonly message: string
  /** One sentence that says what to do next. */
  readonly hint: string
  /** Whether the same call may succeed later. Default false. */
  readonly retryable?: boolean
  /** What happened, as data: safe to log and to show. Never a secret. */
  readonly details?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** The plain form of an error, as HTTP answers and `--json` show it. */
export type ErrorReport = {
  readonly code: string
  readonly fault: Fault
  readonly message: string
  readonly hint: string
  readonly retryable: boolean
  readonly details: Readonly<Record<string, unknown>>
}

/** Every error that Commonhold throws on purpose. */
export class CommonholdError extends Error {
  override readonly name: string = 'CommonholdError'
  readonly code: string
  readonly fault: Fault
  readonly hint: string
  readonly retryable: boolean
  readonly details: Readonly<Record<string, unknown>>

  constructor(options: CommonholdErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = options.code
    this.fault = options.fault
    this.hint = options.hint
    this.retryable = options.retryable ?? false
    this.details = options.details ?? {}
  }

  toJSON(): ErrorReport {
    const { code, fault, message, hint, retryable, details } = this
    return { code, fault, message, hint, retryable, details }
  }
}

/** The error itself where it is one of ours, else a `BASE_UNEXPECTED` that wraps it. */
export function asCommonholdError(cause: unknown): CommonholdError {
  if (cause instanceof CommonholdError) return cause
  return new CommonholdError({
    code: 'BASE_UNEXPECTED',
    fault: 'self',
    message: cause instanceof Error ? cause.message : String(cause),
    hint: 'This is a defect in Commonhold: report it with the log lines around it.',
    cause
  })
}
