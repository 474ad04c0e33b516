/**
 * Waits for a ledger that is not there yet: a node that starts while its chain is being started
 * again, or its network is down, comes up with it.
 */
import { asCommonholdError, type Clock, type Log } from '@commonhold/base'

const waitMs = 120_000
const pauseMs = 500

/**
 * @throws {CommonholdError} what `ask` throws where that is final, or still so after two minutes
 */
export async function untilReachable<Answer>(
  ask: () => Promise<Answer>,
  { clock, log }: { readonly clock: Clock; readonly log: Log }
): Promise<Answer> {
  const deadlineMs = clock.monotonicMs() + waitMs
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (cause) {
      const { code, message, retryable } = asCommonholdError(cause)
      if (!retryable || clock.monotonicMs() > deadlineMs) throw cause
      if (tries === 1) log.warn('ledger.waiting', { code, message })
      await clock.sleep(pauseMs)
    }
  }
}
