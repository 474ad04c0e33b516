/** Times as people say them: "3 min ago", with the absolute one for whoever asks. */

const steps: readonly (readonly [unit: string, seconds: number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1]
]

/** "just now", "12 s ago", "in 3 h". Both in milliseconds since 1970. */
export function relativeTime(atMs: number, nowMs: number): string {
  const seconds = Math.round((nowMs - atMs) / 1000)
  const distance = Math.abs(seconds)
  if (distance < 5) return 'just now'
  const [unit, size] = steps.find(([, each]) => distance >= each) ?? ['s', 1]
  const count = `${Math.floor(distance / size)} ${unit}`
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
