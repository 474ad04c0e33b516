/**
 * A node's events as one endless list: when the line breaks, or the node restarts, the next
 * request goes on after the last event that was seen. A node that stays away ends the list with an
 * error, and so does any answer that trying again would not change.
 */
import { asCommonholdError, type StudyId } from '@commonhold/base'
import { type NodeEvent, nodeEventSchema } from '../api/events.ts'
import { badAnswer, callNode, type NodeAddress } from './call.ts'
import { piecesOf } from './pieces.ts'
import { sseFrames } from './sse-frames.ts'

const firstDelayMs = 200
const delayMsMax = 5_000
const failuresMaxDefault = 30

/** Which events, and until when. */
export type EventsOptions = {
  readonly study?: StudyId
  /** Go on after the event with this id. */
  readonly after?: string
  readonly signal?: AbortSignal
  /** Attempts in a row that may fail before the list ends with the error. Default 30. */
  readonly failuresMax?: number
  /** Told each time that the line broke, before it is tried again. */
  readonly onInterrupted?: (why: string, failures: number) => void
}

/** Waits; rejects when the signal is aborted. */
export type Sleep = (delayMs: number, signal?: AbortSignal) => Promise<void>

/** Events until the signal is aborted. */
export async function* nodeEvents(
  address: NodeAddress,
  options: EventsOptions,
  sleep: Sleep
): AsyncGenerator<NodeEvent, undefined> {
  const { study, signal, failuresMax = failuresMaxDefault, onInterrupted } = options
  const isOver = (): boolean => signal?.aborted === true
  let after = options.after
  let failures = 0
  while (!isOver()) {
    let why = 'the node ended the line'
    try {
      for await (const event of oneConnection(address, { study, after, signal })) {
        failures = 0
        after = event.id
        yield event
      }
    } catch (cause) {
      if (isOver()) return undefined
      const error = asCommonholdError(cause)
      const isPassing = error.retryable || error.code === 'BASE_UNEXPECTED'
      if (!isPassing || failures + 1 >= failuresMax) throw error
      why = error.message
    }
    if (isOver()) return undefined
    failures += 1
    onInterrupted?.(why, failures)
    const delayMs = Math.min(firstDelayMs * 2 ** (failures - 1), delayMsMax)
    await sleep(delayMs, signal).catch(() => undefined)
  }
  return undefined
}

async function* oneConnection(
  address: NodeAddress,
  options: {
    readonly study: StudyId | undefined
    readonly after: string | undefined
    readonly signal: AbortSignal | undefined
  }
): AsyncGenerator<NodeEvent, undefined> {
  const { study, after, signal } = options
  const response = await callNode(address, {
    method: 'GET',
    path: study === undefined ? '/v1/events' : `/v1/events?study=${study}`,
    headers: {
      accept: 'text/event-stream',
      ...(after === undefined ? {} : { 'last-event-id': after })
    },
    signal
  })
  if (response.body === null) throw badAnswer('the event stream has no body')
  for await (const frame of sseFrames(piecesOf(response.body))) {
    const parsed = nodeEventSchema.safeParse(jsonOf(frame.data))
    // A newer node may tell kinds of events that this client does not know: they are passed over.
    if (parsed.success) yield parsed.data
  }
  return undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw badAnswer('an event is not JSON', cause)
  }
}
