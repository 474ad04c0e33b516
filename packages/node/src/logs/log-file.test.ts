import assert from 'node:assert/strict'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { followLog, readLogTail } from './log-file.ts'

async function freshFile(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-log-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'node.log')
}

describe('log file', () => {
  test('gives its last whole lines, and none where there is no file', async (context) => {
    const file = await freshFile(context)
    assert.deepEqual(await readLogTail(file, 5), { lines: [], endByte: 0 })
    await writeFile(file, 'one\ntwö\nthree\nha')
    assert.deepEqual(await readLogTail(file, 2), { lines: ['twö', 'three'], endByte: 15 })
    assert.deepEqual((await readLogTail(file, 0)).lines, [])
  })

  // A line that is written in two steps is told once, whole; a file that became shorter is new.
  test('is followed line by line, also when it is begun anew', async (context) => {
    const file = await freshFile(context)
    await writeFile(file, 'old\nha')
    const stop = new AbortController()
    const steps = [
      () => appendFile(file, 'lf\n'),
      () => writeFile(file, 'new\n'),
      async () => stop.abort()
    ]
    const clock = { sleep: async () => steps.shift()?.() }
    const seen: string[] = []
    for await (const line of followLog(file, { fromByte: 4, clock, signal: stop.signal })) {
      seen.push(line)
    }
    assert.deepEqual(seen, ['half', 'new'])
  })
})
