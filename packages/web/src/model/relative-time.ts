/** Times as people say them: "3 min ago", with the absolute one for whoever asks. */

/** From so many seconds on a distance is told in a unit of so many seconds. */
const steps = [
  { unit: 'd', from: 2 * 86_400, seconds: 86_400 },
  { unit: 'h', from: 2 * 3_600, seconds: 3_600 },
  { unit: 'min', from: 60, seconds: 60 },
  { unit: 's', from: 5, seconds: 1 }
] as const

/** "just now", "12 s ago", "in 3 h". Both in milliseconds since 1970. */
export function relativeTime(atMs: number, nowMs: number): string {
  const seconds = Math.round((nowMs - atMs) / 1000)
  const distance = Math.abs(seconds)
  const step = steps.find(({ from }) => distance >= from)
  if (step === undefined) return 'just now'
  // What lies behind is told in whole units that have passed, what comes by the nearest.
  const rounded = seconds < 0 ? Math.round : Math.floor
  const count = `${rounded(distance / step.seconds)} ${step.unit}`
  return seconds < 0 ? `in ${count}` : `${count} ago`
}

/** "23 Nov 2026, 17:31:14", in the reader's own time zone, which it names. */
export function absoluteTime(atMs: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short'
  }).format(atMs)
}
