/** A moment: how long ago, and when exactly on hover. */
import { formatDuration } from '@commonhold/sdk/format'
import { absoluteTime, relativeTime } from '../model/relative-time.ts'
import { useNow } from './use-now.ts'

/** A moment. Give milliseconds since 1970, or the ledger's seconds. */
export function Time(properties: { readonly atMs?: number; readonly atSeconds?: number }) {
  const atMs = properties.atMs ?? (properties.atSeconds ?? 0) * 1000
  const text = useNow((nowMs) => relativeTime(atMs, nowMs))
  return (
    <time dateTime={new Date(atMs).toISOString()} title={absoluteTime(atMs)}>
      {text}
    </time>
  )
}

/** How long something took, in milliseconds. */
export function Duration({ ms }: { readonly ms: number | undefined }) {
  return <>{ms === undefined ? '–' : formatDuration(ms)}</>
}
