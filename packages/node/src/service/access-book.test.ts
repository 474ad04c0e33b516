import assert from 'node:assert/strict'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { type Cid, cidOfDigest, type MemberId, parseStudyId } from '@commonhold/base'
import { createMemoryBlobStore } from '@commonhold/network'
import { createManualClock, nodeCrypto } from '@commonhold/platform'
import { createPowerlessDisk } from '@commonhold/platform/testing/powerless-disk'
import { type AccessBook, openAccessBook, storeOfStudy } from './access-book.ts'

const inFirst = `0x${'11'.repeat(20)}` as MemberId
const inSecond = `0x${'22'.repeat(20)}` as MemberId
const first = parseStudyId(1)
const second = parseStudyId(12)
const cidOf = (digit: number): Cid => cidOfDigest(new Uint8Array(32).fill(digit))

describe('P1, P8: who may read what', () => {
  test('a study that only names another’s content opens it to nobody', async (context) => {
    const { access, store } = await emptyBook(context)
    const secret = await storeOfStudy(store, access, second).put(new Uint8Array(64).fill(5))
    assert.equal(await access.mayRead(secret, inSecond), true)
    const view = storeOfStudy(store, access, first)
    assert.equal(await view.has(secret), false)
    assert.equal(await view.size(secret), undefined)
    await view.keep('study-1-round-1-vectors', [secret])
    assert.equal(await access.mayRead(secret, inFirst), false)
    assert.equal(await access.mayRead(secret, undefined), false)
  })

  test('content that a member of the study gave is the study’s', async (context) => {
    const { access, store } = await emptyBook(context)
    const bytes = new Uint8Array(64).fill(5)
    const cid = await storeOfStudy(store, access, second).put(bytes)
    const view = storeOfStudy(store, access, first)
    const writer = await view.openWriter({ expected: cid, bytesMax: 64 })
    await writer.write(bytes)
    await writer.finish()
    assert.equal(await view.has(cid), true)
    assert.equal(await access.mayRead(cid, inFirst), true)
  })

  test('a line that was cut short swallows none, and lends none its number', async (context) => {
    const { file, access, open } = await emptyBook(context)
    await access.grantStudy(second, [cidOf(1)])
    for (const cut of ['1', '12 bafkrei', 'x bafkrei', `0 ${cidOf(4)}`]) await appendFile(file, cut)
    await (await open()).grantStudy(second, [cidOf(2)])
    const again = await open()
    for (const digit of [1, 2]) assert.equal(await again.mayRead(cidOf(digit), inSecond), true)
    await appendFile(file, '1')
    await (await open()).grantStudy(parseStudyId(2), [cidOf(3)])
    assert.equal(await (await open()).mayRead(cidOf(3), inSecond), false)
  })

  test('a grant that is asked for twice is on disk for both who asked', async (context) => {
    const { access, open } = await emptyBook(context)
    const slow = access.grantStudy(first, [cidOf(1)])
    await access.grantStudy(first, [cidOf(1)])
    assert.equal(await (await open()).mayRead(cidOf(1), inFirst), true)
    await slow
  })

  test('P7: a grant outlives a loss of power', async (context) => {
    const { access, losePower, open } = await emptyBook(context)
    await access.grantStudy(first, [cidOf(1)])
    await access.grantMembers(cidOf(2))
    await losePower()
    const again = await open()
    assert.equal(await again.mayRead(cidOf(1), inFirst), true)
    assert.equal(await again.mayRead(cidOf(2), inSecond), true)
  })
})

async function emptyBook(context: { after(end: () => Promise<void>): void }) {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-access-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'access.txt')
  const { disk, losePower } = createPowerlessDisk()
  const seats = new Map([
    [first, inFirst],
    [second, inSecond]
  ])
  const open = (): Promise<AccessBook> =>
    openAccessBook({
      file,
      disk,
      isActive: () => true,
      async readersOf(study) {
        const member = seats.get(study)
        if (member === undefined) return undefined
        const seat = { member, dataset: 1, nodeKey: `0x${'00'.repeat(32)}` }
        return { record: { members: [seat as never] }, terms: undefined }
      }
    })
  const store = createMemoryBlobStore({
    crypto: nodeCrypto,
    clock: createManualClock(),
    limits: { bytesMax: 2 ** 20 }
  })
  return { file, open, losePower, access: await open(), store }
}
