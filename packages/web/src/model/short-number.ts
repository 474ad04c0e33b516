/** A number of any size in few characters: for axes, cells and figures of people's own columns. */

/** At most six significant digits; far from 1 as a power of ten. */
export function shortNumber(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value === 0 ? 0 : value)
  const size = Math.abs(value)
  if (size >= 1e9 || size < 1e-4) return value.toExponential(2).replace('e+', 'e')
  if (Number.isInteger(value) || size >= 1000) return grouped.format(value)
  const digits = size >= 100 ? 2 : 4
  return String(Number(size >= 1 ? value.toFixed(digits) : value.toPrecision(4)))
}

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
