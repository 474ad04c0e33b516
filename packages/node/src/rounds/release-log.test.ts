import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { cidOfDigest, parseBytes32, parseStudyId } from '@commonhold/base'
import { openReleaseLog, type ReleaseEntry } from './release-log.ts'

const study = parseStudyId(7)
const digest = (digit: number) => parseBytes32(`0x${String(digit).repeat(64)}`)
const entry: ReleaseEntry = {
  previousModel: digest(1),
  round: 2,
  epoch: 0,
  attempt: 1,
  survivors: digest(2),
  members: [],
  cheats: [],
  evidence: cidOfDigest(digest(3))
}

describe('P7: the log of releases', () => {
  let folder = ''
  const file = () => join(folder, 'study-7.json')
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'commonhold-releases-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('is there again after a restart, for its own study, and for nobody else to read', async () => {
    const log = await openReleaseLog(folder, study)
    assert.equal(log.find(entry.previousModel), undefined)
    await log.note(entry)
    await log.note({ ...entry, previousModel: digest(4) })
    const again = await openReleaseLog(folder, study)
    assert.deepEqual(again.find(entry.previousModel), entry)
    assert.equal((await stat(file())).mode & 0o077, 0)
    const other = await openReleaseLog(folder, parseStudyId(8))
    assert.equal(other.find(entry.previousModel), undefined)
  })

  it('is never read as empty where it is damaged: the node takes no part instead', async () => {
    const whole = await readFile(file(), 'utf8')
    const damaged = ['', '{', whole.slice(0, -5), whole.replace('releases/1', 'releases/2')]
    for (const text of [...damaged, whole.replace('"attempt":1', '"attempt":-1'), '[]', 'null']) {
      await writeFile(file(), text)
      await assert.rejects(openReleaseLog(folder, study), {
        code: 'NODE_DAMAGED_FILE',
        details: { file: file() }
      })
    }
    await writeFile(file(), whole)
    assert.deepEqual((await openReleaseLog(folder, study)).find(entry.previousModel), entry)
  })

  it('P2: notes one of two that are asked for at once, and refuses the other', async () => {
    const log = await openReleaseLog(folder, parseStudyId(9))
    const outcomes = await Promise.allSettled([
      log.note(entry),
      log.note({ ...entry, epoch: 1 }),
      log.note({ ...entry, previousModel: digest(5) })
    ])
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled']
    )
    const again = await openReleaseLog(folder, parseStudyId(9))
    assert.deepEqual(again.find(entry.previousModel), entry)
    assert.notEqual(again.find(digest(5)), undefined)
  })

  it('does not change where it cannot be written', async () => {
    const log = await openReleaseLog(join(folder, 'nowhere'), study)
    await assert.rejects(log.note(entry), { code: 'PLATFORM_WRITE_FAILED' })
    assert.equal(log.find(entry.previousModel), undefined)
  })
})
