/** The example as `npm start -- --exit --json` runs it: what it prints has to hold. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./start.ts', import.meta.url))

type Result = {
  readonly ok: boolean
  readonly processes: number
  readonly nodes: readonly { readonly pid: number; readonly name: string }[]
  readonly rounds: number
  readonly roundList: readonly { readonly phase: string; readonly survivors: readonly string[] }[]
  readonly comparison: readonly { readonly model: string; readonly auc: number }[]
  readonly verification: { readonly ok: boolean; readonly checks: number }
  readonly plaintextUpdates: number
}

test('four hospitals beat each one alone, and come up to the pooled model', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-start-'))
  const child = spawn(process.execPath, [program, '--exit', '--json', '--folder', folder], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  context.after(async () => {
    // It stops its own children when it is told to.
    child.kill('SIGTERM')
    await exited
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr)])
  assert.equal(await exited, 0, stderr)

  const result = JSON.parse(stdout.trim().split('\n').at(-1)!) as Result
  assert.equal(result.ok, true)
  assert.equal(result.processes, 4)
  assert.equal(new Set(result.nodes.map(({ pid }) => pid)).size, 4)
  assert.equal(result.roundList.length, result.rounds)
  assert.ok(
    result.roundList.every(({ phase, survivors }) => {
      return phase === 'final' && survivors.length >= 3
    })
  )
  assert.equal(result.plaintextUpdates, 0)
  assert.equal(result.verification.ok, true)
  assert.ok(result.verification.checks > result.rounds)
  const aucOf = (name: string) => result.comparison.find(({ model }) => model === name)!.auc
  const alone = result.comparison.filter(({ model }) => model.endsWith(' alone'))
  assert.equal(alone.length, 4)
  for (const { model, auc } of alone) {
    assert.ok(aucOf('together') > auc, `${model}: ${auc}, together: ${aucOf('together')}`)
  }
  assert.ok(Math.abs(aucOf('together') - aucOf('pooled')) <= 0.01)
  for (const { pid, name } of result.nodes) {
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' }, `${name} still runs`)
  }
})

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const parts: string[] = []
  for await (const part of stream.setEncoding('utf8')) parts.push(part as string)
  return parts.join('')
}
