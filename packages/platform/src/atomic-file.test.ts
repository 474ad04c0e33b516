import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { utf8 } from '@commonhold/base'
import { readFileIfPresent, writeFileAtomic } from './atomic-file.ts'
import { secureRandom } from './secure-random.ts'
import { createSeededRandom } from './seeded-random.ts'

const folder = mkdtempSync(join(tmpdir(), 'commonhold-files-'))
after(() => rmSync(folder, { recursive: true }))
const bytesMax = 100

describe('atomic file', () => {
  test('replaces a file and leaves nothing beside it', async () => {
    const path = join(folder, 'state.json')
    assert.equal(await readFileIfPresent(path, { bytesMax }), undefined)
    await writeFileAtomic(path, 'old')
    await writeFileAtomic(path, utf8('new'))
    assert.deepEqual(await readFileIfPresent(path, { bytesMax }), utf8('new'))
    assert.deepEqual(readdirSync(folder), ['state.json'])
  })

  test('a private file is its owner’s alone', async () => {
    const path = join(folder, 'key')
    await writeFileAtomic(path, 'key', { access: 'private' })
    assert.equal(statSync(path).mode & 0o777, 0o600)
    rmSync(path)
  })

  test('the old file stays, and no draft, where the new one cannot take its name', async () => {
    const path = join(folder, 'taken')
    mkdirSync(join(path, 'inside'), { recursive: true })
    await assert.rejects(writeFileAtomic(path, 'new'), { code: 'PLATFORM_WRITE_FAILED' })
    assert.deepEqual(readdirSync(folder).sort(), ['state.json', 'taken'])
    await assert.rejects(readFileIfPresent(path, { bytesMax: 1e9 }), {
      code: 'PLATFORM_READ_FAILED'
    })
  })

  test('one file written by many at once is one of theirs, whole', async () => {
    const path = join(folder, 'raced')
    const texts = Array.from({ length: 8 }, (_, index) => String(index).repeat(50))
    await Promise.all(texts.map((text) => writeFileAtomic(path, text)))
    const bytes = await readFileIfPresent(path, { bytesMax })
    assert.ok(texts.includes(new TextDecoder().decode(bytes)))
  })

  test('a file larger than it may be is refused', async () => {
    const path = join(folder, 'large')
    await writeFileAtomic(path, 'x'.repeat(bytesMax + 1))
    await assert.rejects(readFileIfPresent(path, { bytesMax }), { code: 'PLATFORM_READ_FAILED' })
  })
})

describe('random', () => {
  test('a seed decides its bytes, however they are asked for; another seed gives others', () => {
    const whole = createSeededRandom('a').bytes(50)
    const pieces = createSeededRandom('a')
    assert.deepEqual([...pieces.bytes(7), ...pieces.bytes(43)], [...whole])
    assert.notDeepEqual(createSeededRandom('b').bytes(50), whole)
    assert.notDeepEqual(createSeededRandom(1).bytes(50), createSeededRandom(2).bytes(50))
  })

  test('the system gives other bytes every time', () => {
    assert.equal(secureRandom.bytes(32).length, 32)
    assert.notDeepEqual(secureRandom.bytes(32), secureRandom.bytes(32))
  })
})
