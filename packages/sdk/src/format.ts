/** Values as people read them: with a unit, and without what a stranger hid in a text. */

/**
 * Text from elsewhere without control characters: a study's title could else move the cursor, or
 * write over what the terminal shows.
 */
export function safe(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
}

/** `0xaaaaaaaa…`, or a name before it where there is one. */
export function formatMember(member: string, name?: string): string {
  const short = `${member.slice(0, 10)}…`
  return name === undefined ? short : `${safe(name)} (${short})`
}

/** Bytes in B, KiB, MiB or GiB. */
export function formatBytes(sizeBytes: number | undefined): string {
  if (sizeBytes === undefined) return '-'
  const units = ['B', 'KiB', 'MiB', 'GiB']
  let value = sizeBytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}

/** Milliseconds in ms, s, min, h or d. */
export function formatDuration(durationMs: number | undefined): string {
  if (durationMs === undefined) return '-'
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`
  const seconds = durationMs / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
  if (seconds < 86_400) return `${(seconds / 3600).toFixed(1)} h`
  return `${(seconds / 86_400).toFixed(1)} d`
}

/** Seconds since 1970 as UTC. */
export function formatTime(unixSeconds: number): string {
  return `${new Date(unixSeconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** A metric with four decimals. */
export function formatMetric(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(4)
}

/** Basis points in percent. */
export function formatBps(bps: number): string {
  return `${(bps / 100).toFixed(2)} %`
}

/** Counts as bars of text, an eighth of the tallest a step; none but 0 is shown as empty. */
export function formatBars(counts: readonly number[]): string {
  const most = Math.max(...counts, 1)
  const steps = '▁▂▃▄▅▆▇█'
  return counts
    .map((count) => (count === 0 ? ' ' : steps[Math.ceil((count / most) * steps.length) - 1]))
    .join('')
}

/** A share of rows in percent with its interval: `97.9 % (94.0 to 99.3)`. */
export function formatShare(share: {
  readonly value: number
  readonly low: number
  readonly high: number
}): string {
  const percent = (value: number): string => (100 * value).toFixed(1)
  return `${percent(share.value)} % (${percent(share.low)} to ${percent(share.high)})`
}
