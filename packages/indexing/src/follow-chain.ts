/**
 * Brings the tables up to the chain's head.
 *
 * The cursor is the last block read. Where the chain has another block at its number, blocks were
 * replaced: the last one still in common is found, everything above it is deleted, and reading goes
 * on from there. A block's hash stands for all before it, so the search among the blocks kept is by
 * halves: a chain begun anew costs some twenty questions, not one for each block.
 *
 * A chain may change between two questions. So a batch counts only if every event's block, the
 * batch's last block and the cursor's are afterwards still what they were.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Bytes32, UnixSeconds } from '@commonhold/base'
import type { ChainBlock, ChainReader, LedgerEvent } from '@commonhold/contracts'
import { inTransaction } from './database.ts'
import { chainMoved } from './errors.ts'
import { recordEvent } from './record-event.ts'
import { versionTables } from './schema.ts'

/** A block, as the index remembers its place. */
export type Position = { readonly number: number; readonly hash: Bytes32 }

/** What following told on its way. */
export type FollowReport = {
  /** Events newly in the tables, in order. */
  onEvents(events: readonly LedgerEvent[]): void
  /** Blocks above this number were taken back; -1 for all. */
  onUndone(aboveBlock: number): void
}

const batchBlocks = 2_000
const questionsAtOnce = 16

/**
 * Follows to the head of the moment.
 *
 * @throws {CommonholdError} `INDEXING_CHAIN_MOVED`, `INDEXING_MISSING_EVENTS`, or the chain's own.
 * What was committed before stays; the next call continues from it
 */
export async function followChain(
  database: DatabaseSync,
  chain: ChainReader,
  report: FollowReport
): Promise<void> {
  if (identityOf(database) !== chain.identity) {
    undoAbove(database, -1, undefined, chain.identity)
    report.onUndone(-1)
  }
  const head = await chain.head()
  await undoReplaced(database, chain, head, report)
  for (;;) {
    const position = positionOf(database)
    const from = position === undefined ? chain.fromBlock : position.number + 1
    if (from > head.number) return
    const to = Math.min(head.number, from + batchBlocks - 1)
    const events = await readBatch(database, chain, position, from, to === head.number ? head : to)
    if (events.length > 0) report.onEvents(events)
  }
}

/** The cursor; undefined before the first batch. */
export function positionOf(database: DatabaseSync): Position | undefined {
  const row = database.prepare('SELECT number, hash FROM cursor WHERE number IS NOT NULL').get()
  return row && { number: Number(row['number']), hash: row['hash'] as Bytes32 }
}

function identityOf(database: DatabaseSync): string | undefined {
  return database.prepare('SELECT identity FROM cursor').get()?.['identity'] as string | undefined
}

/** Reads a batch, makes sure that the chain stood still meanwhile, and commits it. */
async function readBatch(
  database: DatabaseSync,
  chain: ChainReader,
  position: Position | undefined,
  from: number,
  last: ChainBlock | number
): Promise<readonly LedgerEvent[]> {
  const target = typeof last === 'number' ? await chain.block(last) : last
  if (target === undefined) throw chainMoved(Number(last))
  const events = await chain.events(from, target.number)
  const blocks = await blocksOf(chain, events)
  for (const known of position === undefined ? [target] : [position, target]) {
    if ((await chain.block(known.number))?.hash !== known.hash) throw chainMoved(known.number)
  }
  inTransaction(database, () => {
    for (const { number, hash, at } of blocks.values()) {
      database.prepare('INSERT INTO blocks VALUES (?, ?, ?)').run(number, hash, at)
    }
    for (const event of events) recordEvent(database, event, timeOf(blocks, event))
    moveCursor(database, target)
  })
  return events
}

/** The blocks of these events, each of which must be on the chain still. */
async function blocksOf(
  chain: ChainReader,
  events: readonly LedgerEvent[]
): Promise<ReadonlyMap<number, ChainBlock>> {
  const blocks = new Map<number, ChainBlock>()
  const numbers = [...new Set(events.map(({ blockNumber }) => blockNumber))]
  for (let start = 0; start < numbers.length; start += questionsAtOnce) {
    const some = numbers.slice(start, start + questionsAtOnce).map((each) => chain.block(each))
    for (const block of await Promise.all(some)) if (block) blocks.set(block.number, block)
  }
  for (const { blockNumber, blockHash } of events) {
    if (blocks.get(blockNumber)?.hash !== blockHash) throw chainMoved(blockNumber)
  }
  return blocks
}

function timeOf(blocks: ReadonlyMap<number, ChainBlock>, event: LedgerEvent): UnixSeconds {
  return blocks.get(event.blockNumber)!.at
}

function moveCursor(database: DatabaseSync, position: Position | undefined): void {
  const { number, hash } = position ?? { number: null, hash: null }
  database.prepare('UPDATE cursor SET number = ?, hash = ?').run(number, hash)
}

/** Takes back what the chain has replaced since. */
async function undoReplaced(
  database: DatabaseSync,
  chain: ChainReader,
  head: ChainBlock,
  report: FollowReport
): Promise<void> {
  const position = positionOf(database)
  if (position === undefined || (await isOn(chain, head, position))) return
  const kept = database
    .prepare('SELECT number, hash FROM blocks WHERE number <= ? ORDER BY number')
    .all(position.number) as unknown as readonly Position[]
  let shared = 0
  for (let unknown = kept.length; shared < unknown; ) {
    const middle = (shared + unknown) >> 1
    if (await isOn(chain, head, kept[middle]!)) shared = middle + 1
    else unknown = middle
  }
  const ancestor = kept[shared - 1]
  undoAbove(database, ancestor?.number ?? -1, ancestor, chain.identity)
  report.onUndone(ancestor?.number ?? -1)
}

async function isOn(chain: ChainReader, head: ChainBlock, known: Position): Promise<boolean> {
  if (known.number > head.number) return false
  const block = known.number === head.number ? head : await chain.block(known.number)
  return block?.hash === known.hash
}

/** Deletes everything above a block, and puts the cursor at `ancestor`. */
export function undoAbove(
  database: DatabaseSync,
  blockNumber: number,
  ancestor: Position | undefined,
  identity: string
): void {
  inTransaction(database, () => {
    for (const table of versionTables) {
      database.prepare(`DELETE FROM ${table} WHERE block > ?`).run(blockNumber)
    }
    database.prepare('DELETE FROM blocks WHERE number > ?').run(blockNumber)
    const start =
      'INSERT INTO cursor (id, identity) VALUES (1, ?) ON CONFLICT DO UPDATE SET identity = ?'
    database.prepare(start).run(identity, identity)
    moveCursor(database, ancestor)
  })
}
