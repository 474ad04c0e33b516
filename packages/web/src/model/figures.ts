/**
 * Numbers for the screen: grouped, with fixed decimals in a column, and a dash where there is none.
 */

/** What stands where there is no value. */
export const noValue = '–'

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** A count with thousands apart: `12,345`. */
export function count(value: number | undefined): string {
  return value === undefined ? noValue : grouped.format(value)
}

/** A count and its thing: `1 round`, `2 rounds`. */
export function countOf(value: number, thing: string, things = `${thing}s`): string {
  return `${count(value)} ${value === 1 ? thing : things}`
}

/** With so many decimals, so that a column of them lines up. */
export function decimal(value: number | undefined, decimals = 4): string {
  return value === undefined || !Number.isFinite(value) ? noValue : value.toFixed(decimals)
}

/** A loss: four decimals, and fewer where it is large, as a squared error in large units is. */
export function loss(value: number | undefined): string {
  const isLarge = value !== undefined && Math.abs(value) >= 100
  return isLarge && Number.isFinite(value) ? grouped.format(value) : decimal(value)
}

/** An interval of a share: `0.9337 to 1.0000`; empty where there is none. */
export function intervalWords(
  interval: { readonly low: number; readonly high: number } | undefined
): string {
  return interval === undefined ? '' : `${decimal(interval.low)} to ${decimal(interval.high)}`
}

/** A share of 1 in percent, with one decimal. */
export function percent(share: number | undefined, decimals = 1): string {
  return share === undefined || !Number.isFinite(share)
    ? noValue
    : `${(100 * share).toFixed(decimals)} %`
}

/** The ends of a long id: `0x2dbc…c849`. */
export function shortId(id: string, ends = 4): string {
  const head = id.startsWith('0x') ? 2 + ends : ends + 2
  return id.length <= head + ends + 1 ? id : `${id.slice(0, head)}…${id.slice(-ends)}`
}
