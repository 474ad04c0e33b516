/** Requests from this node's side: connect if need be, ask in time, and oneself without a wire. */
import {
  type Clock,
  concatBytes,
  type MemberId,
  type Peers,
  partsOf,
  payloadBytes,
  utf8
} from '@commonhold/base'
import type { Connector } from './connector.ts'
import { startDeadline } from './deadline.ts'
import { createExchange } from './exchange.ts'
import { tooLarge } from './frame.ts'
import type { RequestServer } from './request-server.ts'
import type { Tap } from './tap.ts'

const topicBytesMax = 255

/** @returns the port's `request` */
export function createRequester(options: {
  readonly self: MemberId
  readonly clock: Clock
  readonly tap: Tap
  readonly connector: Connector
  readonly server: RequestServer
}): Pick<Peers, 'request'> {
  const { self, clock, tap, connector, server } = options
  const exchange = createExchange(connector)

  const askSelf: Peers['request'] = async (from, topic, body, { responseBytesMax, signal }) => {
    const handler = server.handlerOf(topic)
    const { requestBytesMax } = handler.limits
    const bytes = payloadBytes(body)
    if (bytes > requestBytesMax) throw tooLarge(bytes, requestBytesMax)
    const whole = concatBytes(...partsOf(body))
    const asked = { from, body: whole, signal: signal ?? new AbortController().signal }
    const answer = await handler.answer(asked)
    if (answer.length > responseBytesMax) throw tooLarge(answer.length, responseBytesMax)
    return answer.slice()
  }
  return {
    async request(to, topic, body, asking) {
      const topicBytes = utf8(topic).length
      if (topicBytes > topicBytesMax) throw tooLarge(topicBytes, topicBytesMax)
      if (to === self) return askSelf(to, topic, body, asking)
      const { timeoutMs, responseBytesMax } = asking
      const deadline = startDeadline(clock, timeoutMs, `Asking ${to}`, asking.signal)
      const { signal } = deadline
      try {
        for (const part of partsOf(body)) tap(part, 'out', to)
        const answer = await exchange({ to, topic, body, responseBytesMax }, signal)
        tap(answer, 'in', to)
        return answer
      } finally {
        deadline.end()
      }
    }
  }
}
