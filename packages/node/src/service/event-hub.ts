/** What happened, kept for a while: a client that lost its connection goes on where it was. */
import type { Clock, StudyId } from '@commonhold/base'
import type { NodeEvent } from '@commonhold/sdk/api/events'
import type { EventsRequest } from '../http/node-service.ts'

/** How many events are kept. */
const keptMax = 4096

/** An event before it has an id and a time. */
export type NewEvent = NodeEvent extends infer Each
  ? Each extends NodeEvent
    ? Omit<Each, 'id' | 'atMs'>
    : never
  : never

/** The node's events. */
export type EventHub = {
  tell(event: NewEvent): void
  hear(request: EventsRequest): AsyncIterable<NodeEvent>
}

/** @param run tells this run's ids from those of earlier ones */
export function createEventHub(clock: Pick<Clock, 'nowMs'>, run: string): EventHub {
  const kept: NodeEvent[] = []
  let count = 0
  let wake: () => void = () => {}
  let woken = new Promise<void>((resolve) => {
    wake = resolve
  })

  async function* hear({ after, study, signal }: EventsRequest): AsyncGenerator<NodeEvent> {
    let next = positionAfter(after)
    const aborted = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    while (!signal.aborted) {
      const first = count - kept.length
      for (; next < count && !signal.aborted; next++) {
        const event = kept[Math.max(0, next - (count - kept.length))]
        if (event !== undefined && next >= first && concerns(event, study)) yield event
      }
      await Promise.race([woken, aborted])
    }
  }

  function positionAfter(id: string | undefined): number {
    if (id === undefined) return count
    const [ofRun, number] = id.split('-')
    const position = Number(number) + 1
    const isKnown = ofRun === run && Number.isSafeInteger(position) && position <= count
    return isKnown ? Math.max(position, count - kept.length) : count - kept.length
  }

  return {
    hear,
    tell(event) {
      kept.push({ ...event, id: `${run}-${count}`, atMs: clock.nowMs() } as NodeEvent)
      count++
      if (kept.length > keptMax) kept.shift()
      wake()
      woken = new Promise((resolve) => {
        wake = resolve
      })
    }
  }
}

function concerns(event: NodeEvent, study: StudyId | undefined): boolean {
  return study === undefined || !('study' in event) || event.study === study
}
