import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { CommonholdError, Secret } from '@commonhold/base'
import { openConsoleLog } from './console-log.ts'
import { openFileLog } from './file-log.ts'
import { joinLogs } from './log-record.ts'
import { createManualClock } from './manual-clock.ts'

const folder = mkdtempSync(join(tmpdir(), 'commonhold-log-'))
after(() => rmSync(folder, { recursive: true }))
const clock = createManualClock()
let files = 0

function openLog(limits: { bytesMax?: number; filesMax?: number } = {}) {
  const path = join(folder, `${files++}.log`)
  const log = openFileLog({ path, clock, level: 'info', bytesMax: 1e6, filesMax: 3, ...limits })
  return { path, log }
}

function linesOf(path: string) {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('file log', () => {
  test('keeps events of its level and above, with the fields of its parents', () => {
    const { path, log } = openLog()
    log.debug('unheard')
    log.with({ study: 3, round: 1 }).with({ round: 2 }).warn('round.late', { seconds: 9n })
    assert.deepEqual(linesOf(path), [
      {
        at: '2026-01-01T00:00:00.000Z',
        level: 'warn',
        event: 'round.late',
        fields: { study: 3, round: 2, seconds: '9' }
      }
    ])
    log.close()
    log.error('after.close')
    assert.equal(linesOf(path).length, 1)
  })

  test('prints no secret and no bytes, however deep, and bounds the rest', () => {
    const { path, log } = openLog()
    const error = new CommonholdError({
      code: 'BASE_BAD_VALUE',
      fault: 'caller',
      message: 'm',
      hint: 'h',
      details: { token: new Secret('hunter2'), key: new Uint8Array(32).fill(65) }
    })
    const cycle: Record<string, unknown> = { level: 'debug', at: 'never' }
    cycle['self'] = cycle
    log.error('all', {
      error,
      cycle,
      map: new Map([['a', new Secret('hunter2')]]),
      nan: Number.NaN
    })
    log.error('long', { text: 'x'.repeat(1e6), list: new Array(1e5).fill(1) })
    const text = readFileSync(path, 'utf8')
    assert.ok(!text.includes('hunter2') && !text.includes('65,65') && text.includes('<32 bytes>'))
    assert.ok(text.length < 10_000)
    assert.equal(linesOf(path)[0].level, 'error')
  })

  test('moves full files on and drops the oldest', () => {
    const { path, log } = openLog({ bytesMax: 1024, filesMax: 3 })
    for (let index = 0; index < 100; index++) log.info('event', { index })
    for (const name of [path, `${path}.1`, `${path}.2`]) assert.ok(statSync(name).size <= 1024)
    assert.ok(!existsSync(`${path}.3`))
    const kept = [`${path}.2`, `${path}.1`, path].flatMap(linesOf).map(({ fields }) => fields.index)
    assert.deepEqual(
      kept,
      Array.from({ length: kept.length }, (_, place) => 100 - kept.length + place)
    )
  })

  test('goes on where an earlier process stopped, alone in its one file too', () => {
    const { path, log } = openLog({ bytesMax: 1024, filesMax: 1 })
    log.info('first')
    log.close()
    const options = { path, clock, level: 'info', bytesMax: 1024, filesMax: 1 } as const
    const again = openFileLog(options)
    again.info('second')
    assert.deepEqual(
      linesOf(path).map(({ event }) => event),
      ['first', 'second']
    )
    for (let index = 0; index < 30; index++) again.info('third', { index })
    assert.ok(statSync(path).size <= 1024)
  })

  test('counts lines that could not be written and tells it later', () => {
    const { path, log } = openLog({ bytesMax: 1024, filesMax: 2 })
    log.info('first', { text: 'x'.repeat(900) })
    // The next line has to move the file, which a folder of this name with content prevents.
    const obstacle = openFileLog({ path: makeFolder(`${path}.1`), ...settings })
    obstacle.info('in.the.way')
    log.info('lost.one')
    log.info('lost.two')
    obstacle.close()
    rmSync(`${path}.1`, { recursive: true })
    log.info('found')
    assert.deepEqual(
      linesOf(path).map(({ event, lostBefore }) => [event, lostBefore]),
      [['found', 2]]
    )
  })

  test('a log that cannot be opened says so', () => {
    const path = join(folder, 'none', 'node.log')
    assert.throws(() => openFileLog({ path, ...settings }), { code: 'PLATFORM_LOG_FAILED' })
  })
})

describe('console log', () => {
  test('is read by people and obeys nobody', () => {
    const lines: string[] = []
    const log = openConsoleLog({ clock, level: 'debug', write: (line) => lines.push(line) })
    log.info('node.started', { port: 8080, key: new Secret('hunter2'), name: 'a b' })
    log.warn('peer\u001b[2J', { text: '\u009b31m\n12:00 ERROR forged', key: new Uint8Array(3) })
    assert.equal(lines[0], '00:00:00.000 INFO  node.started port=8080 key=<secret> name="a b"\n')
    assert.match(lines[1]!, /^[\x20-\x7e]*\n$/)
    assert.ok(lines[1]!.includes('key=<3 bytes>'))
  })

  test('joined logs all hear', () => {
    const lines: string[] = []
    const log = () => openConsoleLog({ clock, level: 'info', write: (line) => lines.push(line) })
    joinLogs(log(), log()).with({ a: 1 }).error('both')
    assert.equal(lines.length, 2)
    assert.equal(lines[0], lines[1])
  })
})

const settings = { clock, level: 'info', bytesMax: 1024, filesMax: 1 } as const

function makeFolder(path: string): string {
  mkdirSync(path)
  return join(path, 'inside.log')
}
