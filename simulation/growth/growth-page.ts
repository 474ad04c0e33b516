/** The figures of `npm run growth`, as the part of docs/growth.md that the command writes. */
import { roundMessageBytesMax } from '@commonhold/node/rounds/round-messages'
import { fitLine, fitPower } from '../../scripts/soak/fit-line.ts'
import type { MaskingCost } from './measure-masking.ts'
import type { RoundCost } from './measure-round.ts'
import { type MessageSizes, messageSizes, mostMembersWithin } from './message-sizes.ts'

/** What was measured. */
export type Growth = {
  readonly rounds: readonly RoundCost[]
  readonly masking: readonly MaskingCost[]
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

/** All tables, in Markdown. */
export function growthTables(growth: Growth): string {
  const { machine, masking } = growth
  return [
    `Written by \`npm run growth -- --write\`. ${machine}`,
    '### A round of the whole protocol',
    roundTable(growth),
    '### Exponents',
    exponentTable(growth),
    '### What breaks first',
    limitTable(growth),
    ...(masking.length === 0 ? [] : ['### Masking alone, above the bound', maskingTable(masking)])
  ].join('\n\n')
}

function roundTable({ rounds, gas }: Growth): string {
  return table(
    [
      ['members', 'processor, a member', 'processor, aggregator', 'a member sends', 'receives'],
      ['aggregator sends', 'receives', 'largest message', 'transcript', 'memory of both', 'gas']
    ].flat(),
    rounds.map((cost) => {
      const { members, member, aggregator } = cost
      const final = gas.find((each) => each.members === members)?.final
      return [
        String(members),
        cost.outcome === 'final' ? seconds(member.processorMs) : `fails in ${cost.why}`,
        seconds(aggregator.processorMs),
        bytes(member.sentBytes),
        bytes(member.receivedBytes),
        bytes(aggregator.sentBytes),
        bytes(aggregator.receivedBytes),
        bytes(cost.largestQuestionBytes),
        cost.transcriptBytes === 0 ? '' : bytes(cost.transcriptBytes),
        bytes(cost.peakBytes),
        final === undefined ? '' : final.toLocaleString('en')
      ]
    })
  )
}

function exponentTable({ rounds, gas, masking }: Growth): string {
  const finals = rounds.filter(({ outcome }) => outcome === 'final')
  const of = (y: (cost: RoundCost) => number) => {
    return exponent(finals.map((cost) => ({ x: cost.members, y: y(cost) })))
  }
  const ofMasking = (y: (cost: MaskingCost) => number) => {
    return exponent(masking.map((cost) => ({ x: cost.members, y: y(cost) })))
  }
  const counts = finals.map(({ members }) => members).join(', ')
  return table(
    ['what', 'grows as members to the power', 'fitted over'],
    [
      ['processor time of a member', of(({ member }) => member.processorMs), counts],
      ['processor time of the aggregator', of(({ aggregator }) => aggregator.processorMs), counts],
      ['bytes that a member sends', of(({ member }) => member.sentBytes), counts],
      ['bytes that a member receives', of(({ member }) => member.receivedBytes), counts],
      ['bytes that the aggregator sends', of(({ aggregator }) => aggregator.sentBytes), counts],
      ['transcript', of((cost) => cost.transcriptBytes), counts],
      [
        'gas of a final round',
        exponent(gas.map(({ members, final }) => ({ x: members, y: final }))),
        gas.map(({ members }) => members).join(', ')
      ],
      ...(masking.length < 2
        ? []
        : [
            [
              'masking alone, a member',
              ofMasking(({ dealMs, openMs, maskMs }) => dealMs + openMs + maskMs),
              masking.map(({ members }) => members).join(', ')
            ],
            [
              'unmasking alone',
              ofMasking(({ seedsMs, unmaskMs }) => seedsMs + unmaskMs),
              masking.map(({ members }) => members).join(', ')
            ]
          ])
    ]
  )
}

function limitTable({ rounds, gas }: Growth): string {
  const complete = rounds.filter(({ outcome, members }) => outcome === 'final' && members <= 50)
  if (complete.length < 3) return 'Three rounds of at most fifty members are needed to say.'
  const sizes = messageSizes(complete.slice(-3))
  const close = fitLine(gas.map((each) => ({ x: each.members, y: each.close })))
  const closeMax = Math.floor((transactionGasMax - close.intercept) / close.slope)
  const most = {
    evidence: mostMembersWithin(roundMessageBytesMax, sizes.evidenceBytes),
    question: mostMembersWithin(roundMessageBytesMax, sizes.questionBytes)
  }
  const measured = rounds.filter(({ outcome }) => outcome === 'final').at(-1)!
  return [
    table(
      ['bound', 'reached with more members than', 'there'],
      [
        [
          'evidence of a release in one answer, 64 MiB: a takeover',
          String(most.evidence),
          mebibytes(sizes.evidenceBytes(most.evidence))
        ],
        [
          'the question for masked vectors, 64 MiB: every round',
          String(most.question),
          mebibytes(sizes.questionBytes(most.question))
        ],
        ['survivors as bits of one word of the ledger', '256', '256 bits'],
        [
          'closing a study in one transaction of 2^24 gas',
          String(closeMax),
          `${Math.round(close.slope).toLocaleString('en')} gas a member`
        ],
        ['masks of `learning`', '1000', 'neighbours by table']
      ]
    ),
    sizesTold(complete.slice(-3), measured, sizes)
  ].join('\n\n')
}

/** What a parcel takes, and how well the sizes tell one that was measured. */
function sizesTold(from: readonly RoundCost[], measured: RoundCost, sizes: MessageSizes): string {
  const parcel = Math.round(sizes.parcelBytes).toLocaleString('en')
  const counts = from.map(({ members }) => members).join(', ')
  const told = sizes.questionBytes(measured.members) / measured.largestQuestionBytes
  return [
    `A parcel takes ${parcel} bytes in that question.`,
    `With 256 members the question has ${mebibytes(sizes.questionBytes(256))}.`,
    `The sizes are those of rounds of ${counts} members;`,
    `for ${measured.members} they tell the measured one to`,
    `${(100 * Math.abs(told - 1)).toFixed(2)} %.`
  ].join(' ')
}

function mebibytes(count: number): string {
  return `${(count / 2 ** 20).toFixed(1)} MiB`
}

function maskingTable(masking: readonly MaskingCost[]): string {
  return table(
    [
      ['members', 'neighbours', 'deal', 'open', 'mask', 'open all seeds', 'unmask the sum'],
      ['parcels of a member', 'of all', 'sum exact']
    ].flat(),
    masking.map((cost) => [
      String(cost.members),
      String(cost.degree),
      seconds(cost.dealMs),
      seconds(cost.openMs),
      seconds(cost.maskMs),
      seconds(cost.seedsMs),
      seconds(cost.unmaskMs),
      bytes(cost.parcelBytes),
      bytes(cost.allParcelBytes),
      cost.isExact ? 'yes' : '**no**'
    ])
  )
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
