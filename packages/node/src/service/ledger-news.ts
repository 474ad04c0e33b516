/**
 * News of the ledger among members: whoever wrote says so, and the others look at once instead of
 * waiting for their next look. The news hold nothing and prove nothing: what happened, everyone
 * reads from the ledger itself. So a node can look rarely, and still see a round final in
 * milliseconds; and where news get lost, it sees it a little later.
 */
import type { Peers } from '@commonhold/base'
import type { Ledger } from '@commonhold/protocol'

const topic = 'commonhold/ledger-news/1'
const limits = { requestBytesMax: 1, requestsPerMinuteMax: 1200 }

/** The same ledger; `tell` is called after each change that it wrote. */
export function tellingLedger(ledger: Ledger, tell: () => void): Ledger {
  const told =
    <Args extends readonly unknown[], Answer>(write: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      const answer = await write(...args)
      tell()
      return answer
    }
  return {
    ...ledger,
    join: told(ledger.join),
    update: told(ledger.update),
    leave: told(ledger.leave),
    register: told(ledger.register),
    revoke: told(ledger.revoke),
    propose: told(ledger.propose),
    joinStudy: told(ledger.joinStudy),
    leaveStudy: told(ledger.leaveStudy),
    start: told(ledger.start),
    finalise: told(ledger.finalise),
    skip: told(ledger.skip),
    cancel: told(ledger.cancel),
    close: told(ledger.close)
  }
}

/** Tells the others that there is news. Best effort. */
export function publishNews(peers: Pick<Peers, 'publish'>): void {
  peers.publish(topic, new Uint8Array(1)).catch(() => {})
}

/** Calls `look` after news, once at a time: news that come while it looks are looked at after. */
export function hearNews(peers: Pick<Peers, 'subscribe'>, look: () => Promise<unknown>): void {
  let looking: Promise<unknown> | undefined
  let isAgain = false
  const begin = (): void => {
    looking = look()
      .catch(() => {})
      .finally(() => {
        looking = undefined
        if (!isAgain) return
        isAgain = false
        begin()
      })
  }
  peers.subscribe(topic, limits, () => {
    if (looking === undefined) begin()
    else isAgain = true
  })
}
