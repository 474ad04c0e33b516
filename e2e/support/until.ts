/** Waiting for something that another process will do: no test here sleeps for a guessed time. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'

const askEveryMs = 100

/**
 * Asks until there is an answer. A question that throws has no answer yet; what it threw last is
 * told where none comes.
 */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false>,
  timeoutMs = 180_000
): Promise<Answer> {
  const deadlineMs = performance.now() + timeoutMs
  let failure: unknown
  while (performance.now() < deadlineMs) {
    try {
      const answer = await ask()
      failure = undefined
      if (answer !== undefined && answer !== false) return answer
    } catch (cause) {
      failure = cause
    }
    await sleep(askEveryMs)
  }
  assert.fail(`not seen within ${timeoutMs} ms: ${what}${failure ? ` (last: ${failure})` : ''}`)
}
