/**
 * What went through the door of an embedded chain lately, kept beside the chain: signed
 * transactions and grants of test money. The chain writes its state once a second, so one that is
 * killed comes back without its last blocks, which others were told are there. Given again in the
 * same order, the same transactions and grants make them again; what was not lost is refused by its
 * number, or finds the account full.
 *
 * A transaction is noted before the chain is given it, so that none that came of it stands before
 * it, and is forgotten where the chain refuses it: junk pushes out nothing. What the chain took is
 * kept for longer than the chain can lose it, so a sender that sends more than there is room for
 * has to wait: at most its own share, where all of it is taken.
 *
 * Cost: one append of some hundred bytes and an fsync a transaction, one recovery of its sender
 * from the signature (1 to 2 ms), and the file written anew now and then.
 */
import type { Clock, Disk, Log, MemberId } from '@commonhold/base'
import { asCommonholdError, parseMemberId } from '@commonhold/base'
import { openLineFile } from '@commonhold/platform'
import { createKeptLines, type KeptLine, type Room } from './kept-lines.ts'

/** Longer than the chain ever waits between two writes of its state, on a busy machine too. */
const keptMs = 120_000
const room = { lines: 50_000, characters: 64 * 1024 * 1024 }
const ofSender = { lines: 2_000, characters: 8 * 1024 * 1024 }
/** The file is written anew where it holds so much, and twice what it has to. */
const rewriteAt = { lines: 2_000, characters: 16 * 1024 * 1024 }
const transactionPattern = /^0x(?:[0-9a-f]{2})+$/
const grantPattern = /^fund (0x[0-9a-f]{40}) (\d{1,30})$/

/** The journal. */
export type TransactionJournal = {
  /**
   * Keeps a signed transaction, as 0x hex. A machine that loses power has it when this resolves.
   * @returns false, and nothing is kept, where its sender has to wait
   */
  note(transaction: string): Promise<boolean>
  /** Says whether the chain took a transaction that was noted: once for each time it was. */
  settle(transaction: string, isTaken: boolean): Promise<void>
  /** Keeps that an account is filled up to so much. Durable when it resolves. */
  noteGrant(account: MemberId, weiUpTo: bigint): Promise<void>
  /** Gives all that is kept to the chain, in order; what it refuses is passed over. */
  replay(chain: ReplayedChain): Promise<void>
}

/** A chain as a replay needs it. */
export type ReplayedChain = {
  send(transaction: string): Promise<unknown>
  fillUp(account: MemberId, weiUpTo: bigint): Promise<unknown>
}

/** What a journal needs. */
export type TransactionJournalDeps = {
  readonly file: string
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly log: Log
  /** Who signed a transaction; undefined where it is none. */
  readonly senderOf: (transaction: string) => Promise<MemberId | undefined>
  /** Default the machine's own. */
  readonly disk?: Disk
}

/** Opens the journal at `file`; a line that a crash cut short is passed over. */
export async function openTransactionJournal(
  deps: TransactionJournalDeps
): Promise<TransactionJournal> {
  const { clock, log, disk } = deps
  const file = await openLineFile(deps.file, {
    access: 'private',
    bytesMax: 4 * room.characters,
    ...(disk === undefined ? {} : { disk })
  })
  const kept = createKeptLines({ clock, keptMs, room, ofSender })
  for (const text of file.before) {
    if (transactionPattern.test(text) || grantPattern.test(text))
      kept.add(text, undefined).isTaken = true
  }
  let inFile = kept.size()

  async function write(text: string): Promise<void> {
    await file.append([text])
    inFile = { lines: inFile.lines + 1, characters: inFile.characters + text.length }
    if (!isWasteful(inFile, kept.size())) return
    const texts = kept.texts()
    inFile = kept.size()
    await file.replace(texts)
  }

  function add(text: string, sender: string | undefined): KeptLine {
    const line = kept.add(text, sender)
    line.written = write(text).catch((cause) => {
      kept.drop(line)
      throw cause
    })
    return line
  }

  return {
    async note(transaction) {
      const text = transaction.toLowerCase()
      // What is no transaction is for the chain to refuse.
      if (!transactionPattern.test(text)) return true
      const sender = kept.find(text)?.sender ?? (await deps.senderOf(text)) ?? 'nobody'
      const known = kept.find(text)
      if (known === undefined && !kept.hasRoomFor(sender)) return false
      const line = known ?? add(text, sender)
      line.asked++
      await line.written
      return true
    },
    async settle(transaction, isTaken) {
      const text = transaction.toLowerCase()
      const line = kept.find(text)
      if (line === undefined) return
      line.asked--
      if (isTaken) line.isTaken = true
      // Sent twice it is refused once, perhaps before it is known that it was taken once.
      else if (!line.isTaken && line.asked === 0) kept.drop(line)
    },
    async noteGrant(account, weiUpTo) {
      await add(`fund ${account} ${weiUpTo}`, undefined).written
    },
    replay: (chain) => giveAllAgain(chain, kept.texts(), log)
  }
}

async function giveAllAgain(
  chain: ReplayedChain,
  texts: readonly string[],
  log: Log
): Promise<void> {
  let given = 0
  for (const text of texts) {
    try {
      await giveAgain(chain, text)
      given++
    } catch (cause) {
      log.debug('ledger.not-sent-again', { message: asCommonholdError(cause).message })
    }
  }
  if (given > 0) log.warn('ledger.sent-again', { entries: given })
}

function isWasteful(inFile: Room, needed: Room): boolean {
  return (
    inFile.lines > Math.max(rewriteAt.lines, 2 * needed.lines) ||
    inFile.characters > Math.max(rewriteAt.characters, 2 * needed.characters)
  )
}

async function giveAgain(chain: ReplayedChain, text: string): Promise<void> {
  const [, account, wei] = grantPattern.exec(text) ?? []
  if (account === undefined) await chain.send(text)
  else await chain.fillUp(parseMemberId(account), BigInt(wei!))
}
