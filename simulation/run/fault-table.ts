/** The table at the end of an exploration: how often each fault fired, and what came of it. */
import { type FaultKind, faultKinds } from '../world/faults.ts'
import type { SeedSummary } from './explore.ts'

/** One kind of fault over all seeds. */
export type FaultRow = {
  readonly kind: FaultKind
  readonly does: string
  readonly fired: number
  /** Seeds in which it fired, and of those the ones with a broken promise. */
  readonly seeds: number
  readonly broken: number
}

/** Every kind, also those that never fired. */
export function faultTable(summaries: readonly SeedSummary[]): readonly FaultRow[] {
  return Object.entries(faultKinds).map(([name, does]) => {
    const kind = name as FaultKind
    const met = summaries.filter(({ faults }) => (faults[kind] ?? 0) > 0)
    return {
      ...{ kind, does },
      fired: met.reduce((sum, { faults }) => sum + (faults[kind] ?? 0), 0),
      seeds: met.length,
      broken: met.filter(({ broken }) => broken.length > 0).length
    }
  })
}

/** The table as text. */
export function renderFaultTable(rows: readonly FaultRow[]): string {
  const head = ['fault', 'fired', 'seeds', 'broken', 'what it does']
  const cells = rows.map(({ kind, fired, seeds, broken, does }) => [
    kind,
    ...[fired, seeds, broken].map(String),
    does
  ])
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]!.length))
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column > 0 && column < 4 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)
      )
      .join('  ')
      .trimEnd()
  return [line(head), '-'.repeat(line(head).length + 20), ...cells.map(line)].join('\n')
}
