/** What the example prints: a line a step, a line a round, and the table at the end. */
import type { RoundView } from '@commonhold/sdk'
import { formatBytes } from '@commonhold/sdk/format'
import type { Comparison } from './comparison.ts'

/** Where lines go: people's output, or nowhere that disturbs a program's. */
export type Report = {
  step(text: string): void
  line(text: string): void
}

/** @param startedAtMs of the same clock as `nowMs` */
export function createReport(write: (text: string) => void, nowMs: () => number): Report {
  const startedAtMs = nowMs()
  return {
    line: (text) => write(`${text}\n`),
    step(text) {
      const seconds = ((nowMs() - startedAtMs) / 1000).toFixed(1).padStart(5)
      write(`${seconds} s  ${text}\n`)
    }
  }
}

/** One final round in a line. */
export function roundLine(
  round: RoundView,
  rounds: number,
  nameOf: (member: string) => string
): string {
  const { metrics, survivors, dropped } = round
  const measured =
    metrics === undefined
      ? ''
      : [
          metrics.logLoss === undefined ? undefined : `loss ${metrics.logLoss.toFixed(3)}`,
          metrics.auc === undefined ? undefined : `AUC ${metrics.auc.toFixed(3)}`
        ]
          .filter((part) => part !== undefined)
          .join('  ')
  return [
    `round ${String(round.index).padStart(2)}/${rounds}`,
    round.kind.padEnd(10),
    measured.padEnd(22),
    `${survivors.length} of ${survivors.length + dropped.length}`,
    `by ${round.aggregator === undefined ? '?' : nameOf(round.aggregator)}`.padEnd(14),
    formatBytes(round.trafficBytes ?? 0).padStart(8),
    `${Math.round(round.durationMs ?? 0)} ms`.padStart(8),
    `block ${round.block}`
  ].join('  ')
}

/** The table of all models on the same held-out rows. */
export function comparisonTable(lines: readonly Comparison[]): string {
  const rows = [
    ['model', 'trained on', 'tested on', 'accuracy', 'balanced', 'AUC'],
    ...lines.map((line) => [
      line.model,
      `${line.trainingRows} rows`,
      `${line.testRows} rows`,
      percent(line.accuracy),
      percent(line.balancedAccuracy),
      line.auc.toFixed(4)
    ])
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const [head, ...body] = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
      )
      .join('  ')
  )
  return [head, '-'.repeat(head!.length), ...body].join('\n')
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
