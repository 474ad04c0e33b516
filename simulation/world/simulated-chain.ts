/**
 * A chain in memory: calls wait for the next block, blocks follow each other, and the latest ones
 * may be replaced by others, in which a call may be in another block or in none. Nodes read it as
 * they read a real one, block by block and event by event.
 */
import { createHash } from 'node:crypto'
import { type Bytes32, type MemberId, parseBytes32, parseUnixSeconds } from '@commonhold/base'
import type { ChainBlock, LedgerEvent } from '@commonhold/contracts'
import type { LedgerDomain } from '@commonhold/protocol'
import {
  applyCall,
  type CallAnswer,
  type ChainState,
  type ContractCall,
  emptyState
} from './chain-state.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import { worldStartMs } from './simulated-clock.ts'
import type { SimulatedTime } from './simulated-time.ts'

/** A call on its way into a block. */
export type Transaction = {
  readonly hash: Bytes32
  readonly by: MemberId
  readonly call: ContractCall
}

/** A block with what it holds, and what is known after it. */
export type SimulatedBlock = ChainBlock & {
  readonly events: readonly LedgerEvent[]
  readonly transactions: readonly Transaction[]
  readonly state: ChainState
}

/** Where a call ended: in a block, with what it came to. */
export type Mined = { readonly answer: CallAnswer; readonly block: SimulatedBlock }

/** The chain. */
export type SimulatedChain = {
  readonly domain: LedgerDomain
  head(): SimulatedBlock
  block(number: number): SimulatedBlock | undefined
  /** What would come of the call if it were in a block of its own now. */
  foresee(by: MemberId, call: ContractCall): CallAnswer
  /** Resolves when the call is in a block. Calls keep their order. */
  send(by: MemberId, call: ContractCall): { readonly hash: Bytes32; readonly mined: Promise<Mined> }
  /** An empty block, so that time is seen to have passed. */
  passBlock(): void
  /** Replaces the latest blocks, as many as `depth`, by as many others and one more. */
  reorganise(depth: number, why: string): void
  /** Calls back after every new head, until the signal is aborted. */
  onBlock(wake: () => void, signal: AbortSignal): void
}

/** What the world wants to know. */
export type ChainHooks = {
  onBlock(block: SimulatedBlock): void
  onReplaced(depth: number): void
  /** Shifts the chain's time, in seconds: for tests of deadlines. */
  aheadSeconds(): number
}

const blockMs = 400

/** A chain with its first block. */
export function createSimulatedChain(options: {
  readonly time: SimulatedTime
  readonly chance: Chance
  readonly faults: Faults
  readonly hooks: ChainHooks
}): SimulatedChain {
  const { time, hooks } = options
  const domain: LedgerDomain = { chainId: 84_300, studies: `0x${'5d'.repeat(20)}` }
  const waiting: Waiting[] = []
  const listeners = new Set<() => void>()
  const now = () => Math.floor((worldStartMs + time.nowMs()) / 1000) + hooks.aheadSeconds()
  const genesis = { number: 0, hash: wordOf('genesis'), parent: wordOf('nothing') }
  const blocks: SimulatedBlock[] = [
    { ...genesis, at: parseUnixSeconds(now()), events: [], transactions: [], state: emptyState }
  ]
  const chain: Chain = { domain, blocks, listeners, now, ...options }
  let isMining = false
  let sent = 0
  return {
    domain,
    head: () => blocks.at(-1)!,
    block: (number) => blocks[number],
    foresee: (by, call) =>
      applyCall(domain, blocks.at(-1)!.state, by, call, nextTime(chain, blocks.at(-1)!)),
    send(by, call) {
      const hash = wordOf('transaction', by, sent++)
      const { promise, resolve } = Promise.withResolvers<Mined>()
      waiting.push({ hash, by, call, resolve })
      if (!isMining) {
        isMining = true
        time.schedule(blockMs, () => {
          isMining = false
          mine(chain, waiting.splice(0), '')
        })
      }
      return { hash, mined: promise }
    },
    passBlock: () => mine(chain, [], String(blocks.length)),
    reorganise: (depth, why) => reorganise(chain, depth, why),
    onBlock(wake, signal) {
      if (signal.aborted) return
      listeners.add(wake)
      signal.addEventListener('abort', () => listeners.delete(wake), { once: true })
    }
  }
}

type Waiting = Transaction & { readonly resolve?: (mined: Mined) => void }

type Chain = {
  readonly domain: LedgerDomain
  readonly blocks: SimulatedBlock[]
  readonly listeners: ReadonlySet<() => void>
  readonly chance: Chance
  readonly faults: Faults
  readonly hooks: ChainHooks
  now(): number
}

function nextTime(chain: Chain, parent: ChainBlock) {
  return parseUnixSeconds(Math.max(parent.at, chain.now()))
}

/** Makes one block of these calls. One that is refused is not in it. @param branch names it */
function mine(chain: Chain, calls: readonly Waiting[], branch: string): void {
  const { blocks, domain } = chain
  const parent = blocks.at(-1)!
  const number = parent.number + 1
  const at = nextTime(chain, parent)
  const hash = wordOf('block', parent.hash, branch, ...calls.map((call) => call.hash))
  let { state } = parent
  const events: LedgerEvent[] = []
  const transactions: Transaction[] = []
  const answers: CallAnswer[] = []
  for (const { hash: transactionHash, by, call } of calls) {
    const answer = applyCall(domain, state, by, call, at)
    answers.push(answer)
    if (!answer.ok) continue
    state = answer.state
    transactions.push({ hash: transactionHash, by, call })
    for (const body of answer.events) {
      const place = { blockNumber: number, blockHash: hash, transactionHash }
      events.push({ ...body, ...place, logIndex: events.length } as unknown as LedgerEvent)
    }
  }
  const block = { number, hash, parent: parent.hash, at, events, transactions, state }
  blocks.push(block)
  chain.hooks.onBlock(block)
  for (const [index, { resolve }] of calls.entries()) resolve?.({ answer: answers[index]!, block })
  for (const wake of [...chain.listeners]) wake()
}

function reorganise(chain: Chain, depth: number, why: string): void {
  const { blocks, chance, faults, hooks } = chain
  // A study's members are fixed with its start: who waits for confirmations starts no round sooner.
  const started = blocks.findLastIndex(({ events }) => events.some(isStart))
  const replaced = Math.min(depth, blocks.length - 1 - Math.max(0, started))
  if (replaced === 0) return
  const old = blocks.splice(blocks.length - replaced)
  hooks.onReplaced(replaced)
  const slots: Waiting[][] = Array.from({ length: replaced + 1 }, () => [])
  let slot = 0
  for (const transaction of old.flatMap(({ transactions }) => transactions)) {
    if (faults.fires('drop-transaction', `${why} ${nameOfCall(transaction)}`)) continue
    const room = slots.length - slot
    slot += Math.floor(chance.of('slot', why, nameOfCall(transaction)) * room * 0.6)
    slots[slot]!.push(transaction)
  }
  for (const [index, calls] of slots.entries()) mine(chain, calls, `${why} ${index}`)
}

function isStart({ kind }: LedgerEvent): boolean {
  return kind === 'StudyStarted'
}

/** What a call is, the same in every run that comes to it. */
export function nameOfCall({ by, call }: Pick<Transaction, 'by' | 'call'>): string {
  if (call.kind === 'finalise') {
    const { study, round, epoch } = call.result
    return `finalise ${study} ${round}/${epoch} by ${by.slice(0, 8)}`
  }
  return `${call.kind} by ${by.slice(0, 8)}`
}

/** 32 bytes for these words. */
export function wordOf(...words: readonly (string | number)[]): Bytes32 {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest('hex')
  return parseBytes32(`0x${digest}`)
}
