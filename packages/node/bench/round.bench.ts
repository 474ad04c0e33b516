/**
 * How long a round takes between four nodes that are processes of their own, with logistic
 * regression on the Wisconsin records, as `npm start` runs them: 40 training rounds,
 * as long as many studies, so that the median is of nodes that have warmed up.
 *
 * The protocol's time is the aggregator's own, from its first question to the last signature, with
 * the ledger left out; the whole round is from seeing it open to seeing it final. Statistics and
 * evaluation are left out of the medians. All four processes and the ledger share this machine.
 */
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assert } from '@commonhold/base'
import { z } from 'zod'

const rounds = 40
const protocolMsMax = 150
const timeoutMs = 300_000
const start = fileURLToPath(new URL('../../../examples/four-hospitals/start.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'commonhold-rounds-'))

const resultSchema = z.object({
  ok: z.literal(true),
  processes: z.number(),
  roundList: z.array(z.unknown()).min(rounds)
})
const foundSchema = z.object({
  durationMs: z.number().optional(),
  protocolMs: z.number().optional(),
  transcriptBytes: z.number(),
  summary: z.object({ kind: z.string() })
})

const ledgerSchema = z.object({ contracts: z.object({ studies: z.string() }) })
const stateSchema = z.object({
  transactions: z.array(z.object({ info: z.object({ to: z.string().nullable() }) }))
})

try {
  const { processes, roundList } = resultSchema.parse(JSON.parse(await runHospitals()))
  const found = globSync(join(folder, 'run-*', '*', 'state', 'study-1', 'round-*.json'))
    .map((file) => foundSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))
    .filter(({ summary }) => summary.kind === 'training')
  const protocolMs = found.flatMap((round) => round.protocolMs ?? [])
  assert(protocolMs.length >= rounds * 0.8, 'the aggregators timed their rounds')
  print({
    name: `protocol of a round, ${processes} processes, ledger left out`,
    value: middle(protocolMs),
    unit: 'ms',
    kind: 'max',
    limit: protocolMsMax
  })
  print({ name: 'fastest of these rounds', value: Math.min(...protocolMs), unit: 'ms' })
  print({
    name: 'whole round, ledger included',
    value: middle(found.flatMap((round) => round.durationMs ?? [])),
    unit: 'ms'
  })
  print({
    name: 'transactions on the ledger for each round',
    value: countRoundTransactions(processes) / roundList.length,
    unit: 'transactions',
    kind: 'max',
    limit: 1
  })
  print({
    name: 'transcript of a round',
    value: middle(found.map((round) => round.transcriptBytes)),
    unit: 'bytes'
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** @returns the result of the example, in JSON */
async function runHospitals(): Promise<string> {
  const args = [start, '--exit', '--json', '--rounds', String(rounds), '--folder', folder]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const giveUp = AbortSignal.timeout(timeoutMs)
  giveUp.addEventListener('abort', () => child.kill('SIGTERM'))
  const parts: string[] = []
  child.stdout.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  const code = await new Promise((resolve) => child.once('close', resolve))
  assert(code === 0, 'the four hospitals train their model')
  return parts.join('').trim().split('\n').at(-1)!
}

/** All transactions to the Studies contract but a proposal, its joins, its start and its end. */
function countRoundTransactions(members: number): number {
  const read = (name: string): unknown => {
    const file = globSync(join(folder, 'run-*', '*', 'ledger', name))[0]
    assert(file !== undefined, `one of the homes has the ledger's ${name}`)
    return JSON.parse(readFileSync(file, 'utf8'))
  }
  const { studies } = ledgerSchema.parse(read('ledger.json')).contracts
  const { transactions } = stateSchema.parse(read('state.json'))
  return transactions.filter(({ info }) => info.to === studies).length - (members + 3)
}

function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1]!
}

function print(figure: object): void {
  console.log(JSON.stringify({ kind: 'info', ...figure }))
}
