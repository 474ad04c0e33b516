/**
 * The network's members, assets, studies and rounds in SQL, kept up with the chain.
 *
 * Everything here can be had from the chain alone, and `rebuild` does so. The index exists because
 * a chain answers "which studies is this member in" only by reading all its events.
 */
import type { Clock, Log } from '@commonhold/base'
import { CommonholdError } from '@commonhold/base'
import type { ChainReader, LedgerEvent } from '@commonhold/contracts'
import { openDatabase } from './database.ts'
import { indexStopped } from './errors.ts'
import { followChain, type Position, positionOf, undoAbove } from './follow-chain.ts'
import { createIndexQueries, type IndexQueries } from './index-queries.ts'

/** What an index needs. */
export type OpenIndexOptions = {
  /** A path, or `:memory:`. */
  readonly file: string
  readonly chain: ChainReader
  readonly clock: Clock
  readonly log: Log
  /** Between two looks at the chain. Default 250. */
  readonly pollMs?: number
}

/** What listeners are told. */
export type IndexEvents = {
  /** New events are in the tables. Once for each batch. */
  readonly change: { readonly events: readonly LedgerEvent[] }
  /** Blocks above this number were replaced, -1 for all; what replaced them follows as changes. */
  readonly undone: { readonly aboveBlock: number }
}

/** A listener for one kind of news. */
export type IndexListener<Name extends keyof IndexEvents> = (news: IndexEvents[Name]) => void

/** An index that is open. Queries answer at once, from what was read so far. */
export type LedgerIndex = IndexQueries & {
  /** Begins to follow the chain by itself. */
  start(): void
  /** Follows to the chain's head of now. @throws {CommonholdError} as the chain, or `INDEXING_…` */
  follow(): Promise<void>
  /** Deletes all rows and reads them again from the chain. */
  rebuild(): Promise<void>
  /** The block up to which the tables tell; undefined before the first. */
  head(): Position | undefined
  /** Answers a function that ends the listening. */
  on<Name extends keyof IndexEvents>(name: Name, listener: IndexListener<Name>): () => void
  /** Ends the following and closes the file. */
  stop(): Promise<void>
}

const failureDelayMs = 2_000
const movedAttempts = 20

/** @throws {CommonholdError} `INDEXING_UNUSABLE` where the file cannot be one */
export function openIndex(options: OpenIndexOptions): LedgerIndex {
  const { file, chain, clock, log, pollMs = 250 } = options
  const database = openDatabase(file, log)
  const stopping = new AbortController()
  const news = createNews(log)
  let last: Promise<unknown> = Promise.resolve()
  let following: Promise<void> | undefined
  /** One writer at a time: what is asked for meanwhile waits. */
  const alone = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(() => {
      if (stopping.signal.aborted) throw indexStopped()
      return work()
    })
    last = mine.catch(() => undefined)
    return mine
  }
  const report = {
    onEvents: (events: readonly LedgerEvent[]) => news.tell('change', { events }),
    onUndone: (aboveBlock: number) => news.tell('undone', { aboveBlock })
  }
  const follow = (): Promise<void> =>
    alone(() => whileMoving(() => followChain(database, chain, report), clock, stopping.signal))
  return {
    ...createIndexQueries(database),
    head: () => positionOf(database),
    on: news.on,
    follow,
    async rebuild() {
      await alone(async () => {
        undoAbove(database, -1, undefined, chain.identity)
        report.onUndone(-1)
      })
      await follow()
    },
    start() {
      following ??= keepFollowing({ follow, clock, log, pollMs, signal: stopping.signal })
    },
    async stop() {
      if (stopping.signal.aborted) return
      stopping.abort()
      await following
      await last
      database.close()
    }
  }
}

/** A chain that moved while it was read is read again; each time more of it stands still. */
async function whileMoving(
  follow: () => Promise<void>,
  clock: Clock,
  signal: AbortSignal
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await follow()
    } catch (error) {
      const hasMoved = error instanceof CommonholdError && error.code === 'INDEXING_CHAIN_MOVED'
      if (!hasMoved || attempt === movedAttempts || signal.aborted) throw error
      await clock.sleep(attempt, signal).catch(() => undefined)
    }
  }
}

async function keepFollowing(options: {
  readonly follow: () => Promise<void>
  readonly clock: Clock
  readonly log: Log
  readonly pollMs: number
  readonly signal: AbortSignal
}): Promise<void> {
  const { follow, clock, log, pollMs, signal } = options
  let hasFailed = false
  while (!signal.aborted) {
    try {
      await follow()
      if (hasFailed) log.info('index.following-again')
      hasFailed = false
    } catch (error) {
      if (!hasFailed && !signal.aborted) log.warn('index.not-following', { error: String(error) })
      hasFailed = true
    }
    await clock.sleep(hasFailed ? failureDelayMs : pollMs, signal).catch(() => undefined)
  }
}

type News = {
  on: LedgerIndex['on']
  tell<Name extends keyof IndexEvents>(name: Name, news: IndexEvents[Name]): void
}

/** Listeners by name; one that throws is logged, and hinders nobody. */
function createNews(log: Log): News {
  const listeners = new Map<string, Set<(news: never) => void>>()
  return {
    on(name, listener) {
      const own = listeners.get(name) ?? new Set()
      listeners.set(name, own)
      const entry = (news: never): void => listener(news)
      own.add(entry)
      return () => own.delete(entry)
    },
    tell(name, news) {
      for (const listener of listeners.get(name) ?? []) {
        try {
          listener(news as never)
        } catch (error) {
          log.error('index.listener-failed', { name, error: String(error) })
        }
      }
    }
  }
}
