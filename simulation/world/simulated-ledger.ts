/** The simulated chain as one member's node uses it: the `Ledger` port, and the index's reader. */
import {
  type AssetId,
  CommonholdError,
  type Hex,
  type MemberId,
  parseAssetId,
  parseStudyId,
  type StudyId
} from '@commonhold/base'
import type { ChainReader, LedgerEvent } from '@commonhold/contracts'
import type { Ledger, LedgerReceipt, RoundRecord, RoundResult } from '@commonhold/protocol'
import { type ContractCall, studyRecordOf } from './chain-state.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import type { Life } from './life.ts'
import { type Mined, nameOfCall, type SimulatedChain } from './simulated-chain.ts'
import type { SimulatedTime } from './simulated-time.ts'

/** How one member reaches the chain. */
export type SimulatedLedgerOptions = {
  readonly chain: SimulatedChain
  readonly time: SimulatedTime
  readonly chance: Chance
  readonly faults: Faults
  readonly life: Life
  readonly self: MemberId
  signResult(result: RoundResult): Hex
  /** A call leaves the node, or its receipt has come: the node may die here. */
  atCall(when: 'before' | 'after', call: ContractCall): void
}

/** Between a node and the chain, there and back, in milliseconds. */
const wayMs = 15

/** @returns the port, and what the index reads */
export function openSimulatedLedger(options: SimulatedLedgerOptions): {
  readonly ledger: Ledger
  readonly reader: ChainReader
} {
  const { chain, self } = options
  const read = reading(options)
  const readForIndex = reading(options, true)
  const write = writing(options)
  const state = () => chain.head().state
  const ledger: Ledger = {
    self,
    domain: chain.domain,
    block: () => read('block', () => headOf(chain)),
    memberOf: (member) => read('memberOf', () => state().members.get(member)),
    assetOf: (asset) => read('assetOf', () => state().assets[asset - 1]),
    studyOf: (study) => read('studyOf', () => studyRecordOf(state(), study)),
    studyCount: () => read('studyCount', () => state().studies.length),
    roundsOf: (study) => read('roundsOf', () => roundsOf(chain, study)),
    signaturesOf: (round) => read('signaturesOf', () => signaturesOf(chain, round)),
    members: () =>
      read('members', () => [...state().members.values()].filter(({ active }) => active)),
    join: (nodeKey, profile) => write({ kind: 'join', nodeKey, profile }),
    update: (nodeKey, profile) => write({ kind: 'update', nodeKey, profile }),
    leave: () => write({ kind: 'leave' }),
    async register({ kind, ...rest }) {
      const receipt = await write({ kind: 'register', assetKind: kind, ...rest })
      return { ...receipt, asset: parseAssetId(receipt.made) }
    },
    revoke: (asset) => write({ kind: 'revoke', asset }),
    async propose(proposal) {
      const receipt = await write({ kind: 'propose', proposal })
      return { ...receipt, study: parseStudyId(receipt.made) }
    },
    joinStudy: (joining) => write({ kind: 'joinStudy', ...joining }),
    leaveStudy: (study) => write({ kind: 'leaveStudy', study }),
    start: (study) => write({ kind: 'start', study }),
    finalise: (result, signatures) => write({ kind: 'finalise', result, signatures }),
    skip: (study) => write({ kind: 'skip', study }),
    cancel: (study) => write({ kind: 'cancel', study }),
    async close(study) {
      const receipt = await write({ kind: 'close', study })
      return { ...receipt, asset: parseAssetId(receipt.made) as AssetId }
    },
    signResult: async (result) => options.signResult(result),
    onBlock: (wake, signal) => chain.onBlock(() => !options.life.isOver() && wake(), signal)
  }
  const reader: ChainReader = {
    identity: 'simulated',
    fromBlock: 0,
    head: () => readForIndex('head', () => headOf(chain)),
    block: (number) => readForIndex('header', () => chain.block(number)),
    events: (from, to) => readForIndex('events', () => eventsIn(chain, from, to))
  }
  return { ledger, reader }
}

/**
 * Questions to the chain, each with its way there and back. The index is answered also when its
 * process is over, which nobody sees, so that it can close its tables.
 */
function reading({ time, chance, faults, life }: SimulatedLedgerOptions, isForIndex = false) {
  const asked = new Map<string, number>()
  return <Value>(what: string, answer: () => Value): Promise<Value> => {
    const count = (asked.get(what) ?? 0) + 1
    asked.set(what, count)
    const name = `${life.name} ${what} #${count}`
    const { promise, resolve, reject } = Promise.withResolvers<Value>()
    time.schedule(1 + chance.of('way', name) * wayMs, () => {
      if (faults.fires('ledger-away', name)) reject(unreachable())
      else resolve(answer())
    })
    return isForIndex ? promise : life.during(promise)
  }
}

/** Changes, one after the other as an account's are. */
function writing(options: SimulatedLedgerOptions) {
  let last: Promise<unknown> = Promise.resolve()
  return (call: ContractCall): Promise<LedgerReceipt & { readonly made: number }> => {
    const mine = last.then(() => writeNow(options, call))
    last = mine.catch(() => {})
    return mine
  }
}

async function writeNow(
  options: SimulatedLedgerOptions,
  call: ContractCall
): Promise<LedgerReceipt & { readonly made: number }> {
  const { chain, life, self, faults, time } = options
  const name = `${life.name} ${nameOfCall({ by: self, call })} at ${Math.floor(time.nowMs())}`
  await reading(options)(`write ${call.kind}`, () => {})
  const foreseen = chain.foresee(self, call)
  if (!foreseen.ok) throw revertedBy(foreseen)
  options.atCall('before', call)
  const { hash, mined } = life.isOver() ? { hash: undefined, mined: never } : chain.send(self, call)
  const { answer, block } = await life.during(mined)
  options.atCall('after', call)
  await reading(options)(`receipt ${call.kind}`, () => {})
  if (faults.fires('lose-receipt', name)) throw timedOut()
  if (!answer.ok) throw revertedBy(answer)
  const place = { transactionHash: hash!, blockNumber: block.number, blockHash: block.hash }
  return { ...place, gasUsed: 0, made: answer.made }
}

const never = new Promise<Mined>(() => {})

function headOf(chain: SimulatedChain) {
  const { number, hash, parent, at } = chain.head()
  return { number, hash, parent, at }
}

function eventsIn(chain: SimulatedChain, from: number, to: number): readonly LedgerEvent[] {
  const events: LedgerEvent[] = []
  for (let number = from; number <= to; number++)
    events.push(...(chain.block(number)?.events ?? []))
  return events
}

/** Final rounds of a study on the chain as it is now. */
export function roundsOf(chain: SimulatedChain, study: StudyId): readonly RoundRecord[] {
  return eventsIn(chain, 0, chain.head().number).flatMap((event): readonly RoundRecord[] => {
    if (event.kind !== 'RoundFinal' || event.study !== study) return []
    const { kind, nextRoundDueAt, logIndex, ...record } = event
    return [record]
  })
}

function signaturesOf(chain: SimulatedChain, round: RoundRecord): ReadonlyMap<number, Hex> {
  const { transactions = [] } = chain.block(round.blockNumber) ?? {}
  const found = transactions.find(({ hash }) => hash === round.transactionHash)
  if (found?.call.kind !== 'finalise') return new Map()
  return new Map([...found.call.signatures].sort(([left], [right]) => left - right))
}

function revertedBy({
  revert,
  args
}: {
  readonly revert: string
  readonly args: readonly string[]
}): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_REVERTED',
    fault: 'caller',
    message: `The ledger refused the change: ${revert}.`,
    hint: 'Read the ledger again: somebody else, or an earlier attempt, was first.',
    details: { revert, args }
  })
}

function unreachable(): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_UNREACHABLE',
    fault: 'chain',
    message: 'The simulated chain does not answer.',
    hint: 'Try again.',
    retryable: true
  })
}

function timedOut(): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_TIMEOUT',
    fault: 'chain',
    message: 'The simulated chain did not tell whether the change was written.',
    hint: 'Read the ledger before you try again.',
    retryable: true
  })
}
