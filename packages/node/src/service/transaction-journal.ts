/**
 * What went through the door of an embedded chain lately, kept beside the chain. The chain writes
 * its state once a second, so one that is killed comes back without its last blocks, which others
 * were told are there. Sent again in the same order, the same signed transactions make them again;
 * those that were not lost are refused for their number and change nothing.
 *
 * Cost: one append of some hundred bytes a transaction, and the file written anew now and then.
 */
import { appendFile } from 'node:fs/promises'
import { asCommonholdError, type Clock, type Log } from '@commonhold/base'
import { readFileIfPresent, writeFileAtomic } from '@commonhold/platform'

/** Longer than the chain ever waits between two writes of its state, on a busy machine too. */
const keptMs = 120_000
const linesMax = 2_000
const linePattern = /^0x(?:[0-9a-f]{2})+$/
const bytesMax = 16 * 1024 * 1024

/** The journal. */
export type TransactionJournal = {
  /** Keeps a signed transaction, as 0x hex. A killed process has it when this resolves. */
  note(transaction: string): Promise<void>
  /** Gives all that is kept to `send`, in order; what it refuses is passed over. */
  replay(send: (transaction: string) => Promise<unknown>): Promise<void>
}

/** What a journal needs. */
export type TransactionJournalDeps = {
  readonly file: string
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly log: Log
}

type Line = { readonly text: string; readonly atMs: number }

/** Opens the journal at `file`; a line that a crash cut short is passed over. */
export async function openTransactionJournal(
  deps: TransactionJournalDeps
): Promise<TransactionJournal> {
  const { file, clock, log } = deps
  const bytes = await readFileIfPresent(file, { bytesMax: 4 * bytesMax })
  const texts = new TextDecoder().decode(bytes).split('\n')
  const openedAtMs = clock.monotonicMs()
  let lines: readonly Line[] = texts
    .filter((text) => linePattern.test(text))
    .map((text) => ({ text, atMs: openedAtMs }))
  // A cut line must not swallow the next one.
  if (texts.at(-1) !== '') await appendFile(file, '\n')
  let writing: Promise<void> = Promise.resolve()

  async function write(text: string): Promise<void> {
    const nowMs = clock.monotonicMs()
    lines = [...lines, { text, atMs: nowMs }]
    await appendFile(file, `${text}\n`, { mode: 0o600 })
    const sizeBytes = lines.reduce((sum, line) => sum + line.text.length, 0)
    if (lines.length <= linesMax && sizeBytes <= bytesMax) return
    const half = lines.slice(Math.floor(lines.length / 2))
    const recent = lines.filter(({ atMs }) => nowMs - atMs < keptMs)
    lines = sizeBytes > bytesMax || recent.length > linesMax ? half : recent
    await writeFileAtomic(file, lines.map((line) => `${line.text}\n`).join(''))
  }

  return {
    async note(transaction) {
      const text = transaction.toLowerCase()
      // What is no transaction is for the chain to refuse.
      if (!linePattern.test(text)) return
      const mine = writing.then(() => write(text))
      writing = mine.catch(() => undefined)
      await mine
    },
    async replay(send) {
      await writing
      let sent = 0
      for (const { text } of lines) {
        try {
          await send(text)
          sent++
        } catch (cause) {
          log.debug('ledger.not-sent-again', { message: asCommonholdError(cause).message })
        }
      }
      if (sent > 0) log.warn('ledger.sent-again', { transactions: sent })
    }
  }
}
