/** A signal that aborts after some time on the given clock, or with the caller's own signal. */
import type { Clock } from '@commonhold/base'
import { networkError } from '../network-error.ts'

/** Time that runs out. `end` must be called when it no longer matters. */
export type Deadline = { readonly signal: AbortSignal; end(): void }

/** Given by name, since an abort without a reason makes an error with a stack trace each time. */
const ended = 'the deadline no longer matters'

/** @param what what took too long, as the message's subject */
export function startDeadline(
  clock: Pick<Clock, 'sleep'>,
  delayMs: number,
  what: string,
  outer?: AbortSignal
): Deadline {
  const controller = new AbortController()
  const timer = new AbortController()
  const onOuter = (): void => controller.abort(outer?.reason)
  if (outer?.aborted) onOuter()
  else outer?.addEventListener('abort', onOuter)
  clock.sleep(delayMs, timer.signal).then(
    () => controller.abort(networkError('NETWORK_TIMEOUT', `${what} took over ${delayMs} ms.`)),
    () => {}
  )
  return {
    signal: controller.signal,
    end() {
      timer.abort(ended)
      outer?.removeEventListener('abort', onOuter)
    }
  }
}

/** The promise's outcome, or the signal's reason if that comes first. */
export async function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal) {
  const aborted = Promise.withResolvers<never>()
  const onAbort = (): void => aborted.reject(signal.reason)
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort)
  promise.catch(() => {})
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
