import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openSmallStudy } from './testing/small-study.ts'

const program = fileURLToPath(new URL('./testing/contribute-and-hang.ts', import.meta.url))

describe('P7: a site’s own parameters', () => {
  // Goal: what is masked again after a crash is what was masked before it.
  test('begin where they did, in a round that the process was killed in', async (context) => {
    const folder = await emptyFolder(context)
    const child = spawn(process.execPath, [program, folder], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    context.after(() => child.kill('SIGKILL'))
    const [before] = await once(createInterface({ input: child.stdout }), 'line')
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    const model = new Uint8Array(await readFile(join(folder, 'model')))
    const again = await openSmallStudy(folder)
    assert.equal((await again.contribute(3, 0, model)).join(' '), before)
    const { mode } = await stat(join(folder, 'study-7', 'private.json'))
    assert.equal(mode & 0o777, 0o600)
  })

  test('begin where they did, in an opening that follows a skipped one', async (context) => {
    const study = await openSmallStudy(await emptyFolder(context))
    const statistics = await study.combine(1, await study.contribute(1))
    const model = await study.combine(2, await study.contribute(2, 0, statistics), statistics)
    const first = await study.contribute(3, 0, model)
    // Rows are shuffled anew, which only moves the last bits of the three weights and the bias.
    const near = (vector: Uint32Array) => [...vector.subarray(0, 4)].map((word) => word >> 12)
    assert.deepEqual(near(await study.contribute(3, 1, model)), near(first))
    // Goal: a round that the ledger took back is begun with what is known, not with nothing.
    const next = await study.combine(3, first, model)
    const fourth = await study.contribute(4, 0, next)
    assert.deepEqual(await study.contribute(4, 0, next), fourth)
  })

  test('are never forgotten in silence', async (context) => {
    const folder = await emptyFolder(context)
    const study = await openSmallStudy(folder)
    await study.contribute(1)
    await writeFile(join(folder, 'study-7', 'private.json'), '{"round":1')
    await assert.rejects(study.contribute(1), { code: 'NODE_DAMAGED_FILE' })
  })
})

async function emptyFolder(context: { after(end: () => Promise<void>): void }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-private-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}
