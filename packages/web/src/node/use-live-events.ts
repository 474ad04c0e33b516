/**
 * The node's events, heard for as long as the page is seen. A browser opens six connections to one
 * host at most, and each line of events holds one: so a tab in the background lets go of its line,
 * and reads everything again when it is looked at.
 *
 * The first line begins with all that the node still keeps, so that a page that is opened in the
 * middle of a round knows where it is. Events are taken in together a few times a second.
 */
import type { CommonholdClient, NodeEvent } from '@commonhold/sdk'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type Heard, hearAll, nothingHeard } from './live-node.ts'
import { staleReadings } from './stale-readings.ts'

/** What events told, and whether they still come. */
export type LiveNode = Heard & {
  /** Why nothing is heard at present; undefined while the line is open. */
  readonly interrupted: string | undefined
}

/** Attempts before the line is given up until the page is looked at again: some hours of them. */
const failuresMax = 2_000
const takeInEveryMs = 120
/** Rounds of small tables are final several times a second; nobody reads a page that often. */
const readAgainEveryMs = 600
/** An id of no run: the node answers with the oldest that it keeps. */
const beforeAll = '0-0'

/** Keeps what is read fresh, and tells what open rounds are at. */
export function useLiveEvents(client: CommonholdClient, queries: QueryClient): LiveNode {
  const [heard, setHeard] = useState(nothingHeard)
  const [interrupted, setInterrupted] = useState<string>()
  const last = useRef(beforeAll)
  const isSeen = usePageIsSeen()
  useEffect(() => {
    if (!isSeen) return undefined
    const ending = new AbortController()
    const { signal } = ending
    const waiting: NodeEvent[] = []
    void queries.invalidateQueries()
    const stale = new Map<string, ReturnType<typeof staleReadings>[number]>()
    const takeIn = (): void => {
      if (waiting.length === 0) return
      const events = waiting.splice(0)
      setHeard((known) => hearAll(known, events))
      for (const key of events.flatMap(staleReadings)) stale.set(key.join(), key)
    }
    const readAgain = (): void => {
      for (const queryKey of stale.values()) void queries.invalidateQueries({ queryKey })
      stale.clear()
    }
    const hear = async (): Promise<void> => {
      const onInterrupted = (why: string): void => setInterrupted(why)
      const options = { signal, failuresMax, onInterrupted, after: last.current }
      for await (const event of client.events(options)) {
        setInterrupted(undefined)
        last.current = event.id
        waiting.push(event)
      }
    }
    hear().catch((cause: Error) => {
      if (!signal.aborted) setInterrupted(cause.message)
    })
    const timers = [setInterval(takeIn, takeInEveryMs), setInterval(readAgain, readAgainEveryMs)]
    return () => {
      ending.abort()
      for (const timer of timers) clearInterval(timer)
      takeIn()
    }
  }, [client, queries, isSeen])
  return { ...heard, interrupted }
}

function usePageIsSeen(): boolean {
  const [isSeen, setIsSeen] = useState(() => document.visibilityState === 'visible')
  useEffect(() => {
    const look = (): void => setIsSeen(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return isSeen
}
