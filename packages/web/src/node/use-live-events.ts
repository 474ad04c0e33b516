/**
 * The node's events, heard for as long as the page is seen. A browser opens six connections to one
 * host at most, and each line of events holds one: so a tab in the background lets go of its line,
 * and reads everything again when it is looked at.
 */
import type { CommonholdClient } from '@commonhold/sdk'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { afterEvent, type LiveRounds } from './live-rounds.ts'
import { staleReadings } from './stale-readings.ts'

/** What events told last. */
export type LiveNode = {
  readonly rounds: LiveRounds
  /** Why nothing is heard at present; undefined while the line is open. */
  readonly interrupted: string | undefined
}

/** Attempts before the line is given up until the page is looked at again: some hours of them. */
const failuresMax = 2_000

/** Keeps what is read fresh, and tells what open rounds are at. */
export function useLiveEvents(client: CommonholdClient, queries: QueryClient): LiveNode {
  const [rounds, setRounds] = useState<LiveRounds>(new Map())
  const [interrupted, setInterrupted] = useState<string>()
  const isSeen = usePageIsSeen()
  useEffect(() => {
    if (!isSeen) return undefined
    const ending = new AbortController()
    const { signal } = ending
    void queries.invalidateQueries()
    const hear = async (): Promise<void> => {
      const onInterrupted = (why: string): void => setInterrupted(why)
      for await (const event of client.events({ signal, failuresMax, onInterrupted })) {
        setInterrupted(undefined)
        setRounds((known) => afterEvent(known, event))
        for (const queryKey of staleReadings(event)) void queries.invalidateQueries({ queryKey })
      }
    }
    hear().catch((cause: Error) => {
      if (!signal.aborted) setInterrupted(cause.message)
    })
    return () => ending.abort()
  }, [client, queries, isSeen])
  return { rounds, interrupted }
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
