/** How fast a CSV of 100,000 rows and 40 columns is read. Prints one JSON line. */
import { readCsv } from '../src/dataset/csv.ts'

const rows = 100_000
const columns = 40
const lines = [Array.from({ length: columns }, (_, index) => `column_${index}`).join(',')]
for (let row = 0; row < rows; row++) {
  const fields: string[] = []
  for (let column = 0; column < columns; column++) {
    const number = ((row * 7919 + column * 104_729) % 1_000_003) / 1000
    if (column % 8 === 7) fields.push(`category ${(row * 31 + column) % 50}`)
    else fields.push((row + column) % 37 === 0 ? 'NA' : String(number))
  }
  lines.push(fields.join(','))
}
const bytes = new TextEncoder().encode(lines.join('\n'))
const secondsOfRuns: number[] = []
for (let run = 0; run < 5; run++) {
  const startedAt = performance.now()
  readCsv(bytes, { file: 'bench.csv' })
  secondsOfRuns.push((performance.now() - startedAt) / 1000)
}
const figures = { sizeBytes: bytes.length, rows, columns, secondsOfRuns }
console.log(JSON.stringify({ bench: 'csv', ...figures }))
