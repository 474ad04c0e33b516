/**
 * One measured figure, as a `*.bench.ts` prints it: a JSON object on a line of its own.
 *
 *     {"name":"mask a million words","value":61.2,"unit":"ms","limit":80,"kind":"max"}
 *
 * `limit` is what it is held to: `max` and `min` say on which side the figure must lie, `info`
 * that nothing depends on it. `rival` names what the limit comes from, where that is something else
 * measured in the same run.
 */
import { CommonholdError } from '@commonhold/base'

/** A figure. `limit` is in the same unit; figures of kind `info` may have none. */
export type Figure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly kind: 'max' | 'min' | 'info'
  readonly limit?: number
  readonly rival?: string
}

/**
 * The figures among a program's lines; lines that are no JSON object are left alone.
 * @throws {CommonholdError} `BENCH_BAD_FIGURE` where an object is not a figure, or there is none
 */
export function parseFigures(output: string, path: string): readonly Figure[] {
  const figures = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => parseFigure(line, path))
  if (figures.length === 0) throw badFigure(path, 'it printed no figure')
  return figures
}

/** Whether a figure lies on the right side of its limit. */
export function holds({ kind, value, limit }: Figure): boolean {
  if (kind === 'info' || limit === undefined) return true
  return kind === 'max' ? value <= limit : value >= limit
}

/** A table in Markdown, one row a figure, with the ratio of each to its limit. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, value, unit, limit, rival } = figure
    const ratio = limit === undefined ? '' : rounded(value / limit)
    const sign = figure.kind === 'max' ? '≤' : '≥'
    const bound = limit === undefined ? '' : figure.kind === 'info' ? '' : `${sign} `
    const held = limit === undefined ? '' : `${bound}${rounded(limit)}${rival ? ` (${rival})` : ''}`
    const verdict = holds(figure) ? '' : ' **missed**'
    return `| ${name} | ${rounded(value)} ${unit} | ${held} | ${ratio}${verdict} |`
  })
  return [
    '| what | measured | limit or rival | ratio |',
    '| --- | --- | --- | --- |',
    ...rows
  ].join('\n')
}

function parseFigure(line: string, path: string): Figure {
  let stated: Record<string, unknown>
  try {
    stated = JSON.parse(line)
  } catch {
    throw badFigure(path, `"${line.slice(0, 80)}" is not JSON`)
  }
  const { name, value, unit, kind, limit, rival } = stated
  const isFigure =
    typeof name === 'string' &&
    typeof unit === 'string' &&
    isNumber(value) &&
    (kind === 'max' || kind === 'min' || kind === 'info') &&
    (isNumber(limit) || (limit === undefined && kind === 'info')) &&
    (rival === undefined || typeof rival === 'string')
  if (!isFigure) throw badFigure(path, `"${line.slice(0, 80)}" is not a figure`)
  return {
    name,
    value,
    unit,
    kind,
    ...(isNumber(limit) ? { limit } : {}),
    ...(rival === undefined ? {} : { rival })
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/** Three figures that count; whole numbers from a thousand on. */
function rounded(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}

function badFigure(path: string, why: string): CommonholdError {
  return new CommonholdError({
    code: 'BENCH_BAD_FIGURE',
    fault: 'self',
    message: `${path} is no measurement: ${why}.`,
    hint: 'Print {"name","value","unit","kind":"max"|"min"|"info","limit"} a line; see figure.ts.'
  })
}
