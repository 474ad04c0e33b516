import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseStatus, sampleProcess } from './process-sample.ts'
import { parseSoakOptions } from './soak-options.ts'

test('options have defaults, ranges and a help', () => {
  const options = parseSoakOptions(['--minutes', '20', '--folder', '/tmp/soak'])!
  const { nodes, studies, minutes, warmUpMinutes, keepsFolder } = options
  assert.deepEqual([nodes, studies, minutes, warmUpMinutes, keepsFolder], [10, 3, 20, 4, true])
  assert.equal(parseSoakOptions(['--help']), undefined)
  for (const bad of [['--nodes', '2'], ['--studies', '0'], ['--minutes', '1.5'], ['--often']]) {
    assert.throws(() => parseSoakOptions([...bad, '--folder', '/tmp/soak']), /cannot begin/)
  }
  const longer = ['--minutes', '5', '--warm-up', '5', '--folder', '/tmp/soak']
  assert.throws(() => parseSoakOptions(longer), /warm-up/)
})

test('the command tells what it does', () => {
  const command = fileURLToPath(new URL('./soak.ts', import.meta.url))
  const text = execFileSync(process.execPath, [command, '--help'], { encoding: 'utf8' })
  assert.match(text, /--nodes <count>/)
})

test('a process is read as Linux tells it, and one that is gone is not there', async (context) => {
  const status = 'Name:\tnode\nVmRSS:\t  2048 kB\nRssAnon:\t  1024 kB\nThreads:\t11\n'
  assert.deepEqual(parseStatus(status), { residentBytes: 2 ** 21, ownBytes: 2 ** 20, threads: 11 })
  if (process.platform !== 'linux') return context.diagnostic('only Linux has /proc')
  const own = (await sampleProcess(process.pid))!
  assert.ok(own.residentBytes > 10e6 && own.handles >= 3 && own.threads >= 1)
  assert.equal(await sampleProcess(2 ** 30), undefined)
})
