import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { type MemberId, silentLog } from '@commonhold/base'
import { createManualClock } from '@commonhold/platform'
import { createPowerlessDisk } from '@commonhold/platform/testing/powerless-disk'
import { createKeptLines } from './kept-lines.ts'
import { openTransactionJournal, type TransactionJournal } from './transaction-journal.ts'

const account = `0x${'ac'.repeat(20)}` as MemberId
const numbered = (number: number, from = 'aa') => `0x${from}${number.toString(16).padStart(8, '0')}`

describe('the journal of transactions', () => {
  test('P7: gives back what was noted, in order, past refusals and a cut line', async (context) => {
    const { file, open, losePower } = await emptyJournal(context)
    const first = await open()
    await Promise.all(['0xaa', '0xBB', '0xzz', '0xaa\n0xab'].map((each) => first.note(each)))
    await first.noteGrant(account, 10n ** 19n)
    await first.note('0xcc')
    await losePower()
    await appendFile(file, '0xdd')
    const second = await open()
    await second.note('0xee')
    const grant = `${account} 10000000000000000000`
    assert.deepEqual(await replayOf(await open(), '0xaa'), ['0xaa', '0xbb', grant, '0xcc', '0xee'])
  })

  test('notes once what comes twice, and only when it is on the disk', async (context) => {
    const { open, losePower } = await emptyJournal(context)
    const journal = await open()
    const slow = journal.note('0xaa')
    assert.equal(await journal.note('0xAA'), true)
    await losePower()
    assert.deepEqual(await replayOf(await open()), ['0xaa'])
    await slow
    await journal.note('0xbb')
    // The chain has it: that it refuses to have it twice is no reason to forget it, or its place.
    await journal.settle('0xaa', false)
    await journal.settle('0xaa', true)
    assert.deepEqual(await replayOf(journal), ['0xaa', '0xbb'])
    await journal.note('0xaa')
    await journal.settle('0xaa', false)
    assert.deepEqual(await replayOf(journal), ['0xaa', '0xbb'])
    await journal.settle('0xbb', false)
    assert.deepEqual(await replayOf(journal), ['0xaa'])
    const reopened = await open()
    await reopened.note('0xaa')
    await reopened.settle('0xaa', false)
    assert.deepEqual(await replayOf(reopened), ['0xaa', '0xbb'])
  })

  // Goal: whoever sends junk, by one account or by as many as it likes, pushes out nothing.
  test('P8: has room for everybody, whatever one sender or junk does', async (context) => {
    const { open } = await emptyJournal(context)
    const journal = await open()
    await journal.note(numbered(1, 'bb'))
    await journal.settle(numbered(1, 'bb'), true)
    const sent = await Promise.all(
      Array.from({ length: 2_500 }, (_, number) => journal.note(numbered(number)))
    )
    assert.equal(sent.filter((isKept) => isKept).length, 2_000)
    assert.equal(await journal.note(numbered(2, 'bb')), true)
    for (let number = 0; number < 2_000; number++) await journal.settle(numbered(number), false)
    assert.equal(await journal.note(numbered(2_500)), true)
    const expected = [numbered(1, 'bb'), numbered(2, 'bb'), numbered(2_500)]
    assert.deepEqual(await replayOf(journal), expected)
  })

  test('forgets what is old, and stays small', async (context) => {
    const { file, clock, open } = await emptyJournal(context)
    const journal = await open()
    for (let number = 0; number < 1_500; number++) await journal.note(numbered(number))
    await clock.advance(121_000)
    for (let number = 0; number < 501; number++) await journal.note(numbered(number, 'bb'))
    const lines = (await readFile(file, 'utf8')).split('\n')
    assert.deepEqual([lines.length, lines[0]], [502, numbered(0, 'bb')])
    const large = (number: number) => `${numbered(number, 'cc')}${'ab'.repeat(512 * 1024)}`
    for (let number = 0; number < 20; number++) {
      await journal.note(large(number))
      await journal.settle(large(number), false)
    }
    assert.ok((await readFile(file)).length < 18 * 1024 * 1024)
  })

  test('where all room is taken, the least of senders still have their share', () => {
    const clock = createManualClock()
    const room = { lines: 100, characters: 10_000 }
    const kept = createKeptLines({ clock, keptMs: 1000, room, ofSender: room })
    for (let number = 0; number < 100; number++) kept.add(`${number}`, 'greedy')
    assert.equal(kept.hasRoomFor('greedy'), false)
    let admitted = 0
    while (kept.hasRoomFor('modest')) kept.add(`modest ${admitted++}`, 'modest')
    assert.equal(admitted, 50)
    for (let sender = 0; sender < 1000; sender++) {
      for (let line = 0; kept.hasRoomFor(`${sender}`); line++)
        kept.add(`${sender} ${line}`, `${sender}`)
    }
    assert.ok(kept.size().lines < 100 * (2 + Math.log(1000)) + 1000, `${kept.size().lines} lines`)
  })
})

/** What a chain is given again; `refused` it does not take. */
async function replayOf(journal: TransactionJournal, refused?: string) {
  const seen: string[] = []
  await journal.replay({
    async send(transaction) {
      seen.push(transaction)
      if (transaction === refused) assert.fail('nonce too low')
    },
    fillUp: async (...grant) => void seen.push(grant.join(' '))
  })
  return seen
}

async function emptyJournal(context: { after(end: () => Promise<void>): void }) {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-journal-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'journal.txt')
  const clock = createManualClock()
  const { disk, losePower } = createPowerlessDisk()
  // Of these made-up transactions the first byte says who signed them.
  const senderOf = async (transaction: string) => transaction.slice(0, 4) as MemberId
  const open = () => openTransactionJournal({ file, clock, log: silentLog, senderOf, disk })
  return { file, clock, open, losePower }
}
