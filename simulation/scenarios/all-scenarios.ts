/** Every scenario by name. A seed without a name runs the one that its number falls on. */
import { CommonholdError } from '@commonhold/base'
import type { FaultRates } from '../world/faults.ts'
import type { Scenario } from './scenario.ts'

const kills: FaultRates = { 'kill-member': 0.03, 'kill-aggregator': 0.02 }
const losses: FaultRates = { 'lose-question': 0.05, 'lose-answer': 0.05, 'lose-news': 0.3 }
const disorder: FaultRates = { duplicate: 0.2, reorder: 0.3, late: 0.03 }
const mangled: FaultRates = {
  truncate: 0.03,
  corrupt: 0.03,
  'cut-content': 0.1,
  'corrupt-content': 0.1,
  'stall-content': 0.02
}
const disks: FaultRates = { 'kill-writer': 0.004, 'lose-power': 0.7, 'disk-full': 0.003 }
const chains: FaultRates = {
  reorganise: 0.5,
  'drop-transaction': 0.3,
  'ledger-away': 0.02,
  'lose-receipt': 0.1
}
const clocks: FaultRates = { 'clock-off': 0.7 }
const splits: FaultRates = { 'split-network': 0.6 }
const garbage: FaultRates = { 'speak-garbage': 0.3 }

const usual = { members: [3, 4], studies: 1, waverers: 0 } as const

/** In this order; `npm run sim -- --help` lists them. */
export const allScenarios: readonly Scenario[] = [
  { ...usual, name: 'calm', about: 'nothing goes wrong', rates: {} },
  {
    ...usual,
    name: 'kills',
    about: 'members and aggregators die in any phase, and start again',
    members: [4, 5],
    rates: kills
  },
  { ...usual, name: 'losses', about: 'messages get lost', rates: losses },
  {
    ...usual,
    name: 'disorder',
    about: 'messages come twice, in another order, or too late',
    rates: disorder
  },
  {
    ...usual,
    name: 'mangled',
    about: 'messages and contents come cut short or changed',
    rates: mangled
  },
  {
    ...usual,
    name: 'disks',
    about: 'disks fill up; nodes die as they write; power fails',
    rates: { ...disks, 'kill-member': 0.02, 'kill-aggregator': 0.01 }
  },
  {
    ...usual,
    name: 'chain',
    about: 'blocks are replaced, under final rounds too; receipts get lost',
    rates: chains
  },
  { ...usual, name: 'clocks', about: 'clocks are minutes off', rates: { ...clocks, ...losses } },
  {
    ...usual,
    name: 'splits',
    about: 'the network splits and heals',
    members: [4, 5],
    rates: splits
  },
  {
    ...usual,
    name: 'two-studies',
    about: 'two studies at once, with losses and kills',
    studies: 2,
    rates: { ...losses, 'kill-member': 0.01, 'kill-aggregator': 0.01 }
  },
  {
    ...usual,
    name: 'come-and-go',
    about: 'members join, leave, and join again, on a chain that is replaced',
    members: [4, 5],
    waverers: 2,
    rates: { ...chains, ...losses }
  },
  {
    ...usual,
    name: 'garbage',
    about: 'members say what no rule allows, to everybody',
    rates: garbage
  },
  {
    ...usual,
    name: 'everything',
    about: 'all of it, a little',
    members: [4, 5],
    waverers: 1,
    rates: {
      ...{ 'lose-question': 0.02, 'lose-answer': 0.02, 'lose-news': 0.1 },
      ...{ duplicate: 0.05, reorder: 0.1, late: 0.01, truncate: 0.01, corrupt: 0.01 },
      ...{ 'cut-content': 0.03, 'corrupt-content': 0.03, 'stall-content': 0.005 },
      ...{ 'kill-member': 0.01, 'kill-aggregator': 0.01, 'kill-writer': 0.001 },
      ...{ 'lose-power': 0.5, 'disk-full': 0.001, 'clock-off': 0.3, 'split-network': 0.2 },
      ...{ reorganise: 0.2, 'drop-transaction': 0.2, 'ledger-away': 0.005 },
      ...{ 'lose-receipt': 0.03, 'speak-garbage': 0.05 }
    }
  },
  {
    ...usual,
    name: 'sites',
    about: '131 sites, of which some die and some messages get lost',
    members: [131, 131],
    rates: { 'kill-member': 0.001, 'lose-answer': 0.002, 'lose-question': 0.002 },
    byCommandOnly: true
  }
]

/** Those that a seed without a name may fall on. */
export const suiteScenarios = allScenarios.filter(({ byCommandOnly }) => byCommandOnly !== true)

/** The scenario that a seed runs where none is named. */
export function scenarioOfSeed(seed: number): Scenario {
  return suiteScenarios[seed % suiteScenarios.length]!
}

/** @throws {CommonholdError} `SIMULATION_NO_SCENARIO` */
export function findScenario(name: string): Scenario {
  const found = allScenarios.find((scenario) => scenario.name === name)
  if (found !== undefined) return found
  throw new CommonholdError({
    code: 'SIMULATION_NO_SCENARIO',
    fault: 'caller',
    message: `There is no scenario "${name.slice(0, 40)}".`,
    hint: `Its name is one of: ${allScenarios.map((each) => each.name).join(', ')}.`
  })
}
