/** The figures of `npm run growth`, as the part of docs/growth.md that the command writes. */
import { roundMessageBytesMax } from '@commonhold/node/rounds/round-messages'
import { studyMembersMax } from '@commonhold/protocol'
import { fitLine, fitPower } from '../../scripts/soak/fit-line.ts'
import type { RoundCost } from './measure-round.ts'
import { reachedAt } from './reached-at.ts'

/** What was measured. */
export type Growth = {
  readonly rounds: readonly RoundCost[]
  /** Gas by count of members, as contracts/snapshots/gas.json has it. */
  readonly gas: readonly {
    readonly members: number
    readonly final: number
    readonly close: number
  }[]
  /** Machine, date and load, in a sentence. */
  readonly machine: string
}

/** The gas that one transaction may use on Ethereum since EIP-7825. */
export const transactionGasMax = 2 ** 24

/** What members have for a question by default: to answer, and to train before they do. */
const questionSeconds = 65

/** All tables, in Markdown. */
export function growthTables(growth: Growth): string {
  return [
    `Written by \`npm run growth -- --write\`. ${growth.machine}`,
    '### A round',
    roundTable(growth),
    '### Exponents',
    exponentTable(growth),
    '### What breaks first',
    limitTable(growth)
  ].join('\n\n')
}

function roundTable({ rounds, gas }: Growth): string {
  const line = gasLine(gas)
  return table(
    [
      ['members', 'dropped', 'processor, a member', 'processor, aggregator', 'a member sends'],
      ['receives', 'aggregator sends', 'receives', 'largest message', 'transcript'],
      ['evidence', 'memory of the process', 'gas']
    ].flat(),
    rounds.map((cost) => {
      const { members, member, aggregator } = cost
      const measured = gas.find((each) => each.members === members)?.final
      const told = line.intercept + line.slope * members
      return [
        String(members),
        String(cost.dropped),
        seconds(member.processorMs),
        seconds(aggregator.processorMs),
        bytes(member.sentBytes),
        bytes(member.receivedBytes),
        bytes(aggregator.sentBytes),
        bytes(aggregator.receivedBytes),
        bytes(cost.largestQuestionBytes),
        bytes(cost.transcriptBytes),
        bytes(cost.evidenceBytes),
        bytes(cost.peakBytes),
        measured === undefined ? `(${thousands(told)})` : thousands(measured)
      ]
    })
  )
}

function exponentTable({ rounds, gas }: Growth): string {
  const of = (y: (cost: RoundCost) => number) => {
    const points = rounds.map((cost) => ({ x: cost.members, y: y(cost) }))
    const large = points.filter(({ x }) => x >= 100)
    return [exponent(points), exponent(large)]
  }
  return table(
    ['what', 'grows as members to the power', 'from 100 on'],
    [
      ['processor time of a member', ...of(({ member }) => member.processorMs)],
      ['processor time of the aggregator', ...of(({ aggregator }) => aggregator.processorMs)],
      ['bytes that a member sends', ...of(({ member }) => member.sentBytes)],
      ['bytes that a member receives', ...of(({ member }) => member.receivedBytes)],
      ['bytes that the aggregator sends', ...of(({ aggregator }) => aggregator.sentBytes)],
      ['bytes that it receives', ...of(({ aggregator }) => aggregator.receivedBytes)],
      ['largest message', ...of((cost) => cost.largestQuestionBytes)],
      ['transcript', ...of((cost) => cost.transcriptBytes)],
      ['memory of the process', ...of((cost) => cost.peakBytes)],
      [
        `gas of a final round (${gas.map(({ members }) => members).join(', ')})`,
        exponent(gas.map(({ members, final }) => ({ x: members, y: final }))),
        ''
      ]
    ]
  )
}

function limitTable({ rounds, gas }: Growth): string {
  const large = rounds.filter(({ members }) => members >= 30)
  if (large.length < 2) return 'Two rounds of thirty members or more are needed to say.'
  const reached = (limit: number, y: (cost: RoundCost) => number): string => {
    const members = reachedAt(
      large.map((cost) => ({ x: cost.members, y: y(cost) })),
      limit
    )
    return thousands(Math.floor(members))
  }
  const close = fitLine(gas.map((each) => ({ x: each.members, y: each.close })))
  const final = gasLine(gas)
  const line = (bitsPerSecond: number) =>
    reached((questionSeconds * bitsPerSecond) / 8, (cost) => {
      return cost.largestQuestionBytes * (cost.members - 1)
    })
  const gasLeft = (each: { intercept: number; slope: number }) =>
    thousands(Math.floor((transactionGasMax - each.intercept) / each.slope))
  return table(
    ['bound', 'reached with more members than', 'there'],
    [
      ['the aggregator’s line, 100 Mbit/s: the largest question to all', line(1e8), '65 s'],
      ['survivors as bits of one word of the ledger', String(studyMembersMax), '256 bits'],
      ['the aggregator’s line, 1 Gbit/s', line(1e9), '65 s'],
      [
        'closing a study in one transaction of 2^24 gas',
        gasLeft(close),
        `${thousands(close.slope)} gas a member`
      ],
      [
        'evidence of a release in one answer, 64 MiB: a takeover',
        reached(roundMessageBytesMax, (cost) => cost.evidenceBytes),
        '64 MiB'
      ],
      [
        'the largest question, 64 MiB: every round',
        reached(roundMessageBytesMax, (cost) => cost.largestQuestionBytes),
        '64 MiB'
      ],
      [
        'a final round in one transaction of 2^24 gas',
        gasLeft(final),
        `${thousands(final.slope)} gas a member`
      ],
      ['masks of `learning`', '1,000', 'neighbours by table']
    ]
  )
}

function gasLine(gas: Growth['gas']) {
  return fitLine(gas.map(({ members, final }) => ({ x: members, y: final })))
}

function thousands(count: number): string {
  return Math.round(count).toLocaleString('en')
}

function exponent(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points.length < 2 ? '' : fitPower(points).exponent.toFixed(2)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
}

function bytes(count: number): string {
  if (count < 1e6) return `${(count / 1e3).toFixed(1)} kB`
  return count < 1e9 ? `${(count / 1e6).toFixed(1)} MB` : `${(count / 1e9).toFixed(2)} GB`
}
