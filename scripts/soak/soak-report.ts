/** What a run under load found, as tables for people. */
import { type Kind, kinds } from './home-sample.ts'
import { type Judged, keptKinds, meanOf, passingKinds, storedByKind } from './judge-samples.ts'
import type { SoakSample } from './take-sample.ts'

const megabyte = 1e6

/** A line while it runs. */
export function progressLine(sample: SoakSample): string {
  const { minutes, finals, running, closed, nodes, liveBytes } = sample
  const own = nodes.map(({ residentBytes }) => residentBytes)
  return [
    `${minutes.toFixed(1).padStart(6)} min`,
    `${String(finals).padStart(5)} rounds final`,
    `${running} studies running, ${closed} closed`,
    `resident ${inMegabytes(meanOf(own))}, most ${inMegabytes(Math.max(...own))}`,
    ...(liveBytes === undefined ? [] : [`live ${inMegabytes(liveBytes)}`]),
    `${meanOf(nodes.map(({ handles }) => handles)).toFixed(0)} handles`,
    `${meanOf(nodes.map(({ threads }) => threads)).toFixed(0)} threads`
  ].join('   ')
}

/** What is held to a bound, in Markdown. */
export function judgedTable(judged: readonly Judged[]): string {
  return table(
    ['what', 'after the warm-up', 'at the end', 'slope', 'bound', ''],
    judged.map((each) => {
      const { what, unit, first, last, slope, slopeError, slopeUnit, max, holds } = each
      const error = slopeError === 0 ? '' : ` ± ${figure(slopeError)}`
      return [
        what,
        `${figure(first)} ${unit}`,
        `${figure(last)} ${unit}`,
        `${figure(slope)}${error} ${slopeUnit}`,
        figure(max),
        holds ? 'holds' : '**grows**'
      ]
    })
  )
}

/** What lies in a home, on average over the nodes, in Markdown. */
export function storedTable(samples: readonly SoakSample[]): string {
  const rows = storedByKind(samples, kinds).filter(({ lastFiles, firstBytes }) => {
    return lastFiles > 0 || firstBytes > 0
  })
  return table(
    ['kind', 'kept for', 'files', 'after the warm-up', 'at the end', 'bytes a final round'],
    rows.map((row) => [
      row.kind,
      purposeOf(row.kind),
      figure(row.lastFiles),
      inMegabytes(row.firstBytes),
      inMegabytes(row.lastBytes),
      figure(row.bytesPerRound)
    ])
  )
}

/** Memory, handles and threads of each process, in Markdown. */
export function processTable(samples: readonly SoakSample[]): string {
  const [first, last] = [samples[0]!, samples.at(-1)!]
  const rows = last.nodes.map((node, index) => {
    const all = samples.map((sample) => sample.nodes[index]!)
    return [`site-${index + 1}`, ...columnsOf(first.nodes[index]!, node, all)]
  })
  const chains = samples.flatMap(({ chain }) => (chain === undefined ? [] : [chain]))
  const chain = chains.at(-1)
  const chainRow =
    chain === undefined ? [] : [['the chain', ...columnsOf(chains[0]!, chain, chains)]]
  return table(
    ['process', 'resident after the warm-up', 'at the end', 'least', 'most', 'handles', 'threads'],
    [...rows, ...chainRow]
  )
}

type Sampled = SoakSample['nodes'][number]

function columnsOf(first: Sampled, last: Sampled, all: readonly Sampled[]): readonly string[] {
  const resident = all.map(({ residentBytes }) => residentBytes)
  return [
    inMegabytes(first.residentBytes),
    inMegabytes(last.residentBytes),
    inMegabytes(Math.min(...resident)),
    inMegabytes(Math.max(...resident)),
    `${first.handles} → ${last.handles}`,
    `${first.threads} → ${last.threads}`
  ]
}

function purposeOf(kind: Kind): string {
  if (keptKinds.includes(kind)) return kind === 'logs' ? 'ever, up to 64 MiB' : 'ever'
  if (passingKinds.includes(kind)) return 'open rounds, or fixed'
  if (kind === 'contents that nobody keeps') return '60 to 70 minutes'
  return kind === 'transaction journal' ? '2 minutes' : 'ever, by the ledger’s node'
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function inMegabytes(bytes: number): string {
  return `${(bytes / megabyte).toFixed(bytes < 10 * megabyte ? 2 : 0)} MB`
}

/** Three figures that count; whole numbers from a thousand on; 0 for what rounding left. */
function figure(value: number): string {
  if (Math.abs(value) < 1e-9) return '0'
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}
