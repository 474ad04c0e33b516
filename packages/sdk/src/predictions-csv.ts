/** Predictions as a CSV file, for the command line and for a browser's downloads. */
import type { Predictions } from './api/models.ts'

/** One line a row: its number, the prediction, and the probability of each class. */
export function predictionsCsv({ target, predictions }: Predictions): string {
  const classes = [...new Set(predictions.flatMap((each) => Object.keys(each.probabilities ?? {})))]
  const titles = ['row', target, ...classes.map((name) => `probability of ${name}`)]
  const lines = predictions.map(({ row, value, probabilities }) =>
    [row, value, ...classes.map((name) => probabilities?.[name] ?? '')].map(quoted).join(',')
  )
  return `${[titles.map(quoted).join(','), ...lines].join('\n')}\n`
}

/** RFC 4180, and no text that a spreadsheet would run as a formula. */
function quoted(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
