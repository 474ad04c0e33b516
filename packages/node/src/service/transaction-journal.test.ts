import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { silentLog } from '@commonhold/base'
import { createManualClock } from '@commonhold/platform'
import { openTransactionJournal } from './transaction-journal.ts'

describe('the journal of transactions', () => {
  test('gives back what was noted, in order, past refusals and a cut line', async (context) => {
    const { file, open } = await emptyJournal(context)
    const first = await open()
    await Promise.all(
      ['0xaa', '0xBB', '0xzz', '0xcc', '0xaa\n0xab'].map((each) => first.note(each))
    )
    await appendFile(file, '0xd')
    const second = await open()
    await second.note('0xee')
    const third = await open()
    const seen: string[] = []
    await third.replay(async (transaction) => {
      seen.push(transaction)
      if (transaction === '0xaa') assert.fail('nonce too low')
    })
    assert.deepEqual(seen, ['0xaa', '0xbb', '0xcc', '0xee'])
  })

  test('forgets what is old, and stays small', async (context) => {
    const { file, clock, open } = await emptyJournal(context)
    const journal = await open()
    for (let number = 0; number < 2_000; number++) await journal.note('0xaa')
    await clock.advance(121_000)
    await journal.note('0xbb')
    assert.equal(await readFile(file, 'utf8'), '0xbb\n')
    const large = `0x${'ab'.repeat(512 * 1024)}`
    for (let number = 0; number < 17; number++) await journal.note(large)
    assert.ok((await readFile(file)).length < 16 * 1024 * 1024)
  })
})

async function emptyJournal(context: { after(end: () => Promise<void>): void }) {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-journal-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'journal.txt')
  const clock = createManualClock()
  return { file, clock, open: () => openTransactionJournal({ file, clock, log: silentLog }) }
}
