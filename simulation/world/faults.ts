/**
 * Which faults befall a run. Each is asked for by its kind and by what it would befall, and
 * answered from the seed alone; what fired is counted and listed, and the list, or a part of it,
 * can be given back to see whether the part alone does the same. That is how a failure is shrunk.
 */
import type { Chance } from './chance.ts'

/** Every kind of fault, and what it does. */
export const faultKinds = {
  'lose-question': 'a question never arrives',
  'lose-answer': 'an answer never arrives',
  'lose-news': 'news of the ledger never arrive',
  duplicate: 'a question arrives twice',
  reorder: 'a message is overtaken by later ones',
  late: 'a message comes after its time',
  truncate: 'a message arrives cut short',
  corrupt: 'a message arrives with a bit changed',
  'cut-content': 'a content stops in the middle',
  'corrupt-content': 'a content arrives with a bit changed',
  'stall-content': 'a content begins and does not go on',
  'split-network': 'some members cannot reach the others for a while',
  'clock-off': 'a node’s clock is minutes off',
  'kill-member': 'a node dies while it answers',
  'kill-aggregator': 'a node dies while it asks',
  'kill-writer': 'a node dies while it writes to its disk',
  'lose-power': 'what a dying node had not flushed is lost or torn',
  'disk-full': 'a disk takes no more for a while',
  'ledger-away': 'the ledger cannot be reached',
  'lose-receipt': 'a change is written, and who wrote it is not told',
  reorganise: 'the chain replaces its latest blocks',
  'drop-transaction': 'a change in a replaced block is in none any more',
  'speak-garbage': 'a member asks what no rule allows'
} as const

/** What may go wrong. */
export type FaultKind = keyof typeof faultKinds

/** A fault that fired, and what it befell. */
export type Fault = { readonly kind: FaultKind; readonly at: string }

/** How often each kind befalls what it can befall: 0 never, 1 always. Left out: never. */
export type FaultRates = Partial<Record<FaultKind, number>>

/** The faults of one run. */
export type Faults = {
  /** Whether it happens. Asking notes that it did: ask once. @param at what it befalls */
  fires(kind: FaultKind, at: string): boolean
  /** A number from 0 on and below 1 that goes with a fault: how long, how much, where. */
  amount(kind: FaultKind, at: string): number
  /** Faults that fired so far, in the order of the run. */
  fired(): readonly Fault[]
  /** No fault fires from here on. */
  stop(): void
}

/** One text for a fault, for lists and sets. */
export function nameOfFault({ kind, at }: Fault): string {
  return `${kind} ${at}`
}

/** @param only the names of the faults that may fire; undefined for all that the seed gives */
export function createFaults(
  chance: Chance,
  rates: FaultRates,
  only: ReadonlySet<string> | undefined,
  onFault: (fault: Fault) => void
): Faults {
  const fired: Fault[] = []
  let isOver = false
  return {
    fires(kind, at) {
      const rate = rates[kind] ?? 0
      if (isOver || rate === 0 || chance.of('fault', kind, at) >= rate) return false
      const fault = { kind, at }
      if (only !== undefined && !only.has(nameOfFault(fault))) return false
      fired.push(fault)
      onFault(fault)
      return true
    },
    amount: (kind, at) => chance.of('amount', kind, at),
    fired: () => fired,
    stop() {
      isOver = true
    }
  }
}
